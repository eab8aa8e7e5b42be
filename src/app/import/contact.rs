//! Contacts taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::contact::Contact;
use crate::domain::intake::{ContactIntake, Intake};
use crate::domain::{AccountId, ContactId};
use crate::error::Error;
use crate::store::Keyed;

impl Take for ContactIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_contact(intake)
    }
}

impl Session<'_> {
    /// Takes in a contact.
    fn take_contact(&mut self, intake: Intake<ContactIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it } = intake;
        let kept = self.kept(Keyed::Contact, &external_id)?;
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let account = self.account_of(&it)?;
        let shared = |why: Error| {
            if matches!(why, Error::Taken { .. }) {
                refuse("email", "is somebody else's address at this desk")
            } else {
                why.into()
            }
        };
        let (id, outcome) = if let Some(kept) = kept {
            let id = ContactId::new(kept.id);
            self.remember("contact", kept.id)?;
            let mut contact = self.tx.contact(id)?.ok_or_else(|| Error::unknown("contact", id))?;
            contact.account = account;
            it.edit.apply(&mut contact).map_err(Error::from)?;
            self.tx.save_contact(&contact).map_err(shared)?;
            (id, Outcome::Updated)
        } else {
            let mut contact = Contact::new(account);
            it.edit.apply(&mut contact).map_err(Error::from)?;
            self.tx.add_contact(&mut contact).map_err(shared)?;
            (contact.id, Outcome::Created)
        };
        self.known.contacts.clear();
        self.keep(Keyed::Contact, id.number(), &external_id, digest)?;
        Ok(outcome)
    }

    fn account_of(&mut self, it: &ContactIntake) -> Result<AccountId, Rejection> {
        if let Some(code) = &it.account {
            let found = self.account(code)?.map(|(id, _)| id);
            return found.ok_or_else(|| refuse("account", "is no account of this desk"));
        }
        let external_id = it.account_external_id.as_deref().unwrap_or_default();
        let found = self.kept(Keyed::Account, external_id)?.map(|kept| AccountId::new(kept.id));
        found.ok_or_else(|| refuse("account_external_id", "is the id of no account that came from this source"))
    }
}
