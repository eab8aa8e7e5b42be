//! Points in time.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Invalid, Seconds};

/// A point in time: whole seconds since 1970-01-01T00:00:00Z, within the years 0001 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The first instant: 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self(-62_135_596_800);
    /// The last instant: 9999-12-31T23:59:59Z.
    pub const MAX: Self = Self(253_402_300_799);

    /// Wraps epoch seconds, held within the range.
    pub const fn from_epoch(seconds: i64) -> Self {
        if seconds < Self::MIN.0 {
            Self::MIN
        } else if seconds > Self::MAX.0 {
            Self::MAX
        } else {
            Self(seconds)
        }
    }

    /// Returns the seconds since the epoch.
    pub const fn epoch(self) -> i64 {
        self.0
    }

    /// Moves by `span` of elapsed time, held within the range.
    #[must_use]
    pub const fn plus(self, span: Seconds) -> Self {
        Self::from_epoch(self.0.saturating_add(span.get()))
    }

    /// Returns the elapsed time since `earlier`; negative if `earlier` is the later one.
    pub const fn since(self, earlier: Self) -> Seconds {
        Seconds::new(self.0 - earlier.0)
    }

    /// Returns the same point as chrono's type, for formatting.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

/// Writes RFC 3339 in UTC: `2026-11-21T09:00:00Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

/// Reads RFC 3339 with a zone: `2026-11-21T09:00:00Z` or `…+01:00`; a fraction of a second is cut off.
impl FromStr for Instant {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "an instant", "RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`");
        let seconds = DateTime::parse_from_rfc3339(text).map_err(|_| refuse())?.timestamp();
        if (Self::MIN.0..=Self::MAX.0).contains(&seconds) { Ok(Self(seconds)) } else { Err(refuse()) }
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_utc_whatever_zone_they_came_in() {
        let at: Instant = "2026-11-21T10:00:00.9+01:00".parse().unwrap();
        assert_eq!(at.to_string(), "2026-11-21T09:00:00Z");
    }

    #[test]
    fn a_time_without_a_zone_is_refused_not_guessed() {
        let refused = "2026-11-21T10:00:00".parse::<Instant>().unwrap_err();
        assert!(refused.to_string().contains("RFC 3339 with a zone"));
    }

    #[test]
    fn arithmetic_stays_within_the_range() {
        assert_eq!(Instant::MAX.plus(Seconds::days(1)), Instant::MAX);
        assert_eq!(Instant::MIN.plus(Seconds::new(i64::MIN)), Instant::MIN);
        assert_eq!(Instant::MIN.to_string(), "0001-01-01T00:00:00Z");
    }
}
