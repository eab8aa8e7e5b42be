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
    pub(super) accounts: Found<(AccountId, Tier)>,
    pub(super) contacts: Found<(ContactId, AccountId)>,
    pub(super) reps: Found<RepId>,
    pub(super) teams: Found<TeamId>,
    pub(super) queues: HashMap<QueueId, Email>,
    pub(super) products: Found<ProductId>,
    pub(super) price_lists: Found<(PriceListId, Currency)>,
}

/// What names of one kind were found to stand for.
#[derive(Debug)]
pub(super) struct Found<T> {
    names: HashMap<String, Option<T>>,
    /// The one asked for last: rows that follow one another often have the same.
    last: Option<(String, Option<T>)>,
}

impl Session<'_> {
    pub(super) fn account(&mut self, code: &str) -> Result<Option<(AccountId, Tier)>, Error> {
        let tx = self.tx;
        self.known.accounts.look_up(code, || Ok(tx.account(code)?.map(|account| (account.id, account.tier))))
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
        self.known.contacts.look_up(email, find)
    }

    pub(super) fn rep(&mut self, handle: &str) -> Result<Option<RepId>, Error> {
        let tx = self.tx;
        self.known.reps.look_up(handle, || Ok(tx.rep(handle)?.map(|rep| rep.id)))
    }

    pub(super) fn team(&mut self, name: &str) -> Result<Option<TeamId>, Error> {
        let tx = self.tx;
        self.known.teams.look_up(name, || match tx.need_team(name) {
            Ok(team) => Ok(Some(team.id)),
            Err(Error::Unknown { .. }) => Ok(None),
            Err(why) => Err(why),
        })
    }

    pub(super) fn need_rep(&mut self, field: &'static str, handle: &str) -> Result<RepId, Rejection> {
        self.rep(handle)?.ok_or_else(|| refuse(field, "is no rep of this desk"))
    }
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { names: HashMap::new(), last: None }
    }
}

impl<T: Copy> Found<T> {
    /// Returns what a name stands for, from those that were looked up before if it is among them.
    pub(super) fn look_up(
        &mut self,
        name: &str,
        find: impl FnOnce() -> Result<Option<T>, Error>,
    ) -> Result<Option<T>, Error> {
        if let Some((_, found)) = self.last.as_ref().filter(|(last, _)| last == name) {
            return Ok(*found);
        }
        let found = if let Some(found) = self.names.get(name) {
            *found
        } else {
            let found = find()?;
            make_room(&mut self.names);
            self.names.insert(name.to_owned(), found);
            found
        };
        let (last, of) = self.last.get_or_insert_default();
        name.clone_into(last);
        *of = found;
        Ok(found)
    }

    /// Forgets a name.
    pub(super) fn remove(&mut self, name: &str) {
        self.names.remove(name);
        self.last = None;
    }

    /// Forgets them all.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Forgets names when there are too many: memory does not grow with the file.
pub(super) fn make_room<K, V>(known: &mut HashMap<K, V>) {
    if known.len() == NAMES {
        known.clear();
    }
}
