//! The policies through time.

use std::rc::Rc;

use super::policy::winner;
use super::{Metric, Policy, Profile, Scope, Targets};
use crate::domain::calendar::{Calendar, Target};
use crate::domain::{Instant, Seconds, Tier};

words! {
    /// Which clocks a new version rules.
    AppliesTo, "a reach";
    /// Clocks that start from then on.
    New = "new",
    /// Those, and the clocks that run by then.
    Open = "open",
}

/// All policies and calendars as they were agreed at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Counts from 1.
    pub number: i64,
    /// From when it is valid.
    pub valid_from: Instant,
    /// When it was made known to the desk. Verdicts that were final by then stay.
    pub applied_at: Instant,
    /// Which clocks it rules.
    pub applies_to: AppliesTo,
    /// The calendars by name, `24x7` always among them.
    pub calendars: Vec<Rc<Calendar>>,
    /// The policies.
    pub policies: Vec<Policy>,
}

impl Version {
    /// The version every desk begins with: tiers 1, 2 and 3 are answered first within 2, 4 and 24 hours, around
    /// the clock.
    pub fn shipped() -> Self {
        let always = Rc::new(Calendar::always());
        let policy = |tier: i64, hours| {
            let scope = Tier::new(tier).map_or(Scope::Default, Scope::Tier);
            let mut policy = Policy::new(&format!("tier-{tier}"), scope, Rc::clone(&always));
            policy.targets[Metric::FirstResponse as usize] = Targets::all(Target::Business(Seconds::hours(hours)));
            policy
        };
        Self {
            number: 1,
            valid_from: Instant::MIN,
            applied_at: Instant::MIN,
            applies_to: AppliesTo::Open,
            policies: vec![policy(1, 2), policy(2, 4), policy(3, 24)],
            calendars: vec![always],
        }
    }

    /// Returns the policy a ticket falls under, if any.
    pub fn policy(&self, profile: &Profile<'_>) -> Option<&Policy> {
        winner(&self.policies, profile)
    }
}

/// Every version there has been, and those to come.
#[derive(Debug, Clone)]
pub struct Book {
    versions: Vec<Version>,
}

impl Book {
    /// Binds versions together, ordering them by validity; of two valid from one instant the later number rules.
    pub fn new(mut versions: Vec<Version>) -> Self {
        versions.sort_by_key(|version| (version.valid_from, version.number));
        Self { versions }
    }

    /// Returns the versions in the order of their validity.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Returns the version valid at `at` among those known by `known_at`.
    pub fn at(&self, at: Instant, known_at: Instant) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.valid_from <= at && version.applied_at <= known_at)
    }

    /// Returns when the next version after `now` begins to rule running clocks, if one is to come.
    pub fn next_arrival(&self, now: Instant) -> Option<Instant> {
        let coming = self.versions.iter().filter(|version| version.applies_to == AppliesTo::Open);
        coming.map(|version| version.valid_from).find(|valid_from| *valid_from > now)
    }

    /// Returns the versions that begin to rule running clocks after `start`, up to `end`, among those known by
    /// `known_at`.
    pub(super) fn arriving(&self, start: Instant, end: Instant, known_at: Instant) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |version| {
            version.valid_from > start
                && version.valid_from <= end
                && version.applied_at <= known_at
                && version.applies_to == AppliesTo::Open
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_arrival_is_the_first_to_come_that_rules_running_clocks() {
        let at = |text: &str| -> Instant { text.parse().unwrap() };
        let version = |number, valid_from: &str, applies_to| Version {
            number,
            valid_from: at(valid_from),
            applies_to,
            ..Version::shipped()
        };
        let book = Book::new(vec![
            version(3, "2026-03-03T00:00:00Z", AppliesTo::Open),
            version(2, "2026-02-02T00:00:00Z", AppliesTo::New),
            version(1, "2026-01-01T00:00:00Z", AppliesTo::Open),
        ]);
        let next = |now: &str| book.next_arrival(at(now)).map(|arrival| arrival.to_string());
        assert_eq!(next("2025-12-31T23:59:59Z").as_deref(), Some("2026-01-01T00:00:00Z"));
        assert_eq!(next("2026-01-01T00:00:00Z").as_deref(), Some("2026-03-03T00:00:00Z"));
        assert_eq!(next("2026-03-03T00:00:00Z"), None);
    }
}
