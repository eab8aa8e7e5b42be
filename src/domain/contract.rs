//! Contracts: what was agreed with an account, for how long, and the promises that go with it.

use super::rma::ReturnTerms;
use super::sla::Term;
use super::{AccountId, Code, ContractId, Date, Instant, Line, Money, Zone};

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
    /// Its last day after all, and when the desk learned of that.
    pub ended: Option<(Date, Instant)>,
    /// What was agreed about sending goods back.
    pub returns: ReturnTerms,
}

impl Contract {
    /// Returns its last day, as things stand.
    pub fn last_day(&self) -> Option<Date> {
        self.ended.map(|(day, _)| day).or(self.ends)
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
            ended: self.ended.map(|(day, recorded_at)| (self.first_instant_after(day), recorded_at)),
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
        let contract = Contract {
            ended: Some(("2026-03-31".parse().unwrap(), told)),
            ..contract("2026-01-01", Some("2026-06-30"))
        };
        let (term, april) = (contract.term(), "2026-04-02T00:00:00Z".parse().unwrap());
        assert!(term.covers(april, told.plus(crate::domain::Seconds::new(-1))) && !term.covers(april, told));
        assert_eq!(contract.last_day().unwrap().to_string(), "2026-03-31");
    }

    #[test]
    fn sharing_one_day_is_overlapping() {
        let (first, open) = (contract("2026-01-01", Some("2026-06-30")), contract("2026-07-01", None));
        assert!(!first.overlaps(&open) && !open.overlaps(&first));
        let early = contract("2026-06-30", None);
        assert!(first.overlaps(&early) && early.overlaps(&first) && open.overlaps(&early));
    }
}
