//! Names that rows go by, looked up once.

use std::collections::HashMap;

use super::{Rejection, Session, refuse};
use crate::domain::{AccountId, ContactId, Currency, Email, PriceListId, ProductId, QueueId, RepId, TeamId, Tier};
use crate::error::Error;

/// How many names of one kind are remembered.
pub(super) const NAMES: usize = 100_000;

/// Names that were looked up.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) accounts: HashMap<String, Option<(AccountId, Tier)>>,
    pub(super) contacts: HashMap<String, Option<(ContactId, AccountId)>>,
    pub(super) reps: HashMap<String, Option<RepId>>,
    pub(super) teams: HashMap<String, Option<TeamId>>,
    pub(super) queues: HashMap<QueueId, Email>,
    pub(super) products: HashMap<String, Option<ProductId>>,
    pub(super) price_lists: HashMap<String, Option<(PriceListId, Currency)>>,
}

impl Session<'_> {
    pub(super) fn account(&mut self, code: &str) -> Result<Option<(AccountId, Tier)>, Error> {
        let tx = self.tx;
        look_up(&mut self.known.accounts, code, || Ok(tx.account(code)?.map(|account| (account.id, account.tier))))
    }

    /// Returns the contact of an address, or of an id such as `P7`.
    pub(super) fn contact_by_email(&mut self, email: &str) -> Result<Option<(ContactId, AccountId)>, Error> {
        let tx = self.tx;
        let find = || {
            let known = match email.parse() {
                Ok(id) => tx.contact(id)?,
                Err(_) => tx.contact_by_email(email)?,
            };
            Ok(known.map(|contact| (contact.id, contact.account)))
        };
        look_up(&mut self.known.contacts, email, find)
    }

    pub(super) fn rep(&mut self, handle: &str) -> Result<Option<RepId>, Error> {
        let tx = self.tx;
        look_up(&mut self.known.reps, handle, || Ok(tx.rep(handle)?.map(|rep| rep.id)))
    }

    pub(super) fn team(&mut self, name: &str) -> Result<Option<TeamId>, Error> {
        let tx = self.tx;
        look_up(&mut self.known.teams, name, || match tx.need_team(name) {
            Ok(team) => Ok(Some(team.id)),
            Err(Error::Unknown { .. }) => Ok(None),
            Err(why) => Err(why),
        })
    }

    pub(super) fn need_rep(&mut self, field: &'static str, handle: &str) -> Result<RepId, Rejection> {
        self.rep(handle)?.ok_or_else(|| refuse(field, "is no rep of this desk"))
    }
}

/// Returns what a name stands for, from those that were looked up before if it is among them.
pub(super) fn look_up<T: Copy>(
    known: &mut HashMap<String, Option<T>>,
    name: &str,
    find: impl FnOnce() -> Result<Option<T>, Error>,
) -> Result<Option<T>, Error> {
    if let Some(found) = known.get(name) {
        return Ok(*found);
    }
    let found = find()?;
    make_room(known);
    known.insert(name.to_owned(), found);
    Ok(found)
}

/// Forgets names when there are too many: memory does not grow with the file.
pub(super) fn make_room<K, V>(known: &mut HashMap<K, V>) {
    if known.len() == NAMES {
        known.clear();
    }
}
