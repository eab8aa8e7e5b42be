//! Quarters of years.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::Month;
use crate::domain::Invalid;

/// A quarter of a year, written `2026-Q3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    first: Date,
}

impl Quarter {
    /// Returns the quarter a day is in.
    pub fn of(day: Date) -> Self {
        let month = (day.month() - 1) / 3 * 3 + 1;
        Self { first: day.first_of_month().with().month(month).build().unwrap_or(day) }
    }

    /// Returns its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Returns its last day.
    pub fn last(self) -> Date {
        let third = |month: Month| month.next()?.next();
        third(Month::of(self.first)).map_or(self.first, |month| month.first().last_of_month())
    }

    /// Returns the quarter before it.
    #[must_use]
    pub fn previous(self) -> Self {
        self.first.yesterday().map_or(self, Self::of)
    }

    /// Returns the quarter after it.
    #[must_use]
    pub fn next(self) -> Self {
        self.last().tomorrow().map_or(self, Self::of)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-Q{}", self.first.year(), (self.first.month() + 2) / 3))
    }
}

impl FromStr for Quarter {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let read = || {
            let (year, quarter) = text.split_once("-Q").or_else(|| text.split_once("-q"))?;
            let first = ["1", "2", "3", "4"].iter().position(|known| *known == quarter)? * 3 + 1;
            let first: Month = format!("{year}-{first:02}").parse().ok()?;
            Some(Self::of(first.first()))
        };
        read().ok_or_else(|| Invalid::new(text, "a quarter", "a year and a quarter, e.g. `2026-Q3`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_three_months() {
        let quarter: Quarter = "2024-Q1".parse().unwrap();
        let days = [quarter.first(), quarter.last(), quarter.previous().first(), quarter.next().last()];
        assert_eq!(days.map(|day| day.to_string()), ["2024-01-01", "2024-03-31", "2023-10-01", "2024-06-30"]);
        for day in ["2024-01-01", "2024-02-29", "2024-03-31"] {
            assert_eq!(Quarter::of(day.parse().unwrap()).to_string(), "2024-Q1");
        }
        let refused = |text: &str| text.parse::<Quarter>().unwrap_err().to_string();
        assert_eq!(refused("2024-Q5"), "`2024-Q5` is not a quarter, expected a year and a quarter, e.g. `2026-Q3`");
        assert!(
            ["2024", "24-Q1", "2024-Q0", "2024-Q+1", "2024-Q01"]
                .map(|text| text.parse::<Quarter>())
                .iter()
                .all(Result::is_err)
        );
    }
}
