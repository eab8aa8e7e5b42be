//! Weekly hours: which hours each weekday has.

use std::fmt;

use super::date::date_of;
use super::error::CalendarError;
use super::hours::{DayHours, OpenHours};
use crate::domain::Invalid;

words! {
    /// A day of the week, as a key of the weekly hours writes it.
    Weekday, "a weekday";
    /// Monday.
    Monday = "mon",
    /// Tuesday.
    Tuesday = "tue",
    /// Wednesday.
    Wednesday = "wed",
    /// Thursday.
    Thursday = "thu",
    /// Friday.
    Friday = "fri",
    /// Saturday.
    Saturday = "sat",
    /// Sunday.
    Sunday = "sun",
}

impl Weekday {
    /// Returns the weekday of the date of number `day`.
    pub(super) fn of(day: i64) -> Self {
        // Day 0, 1970-01-01, was a Thursday, which is index 3.
        const BY_INDEX: [Weekday; 7] = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        usize::try_from((day + 3).rem_euclid(7)).map_or(Self::Monday, |index| BY_INDEX[index])
    }
}

/// The hours of every weekday. A weekday that is not named is closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week([DayHours; 7]);

impl Week {
    /// A week in which every weekday is closed: for a calendar that opens on overridden dates only.
    pub const CLOSED: Self = Self([const { DayHours::CLOSED }; 7]);

    /// Reads pairs of a key (`mon`, `mon-fri`, `fri-mon`) and a list of intervals, as they are written.
    ///
    /// # Errors
    /// An unreadable key or interval, overlapping hours, a weekday named twice.
    pub fn read<'a, T: AsRef<str> + 'a>(
        entries: impl IntoIterator<Item = (&'a str, &'a [T])>,
    ) -> Result<Self, CalendarError> {
        let entries: Result<Vec<_>, CalendarError> =
            entries.into_iter().map(|(key, intervals)| Ok((key, DayHours::read(intervals)?))).collect();
        Self::new(entries?)
    }

    /// Puts a week together from pairs of a key and the hours of the weekdays it names.
    ///
    /// # Errors
    /// An unreadable key, a weekday named twice, an overnight interval that runs into the next day's first one.
    pub fn new<'a>(entries: impl IntoIterator<Item = (&'a str, DayHours)>) -> Result<Self, CalendarError> {
        let mut week = Self::CLOSED;
        let mut named_by: [Option<&str>; 7] = [None; 7];
        for (key, hours) in entries {
            for day in days_named(key)? {
                if let Some(first) = named_by[day as usize].replace(key) {
                    let (first, second) = (first.to_owned(), key.to_owned());
                    return Err(CalendarError::DayTwice { day, first, second });
                }
                week.0[day as usize] = hours.clone();
            }
        }
        week.check_nights()?;
        Ok(week)
    }

    /// Returns the hours of a weekday.
    pub fn on(&self, day: Weekday) -> &DayHours {
        &self.0[day as usize]
    }

    /// Tells whether every weekday is closed.
    pub fn is_closed(&self) -> bool {
        self.0.iter().all(|hours| hours.intervals().is_empty())
    }

    /// Returns a week that never closes.
    pub(super) fn always() -> Self {
        let whole = DayHours::new(vec![OpenHours::WHOLE_DAY]).unwrap_or_default();
        Self(std::array::from_fn(|_| whole.clone()))
    }

    fn check_nights(&self) -> Result<(), CalendarError> {
        Weekday::ALL.iter().zip(Weekday::ALL.iter().cycle().skip(1)).try_for_each(|(day, next)| {
            self.on(*day).check_before(self.on(*next), || (day.to_string(), next.to_string()))
        })
    }
}

/// Reads a key of the weekly hours: one weekday, or a range that may wrap past Sunday.
fn days_named(key: &str) -> Result<Vec<Weekday>, Invalid> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last): (Weekday, Weekday) = (first.parse()?, last.parse()?);
    let count = (last as usize + 7 - first as usize) % 7 + 1;
    Ok(Weekday::ALL.iter().copied().cycle().skip(first as usize).take(count).collect())
}

/// Writes `mon 09:00-17:00; sat 09:00-12:00`, the closed weekdays left out.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = Weekday::ALL.iter().filter(|day| !self.on(**day).intervals().is_empty());
        let written: Vec<String> = open.map(|day| format!("{day} {}", self.on(*day))).collect();
        f.pad(&written.join("; "))
    }
}

/// Names a date together with its weekday: `wed 2026-12-23`.
pub(super) fn dated_weekday(day: i64) -> String {
    format!("{} {}", Weekday::of(day), date_of(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(entries: &[(&str, &[&str])]) -> Result<Week, CalendarError> {
        Week::read(entries.iter().copied())
    }

    #[test]
    fn a_key_names_a_day_or_a_range_that_may_wrap() {
        use Weekday::{Friday, Monday, Saturday, Sunday};
        assert_eq!(days_named("mon"), Ok(vec![Monday]));
        assert_eq!(days_named("Sat-Sun"), Ok(vec![Saturday, Sunday]));
        assert_eq!(days_named("fri-mon"), Ok(vec![Friday, Saturday, Sunday, Monday]));
        assert_eq!(days_named("mon-sun").unwrap(), Weekday::ALL);
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        assert_eq!(Weekday::of(0), Weekday::Thursday);
        assert_eq!(Weekday::of(-4), Weekday::Sunday);
        assert_eq!(dated_weekday(20_445), "tue 2025-12-23");
    }

    #[test]
    fn a_week_is_written_in_its_order() {
        let week = week(&[("sat", &["09:00-12:00"]), ("mon-tue", &["09:00-13:00", "14:00-18:00"]), ("sun", &[])]);
        let expected = "mon 09:00-13:00, 14:00-18:00; tue 09:00-13:00, 14:00-18:00; sat 09:00-12:00";
        assert_eq!(week.unwrap().to_string(), expected);
    }

    #[test]
    fn an_unknown_weekday_is_refused_with_the_nearest() {
        assert_eq!(
            week(&[("mon-fry", &[])]).unwrap_err().to_string(),
            "`fry` is not a weekday, expected one of mon, tue, wed, thu, fri, sat, sun; did you mean `fri`?"
        );
        assert!(week(&[("", &[])]).is_err());
        assert!(week(&[("mon-tue-wed", &[])]).is_err());
    }

    #[test]
    fn a_weekday_named_twice_is_refused() {
        assert_eq!(
            week(&[("mon-fri", &["09:00-17:00"]), ("wed", &["09:00-12:00"])]).unwrap_err().to_string(),
            "`wed` gives hours to wed, which `mon-fri` has done already; name each weekday once"
        );
    }

    #[test]
    fn a_night_that_runs_into_the_next_morning_is_refused() {
        assert_eq!(
            week(&[("sun", &["22:00-06:00"]), ("mon", &["05:00-09:00"])]).unwrap_err().to_string(),
            "`22:00-06:00` on sun runs into `05:00-09:00` on mon; \
             end the first by `05:00` or open the second at `06:00`"
        );
        assert!(week(&[("sun", &["22:00-06:00"]), ("mon", &["06:00-09:00"])]).is_ok());
    }
}
