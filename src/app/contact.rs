//! The people at accounts.

use super::Desk;
use crate::domain::Code;
use crate::domain::access::Deed;
use crate::domain::contact::{Contact, ContactEdit};
use crate::error::Error;

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

    /// Returns an account's code as it is written, and its people.
    pub fn contacts(&mut self, account: &str) -> Result<(Code, Vec<Contact>), Error> {
        self.look(Deed::ContactRead, |tx, _| {
            let account = tx.need_account(account)?;
            Ok((account.code, tx.contacts(account.id)?))
        })
    }
}
