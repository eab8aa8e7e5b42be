//! Contacts taken in.

use super::{HERE, Outcome, Rejection, Session, Take, refuse};
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
        let Intake { external_id, digest, it, .. } = intake;
        let kept = self.kept(Keyed::Contact, &external_id)?;
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        if let Some(kept) = kept
            && self.tx.is_erased(ContactId::new(kept.id))?
        {
            // Whoever was erased stays erased, whatever other systems still know.
            return Ok(Outcome::Same);
        }
        if kept.is_some() && it.erased.is_some() {
            return Err(refuse("erased", "is told of somebody who is known here: desk account contact erase"));
        }
        let account = self.account_of(&it)?;
        let (number, erased) = (it.id, it.erased);
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
            refuse_stranger(&contact, &it)?;
            let before = contact.clone();
            contact.account = account;
            it.edit.apply(&mut contact).map_err(Error::from)?;
            self.tx.save_contact(&contact).map_err(shared)?;
            (id, if self.source == HERE && contact == before { Outcome::Same } else { Outcome::Updated })
        } else {
            let mut contact = Contact::new(account);
            it.edit.apply(&mut contact).map_err(Error::from)?;
            self.tx.add_contact(&mut contact).map_err(shared)?;
            self.number(&mut contact, number)?;
            if let Some(at) = erased {
                self.tx.note_erased(contact.id, at)?;
            }
            (contact.id, Outcome::Created)
        };
        self.known.contacts.clear();
        self.keep(Keyed::Contact, id.number(), &external_id, digest)?;
        Ok(outcome)
    }

    /// Gives a new contact the number a desk made them under.
    fn number(&self, contact: &mut Contact, number: Option<ContactId>) -> Result<(), Rejection> {
        let Some(number) = number.filter(|number| *number != contact.id) else { return Ok(()) };
        if self.tx.contact(number)?.is_some() {
            return Err(refuse("id", "is somebody else at this desk"));
        }
        self.tx.number_contact(contact.id, number)?;
        contact.id = number;
        Ok(())
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

/// A number alone does not make two people one.
fn refuse_stranger(known: &Contact, it: &ContactIntake) -> Result<(), Rejection> {
    let (name, email) = (it.edit.name.set(), it.edit.email.set());
    if it.id == Some(known.id) && known.name.as_ref() != name && known.email.as_ref() != email {
        return Err(refuse("id", format!("is somebody else at this desk: {}", known.label())));
    }
    Ok(())
}
