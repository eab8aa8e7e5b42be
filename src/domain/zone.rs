//! Time zones: the one module that knows where their rules come from.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

pub use jiff::civil::Date;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::{Instant, Invalid, nearest};

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Returns the day so many days after another; none beyond the calendar's end.
pub fn days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(SignedDuration::from_secs(days.checked_mul(86_400)?)).ok()
}

/// An IANA time zone. The system's zone files are asked first, the copy in this program if there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

impl Zone {
    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The zone this machine is in, or UTC where it does not say.
    pub fn system() -> Self {
        let named = std::env::var("TZ").ok().filter(|name| !name.is_empty());
        let named = named.or_else(|| {
            let link = std::fs::read_link("/etc/localtime").ok()?;
            Some(link.to_str()?.split_once("zoneinfo/")?.1.to_owned())
        });
        if let Some(rules) = named.as_deref().and_then(installed) {
            return Self { name: named.unwrap_or_default(), rules };
        }
        let rules = TimeZone::try_system().unwrap_or(TimeZone::UTC);
        let name = rules.iana_name().unwrap_or("UTC").to_owned();
        Self { name, rules }
    }

    /// Returns the instant at which a local day begins: midnight, or the end of the gap that midnight fell in.
    pub fn first_instant_of(&self, day: Date) -> Instant {
        let midnight = day.at(0, 0, 0, 0);
        let at = self.rules.to_ambiguous_timestamp(midnight).compatible();
        at.map_or(Instant::MIN, |at| Instant::from_epoch(at.as_second()))
    }

    /// Returns the system's file of its rules; none of UTC, which has no rules, and where the copy in this program stands
    /// in for it.
    pub fn data(&self) -> Option<Vec<u8>> {
        if self.name == Self::utc().name { None } else { file(&self.name) }
    }

    /// Returns the system's folder of zone files, there or not.
    pub(super) fn folder() -> PathBuf {
        std::env::var_os("TZDIR").map_or_else(|| PathBuf::from("/usr/share/zoneinfo"), PathBuf::from)
    }

    /// Returns the IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the seconds by which local time is ahead of UTC at `at`.
    pub fn offset_at(&self, at: Instant) -> i64 {
        i64::from(self.rules.to_offset(timestamp(at)).seconds())
    }

    /// Returns the local date and time of day at `at`.
    pub fn local(&self, at: Instant) -> DateTime {
        EPOCH.saturating_add(SignedDuration::from_secs(at.epoch() + self.offset_at(at)))
    }

    /// Returns the instants that show `local` on the clock: none in a spring gap, two in a repeated hour.
    pub fn instants(&self, local: DateTime) -> Vec<Instant> {
        let offsets = match self.rules.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => vec![offset],
            AmbiguousOffset::Gap { .. } => vec![],
            AmbiguousOffset::Fold { before, after } => vec![before, after],
        };
        let instant =
            |offset: jiff::tz::Offset| offset.to_timestamp(local).ok().map(|at| Instant::from_epoch(at.as_second()));
        offsets.into_iter().filter_map(instant).collect()
    }

    /// Returns the next instant after `after` at which the zone's offset changes, if there is one.
    pub fn next_change(&self, after: Instant) -> Option<Instant> {
        let offset = self.rules.to_offset(timestamp(after));
        // A transition may change no more than the zone's abbreviation.
        let next = self.rules.following(timestamp(after)).find(|next| next.offset() != offset)?;
        Some(Instant::from_epoch(next.timestamp().as_second()))
    }
}

/// Returns jiff's timestamp; its range ends a day before the last instant, and no zone changes on that day.
fn timestamp(at: Instant) -> Timestamp {
    Timestamp::from_second(at.epoch()).unwrap_or(Timestamp::MAX)
}

impl FromStr for Zone {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let refuse = || {
            let known: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).collect();
            let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
            Invalid { near, ..Invalid::new(name, "a time zone", "an IANA name, e.g. `Europe/Rome`") }
        };
        if name == "UTC" {
            return Ok(Self::utc());
        }
        if let Some(rules) = installed(name) {
            return Ok(Self { name: name.to_owned(), rules });
        }
        let rules = TimeZone::get(name).map_err(|_| refuse())?;
        let name = rules.iana_name().unwrap_or(name).to_owned();
        Ok(Self { name, rules })
    }
}

/// Reads the system's file for a zone that is named exactly. Asking the library instead would list every zone there is
/// first, which takes longer than all the rest of a short command.
fn installed(name: &str) -> Option<TimeZone> {
    TimeZone::tzif(name, &file(name)?).ok()
}

fn file(name: &str) -> Option<Vec<u8>> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_+-/".contains(c);
    if name.is_empty() || name.starts_with('/') || !name.chars().all(plain) {
        return None;
    }
    std::fs::read(Zone::folder().join(name)).ok()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_known_by_its_iana_name_only() {
        assert_eq!("europe/rome".parse::<Zone>().unwrap().name(), "Europe/Rome");
        assert!("Rome".parse::<Zone>().is_err());
        let refused = "Europe/Rom".parse::<Zone>().unwrap_err();
        assert!(refused.to_string().ends_with("did you mean `Europe/Rome`?"), "{refused}");
        assert!("../../etc/passwd".parse::<Zone>().is_err());
    }

    #[test]
    fn the_last_instant_has_a_local_time_too() {
        let kolkata: Zone = "Asia/Kolkata".parse().unwrap();
        assert_eq!(kolkata.offset_at(Instant::MAX), 19_800);
        assert_eq!(kolkata.local(Instant::MAX), DateTime::MAX);
        assert_eq!(Zone::utc().local(Instant::MAX).to_string(), "9999-12-31T23:59:59");
        assert_eq!(kolkata.next_change(Instant::MAX), None);
    }

    #[test]
    fn a_change_is_one_of_the_offset() {
        // Portugal has moved between zones, which now and then changed no more than a name.
        let lisbon: Zone = "Europe/Lisbon".parse().unwrap();
        let mut at = Instant::from_epoch(0);
        while let Some(change) = lisbon.next_change(at).filter(|change| *change < Instant::from_epoch(2_000_000_000)) {
            assert_ne!(lisbon.offset_at(at), lisbon.offset_at(change), "{change}");
            at = change;
        }
    }

    #[test]
    fn the_repeated_hour_has_two_instants_and_the_gap_none() {
        let rome: Zone = "Europe/Rome".parse().unwrap();
        let at = |h| jiff::civil::date(2026, 10, 25).at(h, 30, 0, 0);
        assert_eq!(rome.instants(at(2)).len(), 2);
        assert!(rome.instants(jiff::civil::date(2026, 3, 29).at(2, 30, 0, 0)).is_empty());
        assert_eq!(rome.instants(at(9)).len(), 1);
    }
}
