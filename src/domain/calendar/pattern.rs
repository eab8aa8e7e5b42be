//! The arithmetic of weeks: how much of a stretch of ordinary weeks is open, without walking them.

use super::date::DAY;
use super::week::{Week, Weekday};

const WEEK: i64 = 7 * DAY;
/// Local second 0 is a Thursday's midnight; weeks are counted from the Monday before it.
const MONDAY: i64 = 3 * DAY;

/// One open part of the week, in seconds from Monday's midnight.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    open: i64,
    close: i64,
    /// The open seconds of the week before this part.
    before: i64,
}

/// The open parts of an ordinary week on the line of local seconds, in which every day has 24 hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    open: i64,
}

impl Pattern {
    pub(super) fn new(week: &Week) -> Self {
        let mut intervals: Vec<(i64, i64)> = Vec::new();
        for day in Weekday::ALL {
            let midnight = *day as i64 * DAY;
            for (open, close) in week.on(*day).intervals().iter().map(|hours| hours.seconds()) {
                let (open, close) = (midnight + open, midnight + close);
                intervals.push((open, close.min(WEEK)));
                // Sunday's night ends on the Monday this week began with, as every week's does.
                if close > WEEK {
                    intervals.push((0, close - WEEK));
                }
            }
        }
        intervals.sort_unstable();
        let mut total = 0;
        let part = |(open, close)| {
            let before = total;
            total += close - open;
            Part { open, close, before }
        };
        let parts = intervals.into_iter().map(part).collect();
        Self { parts, open: total }
    }

    /// Returns the open seconds from local second `from` to `to`.
    pub(super) fn between(&self, from: i64, to: i64) -> i64 {
        self.before(to) - self.before(from)
    }

    /// Returns the earliest local second by which `count` open seconds have passed since `from`; `count` is positive
    /// and the week not closed.
    pub(super) fn reach(&self, from: i64, count: i64) -> i64 {
        let count = self.before(from) + count;
        // A whole week's worth is reached at the end of that week's last part, not at the next week's first.
        let weeks = (count - 1).div_euclid(self.open);
        let rest = count - weeks * self.open;
        let begun = self.parts.partition_point(|part| part.before < rest);
        let within = self.parts[..begun].last().map_or(0, |part| part.open + rest - part.before);
        weeks * WEEK + within - MONDAY
    }

    fn before(&self, local: i64) -> i64 {
        let (weeks, within) = ((local + MONDAY).div_euclid(WEEK), (local + MONDAY).rem_euclid(WEEK));
        let begun = self.parts.partition_point(|part| part.open < within);
        let open = self.parts[..begun].last().map_or(0, |part| part.before + within.min(part.close) - part.open);
        weeks * self.open + open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern() -> Pattern {
        let entries: [(&str, &[&str]); 2] = [("mon", &["09:00-10:00"]), ("sun", &["23:00-01:00"])];
        Pattern::new(&Week::read(entries).unwrap())
    }

    #[test]
    fn weeks_are_skipped_by_multiplication() {
        let monday = 4 * DAY;
        assert_eq!(pattern().between(monday, monday + 1000 * WEEK), 3000 * 3600);
        assert_eq!(pattern().between(monday, monday + 1800), 1800);
        assert_eq!(pattern().between(monday - 3600, monday + 3600), 7200);
        assert_eq!(pattern().between(monday - 1000 * WEEK, monday), 3000 * 3600);
    }

    #[test]
    fn a_count_that_ends_at_a_closing_is_reached_at_the_closing() {
        let monday = 4 * DAY;
        assert_eq!(pattern().reach(monday, 3600), monday + 3600);
        assert_eq!(pattern().reach(monday, 3601), monday + 9 * 3600 + 1);
        assert_eq!(pattern().reach(monday, 7200), monday + 10 * 3600);
        assert_eq!(pattern().reach(monday, 3 * 3600), monday + WEEK);
        assert_eq!(pattern().reach(monday, 3000 * 3600), monday + 1000 * WEEK);
    }
}
