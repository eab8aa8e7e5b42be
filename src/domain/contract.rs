//! Contracts: what was agreed with an account, for how long, and the promises that go with it.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::rma::ReturnTerms;
use super::sla::Term;
use super::{AccountId, Code, ContractId, Date, Instant, Invalid, Line, Money, Zone};

/// A contract of an account. Contracts of one account do not overlap, so that one at most is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// The row.
    pub id: ContractId,
    /// Whose it is.
    pub account: AccountId,
    /// Its number, unique over the desk.
    pub number: Code,
    /// Its days begin and end at midnight here.
    pub zone: Zone,
    /// Its first day.
    pub starts: Date,
    /// Its last day, as it was agreed; none while it goes on until somebody ends it.
    pub ends: Option<Date>,
    /// How many days ahead either side must say that it ends.
    pub notice_days: Option<u32>,
    /// The name of the policy its promises are; without one, whichever policy is for its tickets.
    pub policy: Option<Line>,
    /// What is paid for it a month: service credits are shares of that.
    pub fee: Option<Money>,
    /// When the desk learned of it.
    pub recorded_at: Instant,
    /// Its last day after all.
    pub ended: Option<End>,
    /// What had been said of its end before: verdicts that were final by then stay.
    pub ended_before: Ends,
    /// What was agreed about sending goods back.
    pub returns: ReturnTerms,
}

/// A last day that was said of a contract after it was agreed, and when the desk learned of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct End {
    pub day: Date,
    pub recorded_at: Instant,
}

/// Ends of a contract in the order in which they were said, as files tell them: `2026-06-30@2026-05-02T09:00:00Z`, with
/// spaces between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ends(pub Vec<End>);

impl Display for Ends {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (place, End { day, recorded_at }) in self.0.iter().enumerate() {
            let space = if place == 0 { "" } else { " " };
            write!(f, "{space}{day}@{recorded_at}")?;
        }
        Ok(())
    }
}

impl FromStr for Ends {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let end = |word: &str| {
            let (day, at) = word.split_once('@')?;
            Some(End { day: day.parse().ok()?, recorded_at: at.parse().ok()? })
        };
        let ends = text.split_whitespace().map(end).collect::<Option<_>>();
        ends.map(Self)
            .ok_or_else(|| Invalid::new(text, "ends of a contract", "a form like `2026-06-30@2026-05-02T09:00:00Z`"))
    }
}

impl Contract {
    /// Returns its last day, as things stand.
    pub fn last_day(&self) -> Option<Date> {
        self.ended.map(|end| end.day).or(self.ends)
    }

    /// Returns the contract with another last day; what was said of it before is not forgotten.
    #[must_use]
    pub fn ending(mut self, end: End) -> Self {
        self.ended_before.0.extend(self.ended.replace(end));
        self
    }

    /// Returns what was said of its end after it was agreed, in the order of saying.
    pub fn ends_said(&self) -> impl Iterator<Item = &End> {
        self.ended_before.0.iter().chain(&self.ended)
    }

    /// Tells whether it is in force at `at`, as things stand.
    pub fn is_in_force(&self, at: Instant) -> bool {
        self.term().covers(at, Instant::MAX)
    }

    /// Tells whether some day belongs to both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_by = |contract: &Self, day: Option<Date>| day.is_none_or(|day| contract.starts <= day);
        begins_by(self, other.last_day()) && begins_by(other, self.last_day())
    }

    /// Returns the contract as the SLA engine sees it.
    pub fn term(&self) -> Term {
        Term {
            number: self.number.clone(),
            policy: self.policy.as_ref().map(|name| name.as_str().into()),
            from: self.zone.first_instant_of(self.starts),
            until: self.ends.map(|day| self.first_instant_after(day)),
            recorded_at: self.recorded_at,
            ended: self.ends_said().map(|end| (self.first_instant_after(end.day), end.recorded_at)).collect(),
        }
    }

    fn first_instant_after(&self, day: Date) -> Instant {
        day.tomorrow().map_or(Instant::MAX, |next| self.zone.first_instant_of(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(starts: &str, ends: Option<&str>) -> Contract {
        Contract {
            id: ContractId::new(1),
            account: AccountId::new(1),
            number: "C-1".parse().unwrap(),
            zone: "Europe/Rome".parse().unwrap(),
            starts: starts.parse().unwrap(),
            ends: ends.map(|day| day.parse().unwrap()),
            notice_days: None,
            policy: None,
            fee: None,
            recorded_at: Instant::MIN,
            ended: None,
            ended_before: Ends::default(),
            returns: ReturnTerms::default(),
        }
    }

    #[test]
    fn it_is_in_force_from_the_midnight_that_begins_it_to_the_one_that_ends_it() {
        let contract = contract("2026-01-01", Some("2026-06-30"));
        let in_force = |at: &str| contract.is_in_force(at.parse().unwrap());
        assert!(!in_force("2025-12-31T22:59:59Z") && in_force("2025-12-31T23:00:00Z"));
        assert!(in_force("2026-06-30T21:59:59Z") && !in_force("2026-06-30T22:00:00Z"));
    }

    #[test]
    fn an_early_end_counts_from_when_the_desk_knew() {
        let told: Instant = "2026-03-01T12:00:00Z".parse().unwrap();
        let contract = contract("2026-01-01", Some("2026-06-30"));
        let contract = contract.ending(End { day: "2026-03-31".parse().unwrap(), recorded_at: told });
        let (term, april) = (contract.term(), "2026-04-02T00:00:00Z".parse().unwrap());
        assert!(term.covers(april, told.plus(crate::domain::Seconds::new(-1))) && !term.covers(april, told));
        assert_eq!(contract.last_day().unwrap().to_string(), "2026-03-31");
    }

    #[test]
    fn an_end_that_is_moved_counted_until_it_was() {
        let text = "2026-03-31@2026-03-01T12:00:00Z 2026-04-30@2026-03-20T12:00:00Z";
        let ends: Ends = text.parse().unwrap();
        assert_eq!(ends.to_string(), text);
        let contract = ends.0.into_iter().fold(contract("2026-01-01", Some("2026-02-28")), Contract::ending);
        let (term, [march, april]) =
            (contract.term(), ["2026-03-15", "2026-04-15"].map(|day| format!("{day}T00:00:00Z")));
        let covers = |at: &str, known_at: &str| term.covers(at.parse().unwrap(), known_at.parse().unwrap());
        assert!(!covers(&march, "2026-03-01T11:59:59Z") && covers(&march, "2026-03-01T12:00:00Z"));
        assert!(!covers(&april, "2026-03-20T11:59:59Z") && covers(&april, "2026-03-20T12:00:00Z"));
        assert_eq!(contract.last_day().unwrap().to_string(), "2026-04-30");
    }

    #[test]
    fn ends_are_days_and_when_they_were_learned_of() {
        for text in ["2026-03-31", "2026-02-30@2026-03-01T12:00:00Z", "2026-03-31@noon"] {
            assert!(text.parse::<Ends>().is_err(), "{text}");
        }
    }

    #[test]
    fn sharing_one_day_is_overlapping() {
        let (first, open) = (contract("2026-01-01", Some("2026-06-30")), contract("2026-07-01", None));
        assert!(!first.overlaps(&open) && !open.overlaps(&first));
        let early = contract("2026-06-30", None);
        assert!(first.overlaps(&early) && early.overlaps(&first) && open.overlaps(&early));
    }
}
