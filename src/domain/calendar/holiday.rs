//! Dates on which a calendar is closed, or has hours of its own.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::date::{exact_date, exact_month_day, read_date};
use super::error::CalendarError;
use super::hours::DayHours;
use crate::domain::Invalid;

/// When a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum When {
    /// Every year that has this month and day.
    Yearly { month: i8, day: i8 },
    /// From the first date to the last, both included.
    Dated { first: Date, last: Date },
}

/// A holiday in the calendar's zone: yearly `12-25`, dated `2026-04-06`, or a range `2026-08-10..2026-08-21`, followed by
/// its name if it has one: `12-25 Christmas Day`. A yearly `02-29` is kept in leap years only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holiday {
    when: When,
    name: Option<String>,
}

impl Holiday {
    /// A holiday on one date, such as an entry of an imported calendar.
    pub fn on(date: Date) -> Self {
        Self { when: When::Dated { first: date, last: date }, name: None }
    }

    /// Returns the same holiday under `name`, which explanations show.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
        Self { name, ..self }
    }

    /// Returns its name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the month and day of a yearly holiday.
    pub(super) fn yearly(&self) -> Option<(i8, i8)> {
        match self.when {
            When::Yearly { month, day } => Some((month, day)),
            When::Dated { .. } => None,
        }
    }

    /// Returns the first and the last date of a dated holiday.
    pub(super) fn dated(&self) -> Option<(Date, Date)> {
        match self.when {
            When::Yearly { .. } => None,
            When::Dated { first, last } => Some((first, last)),
        }
    }
}

impl FromStr for Holiday {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = |expected| Invalid::new(text, "a holiday", expected);
        let (when, name) = text.split_once(' ').unwrap_or((text, ""));
        let when = match when.split_once("..") {
            Some((first, last)) => {
                exact_date(first).zip(exact_date(last)).map(|(first, last)| When::Dated { first, last })
            }
            None => exact_date(when)
                .map(|date| When::Dated { first: date, last: date })
                .or_else(|| exact_month_day(when).map(|(month, day)| When::Yearly { month, day })),
        };
        match when {
            Some(When::Dated { first, last }) if last < first => {
                Err(refuse("a range whose first date comes first, e.g. `2026-08-10..2026-08-21`"))
            }
            Some(when) => Ok(Self { when, name: None }.named(name)),
            None => Err(refuse("`12-25` (every year), `2026-04-06` or `2026-08-10..2026-08-21`, and days that exist")),
        }
    }
}

/// Writes what is read: `12-25 Christmas Day`.
impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let when = match self.when {
            When::Yearly { month, day } => format!("{month:02}-{day:02}"),
            When::Dated { first, last } if first == last => first.to_string(),
            When::Dated { first, last } => format!("{first}..{last}"),
        };
        f.pad(&self.name.as_ref().map_or(when.clone(), |name| format!("{when} {name}")))
    }
}

/// The hours of one date, in place of its weekday's and of a holiday's: a short day, an extra day, a closed one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Override {
    /// The date in the calendar's zone.
    pub date: Date,
    /// Its hours.
    pub hours: DayHours,
}

impl Override {
    /// Reads a date and its list of intervals as they are written; an empty list closes the date.
    pub fn read<T: AsRef<str>>(date: &str, intervals: &[T]) -> Result<Self, CalendarError> {
        Ok(Self { date: read_date(date)?, hours: DayHours::read(intervals)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_read_back_as_written() {
        for text in ["12-25", "02-29", "2026-04-06", "2026-08-10..2026-08-21", "12-25 Christmas Day"] {
            assert_eq!(text.parse::<Holiday>().unwrap().to_string(), text);
        }
        let easter = Holiday::on(Date::constant(2026, 4, 6)).named("Easter Monday ");
        assert_eq!(easter.name(), Some("Easter Monday"));
        assert_eq!("2026-04-06 Easter Monday".parse(), Ok(easter));
        assert_eq!("2026-04-06..2026-04-06".parse(), "2026-04-06".parse::<Holiday>());
    }

    #[test]
    fn dates_that_no_year_has_are_refused() {
        for text in ["", "02-30", "13-01", "1-1", "2026-02-29", "2026-04-06..", "12-24..12-26", "Christmas"] {
            let refused = text.parse::<Holiday>().unwrap_err().to_string();
            let expected = "`12-25` (every year), `2026-04-06` or `2026-08-10..2026-08-21`, and days that exist";
            assert_eq!(refused, format!("`{text}` is not a holiday, expected {expected}"));
        }
    }

    #[test]
    fn a_range_backwards_is_refused() {
        assert_eq!(
            "2026-08-21..2026-08-10".parse::<Holiday>().unwrap_err().to_string(),
            "`2026-08-21..2026-08-10` is not a holiday, expected a range whose first date comes first, \
             e.g. `2026-08-10..2026-08-21`"
        );
    }

    #[test]
    fn an_override_is_read_with_its_hours() {
        let eve = Override::read("2026-12-24", &["09:00-12:00"]).unwrap();
        assert_eq!((eve.date.to_string(), eve.hours.to_string()), ("2026-12-24".into(), "09:00-12:00".into()));
        assert!(Override::read("12-24", &["09:00-12:00"]).is_err());
        assert!(Override::read("2026-12-24", &["09:00"]).is_err());
    }
}
