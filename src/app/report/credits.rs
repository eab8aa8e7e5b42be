//! Service credits: what the broken promises of a month cost.

use std::collections::BTreeMap;

use crate::app::{Desk, policy};
use crate::domain::calendar::Month;
use crate::domain::contract::Contract;
use crate::domain::sla::{Book, Credit};
use crate::domain::{AccountId, Code, Instant, Money, Seconds, Zone};
use crate::error::Error;
use crate::store::{Breach, Period, Tx};

/// What an account is credited for a month, by contract and policy.
#[derive(Debug)]
pub struct CreditLine {
    /// The account's code.
    pub account: Code,
    /// The contract its tickets fell under.
    pub contract: Option<Contract>,
    /// The policy that promises the credit.
    pub policy: String,
    /// The broken promises whose verdicts are final.
    pub breaches: usize,
    /// The broken promises that are still owed: they count once they are fulfilled or given up.
    pub pending: usize,
    /// What they cost, in hundredths of a percent of the month's fee.
    pub basis_points: u32,
    /// Whether the cap was reached.
    pub capped: bool,
    /// That share of the contract's fee, where there is one.
    pub credit: Option<Money>,
}

/// An account's breaches under one contract and one policy.
type Group = (Code, Option<Code>, String);

#[derive(Default)]
struct Broken {
    contract: Option<Contract>,
    credits: Vec<Credit>,
    pending: usize,
}

impl Desk {
    /// Reports the service credits of a month, of one account or of all. Months begin at midnight in the contract's zone,
    /// or the account's where there is no contract.
    pub fn report_credits(&mut self, month: Month, account: Option<&str>) -> Result<Vec<CreditLine>, Error> {
        let now = self.clock.now();
        self.store.read(|tx| {
            let only = account.map(|code| tx.need_account(code)).transpose()?.map(|account| account.id);
            let book = policy::book(tx)?;
            let (mut accounts, mut groups) = (BTreeMap::new(), BTreeMap::<Group, Broken>::new());
            for breach in tx.breaches(around(month), now)? {
                let Some(credit) = promised(&book, &breach) else { continue };
                if only.is_some_and(|only| only != breach.account) {
                    continue;
                }
                let place = match accounts.entry(breach.account) {
                    std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::btree_map::Entry::Vacant(new) => new.insert(Place::of(tx, breach.account)?),
                };
                place.count(month, &breach, credit, &mut groups);
            }
            Ok(groups.into_iter().map(|(group, broken)| broken.line(group)).collect())
        })
    }
}

/// Returns a stretch that holds the month wherever on Earth it is.
fn around(month: Month) -> Period {
    let (utc, slack) = (Zone::utc(), Seconds::days(2));
    let since = utc.first_instant_of(month.first());
    Period { since: since.plus(Seconds::ZERO.minus(slack)), until: since.plus(Seconds::days(31)).plus(slack) }
}

fn promised(book: &Book, breach: &Breach) -> Option<Credit> {
    let version = book.versions().iter().find(|version| version.number == breach.version)?;
    version.policies.iter().find(|policy| *policy.name == *breach.policy)?.credit
}

/// An account, and what was agreed with it.
struct Place {
    code: Code,
    zone: Option<Zone>,
    contracts: Vec<Contract>,
}

impl Place {
    fn of(tx: &Tx<'_>, account: AccountId) -> Result<Self, Error> {
        let contracts = tx.contracts(account)?;
        let account = tx.account_by_id(account)?;
        Ok(Self { code: account.code, zone: account.time_zone, contracts })
    }

    fn count(&self, month: Month, breach: &Breach, credit: Credit, groups: &mut BTreeMap<Group, Broken>) {
        let contract = self.contracts.iter().find(|contract| contract.is_in_force(breach.at));
        let zone = contract.map(|contract| &contract.zone).or(self.zone.as_ref());
        if !month.contains(day(zone, breach.at)) {
            return;
        }
        let number = contract.map(|contract| contract.number.clone());
        let broken = groups.entry((self.code.clone(), number, breach.policy.clone())).or_default();
        broken.contract = contract.cloned();
        if breach.is_final {
            broken.credits.push(credit);
        } else {
            broken.pending += 1;
        }
    }
}

fn day(zone: Option<&Zone>, at: Instant) -> crate::domain::Date {
    zone.map_or_else(|| Zone::utc().local(at), |zone| zone.local(at)).date()
}

impl Broken {
    fn line(self, (account, _, policy): Group) -> CreditLine {
        let Self { contract, credits, pending } = self;
        let basis_points = Credit::total(&credits);
        let cap = credits.last().map_or(0, |credit| u32::from(credit.cap.basis_points()));
        let credit = contract.as_ref().and_then(|contract| contract.fee).map(|fee| fee.share(basis_points));
        let (breaches, capped) = (credits.len(), !credits.is_empty() && basis_points == cap);
        CreditLine { account, contract, policy, breaches, pending, basis_points, capped, credit }
    }
}
