//! Service credits as they add up.

use std::collections::BTreeMap;

use super::calendar::Month;
use super::contract::Contract;
use super::sla::Credit;
use super::{AccountId, ContractId, Instant, Money, Zone};

/// The promises broken in a month under policies with credits, and what they cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bill {
    /// How many they are.
    pub breaches: usize,
    /// What is paid for the month, where that is known.
    pub fee: Option<Money>,
    /// Shares of the fee, in hundredths of a percent, before the cap.
    shares: u32,
    /// The largest cap of the policies that were broken.
    cap: u32,
}

impl Bill {
    /// Opens a bill for a month under a contract, or under none.
    pub fn under(contract: Option<&Contract>) -> Self {
        Self { fee: contract.and_then(|contract| contract.fee), ..Self::default() }
    }

    /// Counts a breach.
    pub fn count(&mut self, credit: Credit) {
        self.breaches += 1;
        self.shares = self.shares.saturating_add(credit.per_breach.basis_points().into());
        self.cap = self.cap.max(credit.cap.basis_points().into());
    }

    /// Returns the share of the fee that is owed, in hundredths of a percent.
    pub fn basis_points(&self) -> u32 {
        self.shares.min(self.cap)
    }

    /// Tells whether the cap was reached.
    pub const fn is_capped(&self) -> bool {
        self.breaches > 0 && self.shares >= self.cap
    }

    /// Returns that share in money, where the fee is known.
    pub fn amount(&self) -> Option<Money> {
        self.fee.map(|fee| fee.share(self.basis_points()))
    }
}

/// Returns the month an instant is in: one of the contract's zone, or where no contract is in force, of UTC.
pub fn month(contract: Option<&Contract>, at: Instant) -> Month {
    let local = contract.map_or_else(|| Zone::utc().local(at), |contract| contract.zone.local(at));
    Month::of(local.date())
}

/// The bills of every month. Where no contract is in force, an account's bill has a share, but no fee to take it from.
#[derive(Debug, Default)]
pub struct Credits {
    bills: BTreeMap<(AccountId, Option<ContractId>, Month), Bill>,
}

/// What credits come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreditTotal {
    /// Promises broken under a policy with credits.
    pub breaches: usize,
    /// Shares of a month's fee, each month capped, in hundredths of a percent.
    pub shares: u64,
    /// What that is in money, where the fee is known: one amount for each currency, by its code.
    pub amounts: Vec<Money>,
}

impl Credits {
    /// Counts a promise to an account, broken at `at` under a policy with credits.
    pub fn count(&mut self, account: AccountId, contracts: &[Contract], credit: Credit, at: Instant) {
        let contract = contracts.iter().find(|contract| contract.is_in_force(at));
        let key = (account, contract.map(|contract| contract.id), month(contract, at));
        self.bills.entry(key).or_insert_with(|| Bill::under(contract)).count(credit);
    }

    /// Adds the months up.
    pub fn total(&self) -> CreditTotal {
        let mut total = CreditTotal::default();
        let mut amounts = BTreeMap::<&str, Money>::new();
        for bill in self.bills.values() {
            total.breaches += bill.breaches;
            total.shares = total.shares.saturating_add(bill.basis_points().into());
            if let Some(amount) = bill.amount() {
                let sum = amounts.entry(amount.currency.code()).or_insert(Money { minor: 0, ..amount });
                sum.minor = sum.minor.saturating_add(amount.minor);
            }
        }
        total.amounts = amounts.into_values().collect();
        total
    }
}

#[cfg(test)]
mod tests {
    use super::super::contract::Ends;
    use super::*;

    fn credit(per_breach: &str, cap: &str) -> Credit {
        Credit { per_breach: per_breach.parse().unwrap(), cap: cap.parse().unwrap() }
    }

    fn contract() -> Contract {
        Contract {
            id: ContractId::new(1),
            account: AccountId::new(1),
            number: "C-1".parse().unwrap(),
            zone: "Europe/Rome".parse().unwrap(),
            starts: "2026-01-01".parse().unwrap(),
            ends: "2026-06-30".parse().ok(),
            notice_days: None,
            policy: None,
            fee: Money::parse("1000", super::super::Currency::EUR).ok(),
            recorded_at: Instant::MIN,
            ended: None,
            ended_before: Ends::default(),
            returns: crate::domain::rma::ReturnTerms::default(),
        }
    }

    fn total(breaches: &[&str], credit: Credit) -> CreditTotal {
        let mut credits = Credits::default();
        for at in breaches {
            credits.count(AccountId::new(1), &[contract()], credit, at.parse().unwrap());
        }
        credits.total()
    }

    #[test]
    fn a_month_costs_no_more_than_its_cap() {
        let credit = credit("2.5%", "6%");
        let total = total(&["2026-02-01T00:00:00Z", "2026-02-09T00:00:00Z", "2026-02-19T00:00:00Z"], credit);
        assert_eq!((total.breaches, total.shares, total.amounts[0].to_string()), (3, 600, "60.00 EUR".to_owned()));
    }

    #[test]
    fn a_month_is_one_of_the_contract_s_zone() {
        let total = total(&["2026-02-28T22:59:59Z", "2026-02-28T23:00:00Z"], credit("4%", "6%"));
        assert_eq!((total.breaches, total.shares), (2, 800));
    }

    #[test]
    fn without_a_contract_there_is_a_share_and_no_fee() {
        let total = total(&["2026-07-09T00:00:00Z", "2025-12-09T00:00:00Z"], credit("4%", "6%"));
        assert_eq!((total.breaches, total.shares, total.amounts), (2, 800, vec![]));
    }

    #[test]
    fn the_largest_cap_of_a_month_counts() {
        let mut bill = Bill::default();
        assert!(!bill.is_capped());
        bill.count(credit("5%", "8%"));
        assert!(!bill.is_capped());
        bill.count(credit("5%", "9%"));
        assert_eq!((bill.basis_points(), bill.is_capped(), bill.amount()), (900, true, None));
    }
}
