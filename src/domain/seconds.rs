//! Spans of time, in whole seconds.

use std::fmt;
use std::str::FromStr;

use super::Invalid;

/// A span of time in whole seconds; may be negative where a difference is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
pub struct Seconds(i64);

impl Seconds {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Wraps a number of seconds.
    pub const fn new(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Wraps a number of hours.
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 3600)
    }

    /// Wraps a number of days of 24 hours.
    pub const fn days(days: i64) -> Self {
        Self(days * 86_400)
    }

    /// Returns the number of seconds.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Adds, stopping at the ends of the range.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Multiplies, stopping at the ends of the range.
    #[must_use]
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// Subtracts, stopping at the ends of the range.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl From<i64> for Seconds {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl From<Seconds> for i64 {
    fn from(span: Seconds) -> Self {
        span.0
    }
}

/// Writes `2d`, `1h30m`, `45s`, `-10m`: exact, largest unit first, nothing that is zero.
impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.unsigned_abs();
        let mut text = String::from(if self.0 < 0 { "-" } else { "" });
        for (size, unit) in [(86_400, 'd'), (3600, 'h'), (60, 'm'), (1, 's')] {
            if rest >= size {
                text.extend([(rest / size).to_string(), unit.to_string()]);
                rest %= size;
            }
        }
        f.pad(if self.0 == 0 { "0s" } else { &text })
    }
}

/// Reads `90s`, `30m`, `2h`, `1h30m`, `2d`; each unit at most once, largest first; a day is 24 hours here.
impl FromStr for Seconds {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "a duration", "e.g. `90s`, `30m`, `1h30m`, `2d`");
        let mut units = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)].iter();
        let mut rest = text;
        let mut total = 0_i64;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(refuse)?;
            let number: i64 = rest[..digits].parse().map_err(|_| refuse())?;
            let unit = rest[digits..].chars().next().ok_or_else(refuse)?;
            let (_, size) = units.find(|(letter, _)| *letter == unit).ok_or_else(refuse)?;
            total = number.checked_mul(*size).and_then(|part| total.checked_add(part)).ok_or_else(refuse)?;
            rest = &rest[digits + unit.len_utf8()..];
        }
        if text.is_empty() { Err(refuse()) } else { Ok(Self(total)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_back_as_written() {
        for text in ["90s", "30m", "2h", "1h30m", "2d", "1d2h3m4s", "0s"] {
            let seconds: Seconds = text.parse().unwrap();
            assert_eq!(seconds.to_string().parse(), Ok(seconds), "{text}");
        }
        assert_eq!("1h30m".parse(), Ok(Seconds::new(5400)));
        assert_eq!(Seconds::new(-5400).to_string(), "-1h30m");
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in ["", "2", "h", "2w", "1m1h", "1h1h", "-2h", "1.5h", "2h ", "99999999999999999d"] {
            assert!(text.parse::<Seconds>().is_err(), "{text}");
        }
    }
}
