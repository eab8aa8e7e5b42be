//! Service credits as they add up.

use std::collections::BTreeMap;

use super::contract::Contract;
use super::sla::Credit;
use super::{AccountId, ContractId, Instant, Money, Zone};

/// Hundredths of a percent in the whole.
const WHOLE: u64 = 10_000;

/// The breaches of each month, and what they cost. A month is one of the contract's zone; where no contract is in
/// force, one of the account in UTC, and it has a share, but no fee to take it from.
#[derive(Debug, Default)]
pub struct Credits {
    months: BTreeMap<(AccountId, Option<ContractId>, i16, i8), Month>,
}

#[derive(Debug, Default)]
struct Month {
    breaches: usize,
    /// Shares of the fee, in hundredths of a percent, before the cap.
    shares: u64,
    /// The largest cap of the policies that were broken.
    cap: u64,
    fee: Option<Money>,
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
        let day = contract.map_or_else(Zone::utc, |contract| contract.zone.clone()).local(at).date();
        let key = (account, contract.map(|contract| contract.id), day.year(), day.month());
        let month = self.months.entry(key).or_default();
        month.breaches += 1;
        month.shares = month.shares.saturating_add(credit.per_breach.basis_points().into());
        month.cap = month.cap.max(credit.cap.basis_points().into());
        month.fee = contract.and_then(|contract| contract.fee);
    }

    /// Adds the months up.
    pub fn total(&self) -> CreditTotal {
        let mut total = CreditTotal::default();
        let mut amounts = BTreeMap::<&str, Money>::new();
        for Month { breaches, shares, cap, fee } in self.months.values() {
            let shares = (*shares).min(*cap);
            total.breaches += breaches;
            total.shares = total.shares.saturating_add(shares);
            if let Some(fee) = fee {
                let sum = amounts.entry(fee.currency.code()).or_insert(Money { minor: 0, ..*fee });
                sum.minor = sum.minor.saturating_add(share_of(fee.minor, shares));
            }
        }
        total.amounts = amounts.into_values().collect();
        total
    }
}

/// Returns a share of a fee in whole minor units, half to even.
fn share_of(fee: i64, share: u64) -> i64 {
    let (exact, whole) = (i128::from(fee) * i128::from(share), i128::from(WHOLE));
    let (down, rest) = (exact.div_euclid(whole), exact.rem_euclid(whole));
    let up = 2 * rest > whole || (2 * rest == whole && down % 2 == 1);
    i64::try_from(down + i128::from(up)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
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
    fn shares_are_rounded_half_to_even() {
        let cases = [(50, 100, 0), (150, 100, 2), (250, 100, 2), (151, 100, 2), (99_999, 10_000, 99_999)];
        for (fee, share, cost) in cases {
            assert_eq!(share_of(fee, share), cost, "{share} of {fee}");
        }
        assert_eq!(share_of(i64::MAX, WHOLE), i64::MAX);
    }
}
