//! Service credits: what the broken promises of a month cost.

use crate::domain::access::Deed;
use std::collections::BTreeMap;

use crate::app::{Desk, policy};
use crate::domain::calendar::Month;
use crate::domain::contract::Contract;
use crate::domain::credits::{Bill, month};
use crate::domain::sla::{Book, Credit};
use crate::domain::{AccountId, Code, Seconds, Zone};
use crate::error::Error;
use crate::store::{Breach, Period, Tx};

/// What an account is credited for a month, by contract and policy.
#[derive(Debug)]
pub struct CreditLine {
    /// The account's code.
    pub account: Code,
    /// The number of the contract its tickets fell under.
    pub contract: Option<Code>,
    /// The policy that promises the credit.
    pub policy: String,
    /// The broken promises whose verdicts are final, and what they cost.
    pub bill: Bill,
    /// The broken promises that are still owed: they count once they are fulfilled or given up.
    pub pending: usize,
}

/// By account, contract and policy.
type Lines = BTreeMap<(Code, Option<Code>, String), CreditLine>;

impl Desk {
    /// Reports the service credits of a month, of one account or of all. Months begin at midnight in the contract's zone,
    /// or in UTC where there is no contract.
    pub fn report_credits(&mut self, month: Month, account: Option<&str>) -> Result<Vec<CreditLine>, Error> {
        let now = self.clock.now();
        self.look(Deed::ReportRead, |tx, _| {
            let only = account.map(|code| tx.need_account(code)).transpose()?.map(|account| account.id);
            let book = policy::book(tx)?;
            let (mut accounts, mut lines) = (BTreeMap::new(), Lines::new());
            for breach in tx.breaches(around(month), now)? {
                let Some(credit) = promised(&book, &breach) else { continue };
                if only.is_some_and(|only| only != breach.account) {
                    continue;
                }
                let place = match accounts.entry(breach.account) {
                    std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::btree_map::Entry::Vacant(new) => new.insert(Place::of(tx, breach.account)?),
                };
                place.count(month, &breach, credit, &mut lines);
            }
            Ok(lines.into_values().collect())
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
    contracts: Vec<Contract>,
}

impl Place {
    fn of(tx: &Tx<'_>, account: AccountId) -> Result<Self, Error> {
        Ok(Self { code: tx.account_code(account)?, contracts: tx.contracts(account)? })
    }

    fn count(&self, wanted: Month, breach: &Breach, credit: Credit, lines: &mut Lines) {
        let contract = self.contracts.iter().find(|contract| contract.is_in_force(breach.at));
        if month(contract, breach.at) != wanted {
            return;
        }
        let number = contract.map(|contract| contract.number.clone());
        let key = (self.code.clone(), number.clone(), breach.policy.clone());
        let line = lines.entry(key).or_insert_with(|| CreditLine {
            account: self.code.clone(),
            contract: number,
            policy: breach.policy.clone(),
            bill: Bill::under(contract),
            pending: 0,
        });
        if breach.is_final {
            line.bill.count(credit);
        } else {
            line.pending += 1;
        }
    }
}
