//! The people at accounts.

use super::Desk;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::audit::{Entry, Object};
use crate::domain::contact::{Contact, ContactEdit};
use crate::domain::{Code, ContactId};
use crate::error::Error;
use crate::store::Tx;

impl Desk {
    /// Adds a person to an account.
    pub fn add_contact(&mut self, account: &str, edit: ContactEdit) -> Result<(Contact, Code), Error> {
        self.change(Deed::ContactAdd, |tx, _| {
            let account = tx.need_account(account)?;
            let mut contact = Contact::new(account.id);
            edit.apply(&mut contact)?;
            tx.add_contact(&mut contact)?;
            Ok((contact, account.code))
        })
    }

    /// Erases a person's name and addresses, and what they wrote; that they wrote stays. Returns who it was, of which
    /// account, and how many messages were erased; nothing if they were erased before.
    pub fn erase_contact(&mut self, named: &str) -> Result<Option<(Contact, Code, usize)>, Error> {
        let erased = self.change_many(vec![Deed::ContactErase], |tx, by| {
            let contact = tx.need_contact(named)?;
            if tx.is_erased(contact.id)? {
                return Ok(None);
            }
            let (after, messages) = tx.erase_contact(contact.id, by.now)?;
            let object = Object { noun: "contact".to_owned(), name: contact.id.to_string() };
            tx.tell(Entry { object: Some(object), after: Some(after), ..by.entry() })?;
            let account = tx.account_code(contact.account)?;
            Ok::<_, Error>(Some((contact, account, messages)))
        })?;
        self.store.empty_log()?;
        Ok(erased)
    }

    /// Returns the person of an address, or of an id such as `P7`.
    pub fn contact(&mut self, named: &str) -> Result<Contact, Error> {
        self.look(Deed::ContactRead, |tx, _| tx.need_contact(named))
    }

    /// Edits a person, by their address or number; tells whether that changed anything.
    pub fn edit_contact(&mut self, who: &str, edit: ContactEdit) -> Result<(Contact, Code, bool), Error> {
        self.change(Deed::ContactEdit, |tx, _| {
            let mut contact = tx.need_contact(who)?;
            let before = contact.clone();
            edit.apply(&mut contact)?;
            tx.save_contact(&contact)?;
            let changed = contact != before;
            let account = tx.account_code(contact.account)?;
            Ok((contact, account, changed))
        })
    }

    /// Returns an account's code as it is written, and its people.
    pub fn contacts(&mut self, account: &str) -> Result<(Code, Vec<Contact>), Error> {
        self.look_within(Deed::ContactRead, |tx, by| {
            let account = tx.need_shown_account(&by.scope, account)?;
            Ok((account.code, tx.contacts(account.id, &by.scope)?))
        })
    }
}

/// Returns the contact of an account that was named.
pub(super) fn contact_of(tx: &Tx<'_>, account: &Account, named: &str) -> Result<ContactId, Error> {
    let contact = tx.need_contact(named)?;
    if contact.account == account.id {
        return Ok(contact.id);
    }
    Err(Error::Rule(format!("{} is not a contact of {}", contact.id, account.code)))
}
