//! Orders that come again and again.

use std::fmt;
use std::str::FromStr;

use crate::domain::{AccountId, ContactId, Date, Instant, Invalid, Line, ProductId, Quantity, TemplateId};

/// How often an order comes again: `7d`, `2w`, `1m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// So many days later.
    Days(u16),
    /// So many weeks later.
    Weeks(u16),
    /// On the same day so many months later, or that month's last.
    Months(u16),
}

/// What is drafted again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The number.
    pub id: TemplateId,
    /// Who buys.
    pub account: AccountId,
    /// Who of them orders.
    pub contact: Option<ContactId>,
    /// What it is called; unique within the account.
    pub name: Line,
    /// How often.
    pub every: Every,
    /// The day the next draft is due.
    pub next_on: Date,
    /// Whether drafts are made.
    pub active: bool,
    /// When it was made.
    pub created_at: Instant,
    /// What it orders.
    pub lines: Vec<(ProductId, Quantity)>,
}

impl FromStr for Every {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "an interval", "days, weeks or months: `7d`, `2w`, `1m`");
        let unit = text.chars().next_back().ok_or_else(refuse)?;
        let count: u16 = text.strip_suffix(unit).and_then(|count| count.parse().ok()).ok_or_else(refuse)?;
        match unit {
            _ if count == 0 || count > 999 => Err(refuse()),
            'd' => Ok(Self::Days(count)),
            'w' => Ok(Self::Weeks(count)),
            'm' => Ok(Self::Months(count)),
            _ => Err(refuse()),
        }
    }
}

/// Writes `7d`, `2w`, `1m`.
impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Days(count) => (count, 'd'),
            Self::Weeks(count) => (count, 'w'),
            Self::Months(count) => (count, 'm'),
        };
        f.pad(&format!("{count}{unit}"))
    }
}

impl serde::Serialize for Every {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Every {
    /// Returns the day it comes next after one.
    pub fn after(self, day: Date) -> Date {
        let days = match self {
            Self::Days(count) => u64::from(count),
            Self::Weeks(count) => u64::from(count) * 7,
            Self::Months(count) => return months_after(day, i32::from(count)),
        };
        day.checked_add(std::time::Duration::from_secs(days * 86_400)).unwrap_or(Date::MAX)
    }

    /// Returns the first day after today on which it comes, counted from a day on which it came.
    pub fn beyond(self, day: Date, today: Date) -> Date {
        let mut next = self.after(day);
        while next <= today && next < Date::MAX {
            next = self.after(next);
        }
        next
    }
}

fn months_after(day: Date, count: i32) -> Date {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + count;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    let first = i16::try_from(year).ok().zip(i8::try_from(month).ok());
    let first = first.and_then(|(year, month)| Date::new(year, month, 1).ok());
    first.map_or(Date::MAX, |first| {
        let last = first.days_in_month();
        Date::new(first.year(), first.month(), day.day().min(last)).unwrap_or(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_and_counted() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let after = |every: &str, from: &str| every.parse::<Every>().unwrap().after(day(from)).to_string();
        assert_eq!(after("7d", "2026-02-25"), "2026-03-04");
        assert_eq!(after("2w", "2026-12-25"), "2027-01-08");
        assert_eq!([after("1m", "2026-01-31"), after("12m", "2024-02-29")], ["2026-02-28", "2025-02-28"]);
        for text in ["", "d", "0d", "1y", "-1d", "1000m", "1.5d", "d7", "1é"] {
            assert!(text.parse::<Every>().is_err(), "{text}");
        }
        let every: Every = "1w".parse().unwrap();
        assert_eq!(every.beyond(day("2026-01-01"), day("2026-01-22")), day("2026-01-29"));
        assert_eq!(every.to_string().parse(), Ok(every));
    }
}
