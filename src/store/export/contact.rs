//! Contacts on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::Change;
use crate::domain::contact::ContactEdit;
use crate::domain::intake::{ContactIntake, Intake};
use crate::store::contact::{COLUMNS, read};

impl Stored for ContactIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "id";

    fn select() -> String {
        format!(
            "SELECT {COLUMNS}, (SELECT code FROM account WHERE account.id = account_id), {SOURCE}, external_id,
             erased_at FROM contact"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let contact = read(row)?;
        let it = ContactIntake {
            id: Some(contact.id),
            account: row.get(10)?,
            account_external_id: None,
            erased: row.get(13)?,
            edit: ContactEdit {
                name: Change::set_if(contact.name),
                email: Change::set_if(contact.email),
                phone: Change::set_if(contact.phone),
                language: Change::set_if(contact.language),
                function: Change::set_if(contact.function),
                role: Some(contact.role),
                department: Change::set_if(contact.department),
                active: Some(contact.active),
            },
        };
        Ok(Intake::kept(key(row, 11)?, &contact.id, it))
    }
}
