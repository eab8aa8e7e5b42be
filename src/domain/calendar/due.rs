//! Targets in working days.

use super::date::DAY;
use super::timetable::Timetable;
use super::wall::{MARGIN, earliest, latest};
use crate::domain::Instant;

/// Returns the instant `count` working days after `start`, which is on the wall what it was at the start.
///
/// See [`Calendar::due`](super::Calendar::due) for the rule.
pub(super) fn after_days(timetable: &Timetable, start: Instant, count: u32, end_of_day: bool) -> Option<Instant> {
    let local = start.epoch() + timetable.zone.offset_at(start);
    let today = local.div_euclid(DAY);
    let day = working_days_after(timetable, today).nth(count.checked_sub(1)?.try_into().ok()?)?;
    let due = if end_of_day {
        closing(timetable, day)?
    } else if closing(timetable, today).is_some() {
        earliest(&timetable.zone, day * DAY + local.rem_euclid(DAY))
    } else {
        // The closed day is the midnight between two working days, and so is its due time: the one that ends the day.
        earliest(&timetable.zone, (day + 1) * DAY)
    };
    (due <= Instant::MAX.epoch()).then(|| Instant::from_epoch(due))
}

fn working_days_after(timetable: &Timetable, day: i64) -> impl Iterator<Item = i64> {
    let end = (Instant::MAX.epoch() + MARGIN).div_euclid(DAY);
    let last = timetable.rules.last_day().map_or(end, |last| last.min(end));
    (day + 1..=last).filter(|day| closing(timetable, *day).is_some())
}

/// Returns the end of the last interval that starts on the local date and is open at all; none if it is no working day.
fn closing(timetable: &Timetable, day: i64) -> Option<i64> {
    let intervals = timetable.rules.hours_on(day).intervals().iter().rev();
    let mut instants = intervals.map(|hours| {
        let (open, close) = hours.seconds();
        (earliest(&timetable.zone, day * DAY + open), latest(&timetable.zone, day * DAY + close))
    });
    // An interval the clock skipped as a whole is not open, and a date whose every interval was skipped is no working day.
    instants.find(|(open, close)| open < close).map(|(_, close)| close)
}
