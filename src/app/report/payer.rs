//! Those who pay: the accounts at the roots of trees, each of which answers for all below it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Grouped;
use crate::app::Desk;
use crate::app::credit::Footing;
use crate::domain::account::Account;
use crate::domain::report::{AccountFacts, GroupKey};
use crate::domain::{Currency, Instant};
use crate::error::Error;
use crate::store::{Owed, Tx};

impl Desk {
    /// Sees that what is settled is known as such, where a report is not about one account alone.
    pub(super) fn settle_for(&mut self, account: Option<&str>) -> Result<(), Error> {
        account.map_or_else(|| self.settle(), |_| Ok(()))
    }
}

/// Hands each account that pays, or whoever pays for one, to `visit` with what it owes as of an instant.
pub(super) fn each_payer(
    tx: &Tx<'_>,
    account: Option<&str>,
    at: Instant,
    mut visit: impl FnMut(&AccountFacts, &Footing) -> Result<(), Error>,
) -> Result<(), Error> {
    let payer = match account {
        Some(code) => Some((tx.payer_of(&tx.need_account(code)?)?.id, false)),
        None => None,
    };
    let footings = Footings::as_of(tx, payer.is_none(), at)?;
    let all = tx.reported_accounts(payer)?;
    all.iter().filter(|it| it.account.parent.is_none()).try_for_each(|payer| {
        let footing = footings.of(&payer.account)?;
        visit(payer, &footing)
    })
}

/// On what footing accounts buy that pay.
pub(super) struct Footings<'t> {
    tx: &'t Tx<'t>,
    at: Instant,
    /// What everybody owes, where it is about everybody: read at once, that costs less than one after the other.
    owed: Option<Rc<Owed>>,
}

impl<'t> Footings<'t> {
    /// Starts with those as of an instant, of everybody or of few.
    pub(super) fn as_of(tx: &'t Tx<'t>, everybody: bool, at: Instant) -> Result<Self, Error> {
        Ok(Self { tx, at, owed: everybody.then(|| tx.owed_by_all(at)).transpose()? })
    }

    /// Returns that of an account that pays.
    pub(super) fn of(&self, payer: &Account) -> Result<Footing, Error> {
        match &self.owed {
            Some(owed) => Footing::of(self.tx, [payer, payer], self.at, owed.of(payer.id)),
            None => Footing::read(self.tx, [payer, payer], self.at),
        }
    }
}

/// Figures by group and currency: there is no rate at which they could be added.
pub(super) type InCurrencies<F> = BTreeMap<(GroupKey, &'static str), F>;

/// Returns the figures of a group in a currency.
pub(super) fn figures_in<F>(groups: &mut InCurrencies<F>, key: GroupKey, currency: Currency, none: F) -> &mut F {
    groups.entry((key, currency.code())).or_insert(none)
}

/// Returns groups in the order in which people look for them, and each by its currencies.
pub(super) fn sorted<F>(groups: InCurrencies<F>) -> Vec<Grouped<F>> {
    groups.into_iter().map(|((key, _), figures)| Grouped::of(key, figures)).collect()
}
