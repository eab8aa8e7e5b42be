//! What accounts lack: the one definition of a gap.

use super::attainment;
use crate::domain::contract::Contract;
use crate::domain::rep::Rep;
use crate::domain::{Date, Instant, days_after};

words! {
    /// What an account lacks that should be looked after.
    Gap, "a gap";
    /// No contract is in force.
    NoContract = "no-contract",
    /// The contract in force ends soon, and none follows it.
    ContractEnds = "contract-ends",
    /// No rep is in charge.
    NoRep = "no-rep",
    /// The rep in charge has left.
    RepLeft = "rep-left",
    /// The rep in charge is away.
    RepAway = "rep-away",
    /// Nobody who works here stands in for the rep in charge.
    NoBackup = "no-backup",
    /// There is nobody at the account to write to.
    NoContact = "no-contact",
    /// No policy is for its tickets: a ticket of no particular kind is promised nothing.
    NoPromise = "no-promise",
    /// Nobody agreed on how much whoever pays for it may owe.
    NoLimit = "no-limit",
    /// No price list is for it, not even everybody's.
    NoPrices = "no-prices",
}

/// What is known of an account as far as gaps go.
#[derive(Debug, Clone, Copy)]
pub struct CoverageFacts<'a> {
    /// Its contracts.
    pub contracts: &'a [Contract],
    /// The rep in charge.
    pub primary: Option<&'a Rep>,
    /// Who stands in.
    pub backup: Option<&'a Rep>,
    /// How many people there are to write to.
    pub contacts: usize,
    /// Whether a policy is for its tickets.
    pub is_promised: bool,
    /// Whether a limit was agreed with whoever pays.
    pub has_limit: bool,
    /// Whether a price list is for it.
    pub has_prices: bool,
}

/// A gap that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub gap: Gap,
    /// The last day on which it was none, where that is known.
    pub since: Option<Date>,
    /// The last day of what is about to end.
    pub until: Option<Date>,
}

impl CoverageFacts<'_> {
    /// Returns what the account lacks; a contract ends soon if it does within so many days.
    pub fn gaps(&self, now: Instant, today: Date, within: u16) -> Vec<Found> {
        let found = |gap| Found { gap, since: None, until: None };
        let mut gaps: Vec<Found> = self.contract(now, today, within).into_iter().collect();
        gaps.extend(match self.primary {
            None => Some(found(Gap::NoRep)),
            Some(rep) if !rep.active => Some(found(Gap::RepLeft)),
            Some(rep) if !rep.available_on(today) => Some(Found { until: rep.away_to, ..found(Gap::RepAway) }),
            Some(_) => None,
        });
        let lacks = [
            (Gap::NoBackup, !self.backup.is_some_and(|rep| rep.active)),
            (Gap::NoContact, self.contacts == 0),
            (Gap::NoPromise, !self.is_promised),
            (Gap::NoLimit, !self.has_limit),
            (Gap::NoPrices, !self.has_prices),
        ];
        gaps.extend(lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(gap, _)| found(gap)));
        gaps
    }

    fn contract(&self, now: Instant, today: Date, within: u16) -> Option<Found> {
        let Some(current) = self.contracts.iter().find(|contract| contract.is_in_force(now)) else {
            let over = self.contracts.iter().filter_map(Contract::last_day).filter(|day| *day < today);
            return Some(Found { gap: Gap::NoContract, since: over.max(), until: None });
        };
        let last = current.last_day()?;
        let follows = |contract: &Contract| {
            contract.starts > current.starts && last.tomorrow().is_ok_and(|next| contract.starts <= next)
        };
        let soon = days_after(today, within.into()).is_none_or(|end| last <= end);
        let ends = soon && !self.contracts.iter().any(follows);
        ends.then_some(Found { gap: Gap::ContractEnds, since: None, until: Some(last) })
    }
}

/// How well a group of accounts is looked after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CoverageFigures {
    /// How many accounts there are.
    pub accounts: usize,
    /// Those that lack nothing.
    pub covered: usize,
    gaps: [usize; Gap::ALL.len()],
}

impl CoverageFigures {
    /// Counts an account by what it lacks.
    pub fn count(&mut self, gaps: &[Found]) {
        self.accounts += 1;
        self.covered += usize::from(gaps.is_empty());
        for found in gaps {
            self.gaps[found.gap as usize] += 1;
        }
    }

    /// Returns how many accounts have a gap.
    pub const fn with(&self, gap: Gap) -> usize {
        self.gaps[gap as usize]
    }

    /// Returns how many have no rep in charge who is there.
    pub const fn without_rep(&self) -> usize {
        self.with(Gap::NoRep) + self.with(Gap::RepLeft) + self.with(Gap::RepAway)
    }

    /// Returns the share of accounts that lack nothing, in hundredths of a percent rounded down.
    pub fn share(&self) -> Option<u32> {
        attainment(self.covered, self.accounts - self.covered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contract::Ends;
    use crate::domain::rma::ReturnTerms;
    use crate::domain::{AccountId, ContractId};

    fn contract(starts: &str, ends: Option<&str>) -> Contract {
        Contract {
            id: ContractId::new(1),
            account: AccountId::new(1),
            number: "C-1".parse().unwrap(),
            zone: "UTC".parse().unwrap(),
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

    fn gaps(contracts: &[Contract], rep: &Rep) -> Vec<String> {
        let facts = CoverageFacts {
            contracts,
            primary: Some(rep),
            backup: Some(rep),
            contacts: 1,
            is_promised: true,
            has_limit: true,
            has_prices: true,
        };
        let found = facts.gaps("2026-01-15T09:00:00Z".parse().unwrap(), "2026-01-15".parse().unwrap(), 30);
        let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        found.into_iter().map(|Found { gap, since, until }| format!("{gap} {} {}", day(since), day(until))).collect()
    }

    #[test]
    fn a_contract_is_looked_after_before_it_ends() {
        let rep = Rep::new("ann".parse().unwrap(), "Ann".parse().unwrap());
        let current = contract("2025-02-15", Some("2026-02-14"));
        assert_eq!(gaps(&[], &rep), ["no-contract - -"]);
        assert_eq!(gaps(&[contract("2025-01-01", Some("2025-12-31"))], &rep), ["no-contract 2025-12-31 -"]);
        assert_eq!(gaps(std::slice::from_ref(&current), &rep), ["contract-ends - 2026-02-14"]);
        assert_eq!(gaps(&[current.clone(), contract("2026-02-15", None)], &rep), Vec::<String>::new());
        assert_eq!(gaps(&[current, contract("2026-02-16", None)], &rep), ["contract-ends - 2026-02-14"]);
        assert_eq!(gaps(&[contract("2025-02-16", Some("2026-02-15"))], &rep), Vec::<String>::new());
    }

    #[test]
    fn whoever_is_in_charge_has_to_be_there() {
        let (contract, here) = (contract("2025-01-01", None), Rep::new("ann".parse().unwrap(), "Ann".parse().unwrap()));
        let away = Rep { away_from: "2026-01-10".parse().ok(), away_to: "2026-01-20".parse().ok(), ..here.clone() };
        assert_eq!(gaps(std::slice::from_ref(&contract), &away), ["rep-away - 2026-01-20"]);
        assert_eq!(gaps(&[contract], &Rep { active: false, ..here }), ["rep-left - -", "no-backup - -"]);
    }
}
