//! Calendar months.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::date::digits;
use crate::domain::Invalid;

/// A month of a year, written `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

impl Month {
    /// Returns the month a day is in.
    pub fn of(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// Returns its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Returns the month before it.
    #[must_use]
    pub fn previous(self) -> Self {
        self.first.yesterday().map_or(self, Self::of)
    }

    /// Returns the month after it; nothing after the last month there is.
    pub fn next(self) -> Option<Self> {
        self.first.last_of_month().tomorrow().ok().map(Self::of)
    }

    /// Tells whether a day is in it.
    pub fn contains(self, day: Date) -> bool {
        Self::of(day) == self
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.first.year(), self.first.month()))
    }
}

impl FromStr for Month {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let read = || {
            let (year, month) = text.split_once('-')?;
            Date::new(digits(year, 4).filter(|year| *year > 0)?, digits(month, 2)?, 1).ok()
        };
        read().map(Self::of).ok_or_else(|| Invalid::new(text, "a month", "a year and a month, e.g. `2026-11`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_read_back_as_written_and_follow_each_other() {
        let month: Month = "2026-03".parse().unwrap();
        assert_eq!((month.to_string(), month.previous().to_string()), ("2026-03".into(), "2026-02".into()));
        assert_eq!("2026-01".parse::<Month>().unwrap().previous().to_string(), "2025-12");
        assert!(month.contains("2026-03-31".parse().unwrap()) && !month.contains("2026-04-01".parse().unwrap()));
        assert_eq!(month.first().to_string(), "2026-03-01");
        for text in ["", "2026", "2026-13", "2026-3", "26-03", "0000-01", "2026-03-01"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
