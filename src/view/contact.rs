//! The people at an account.

use serde::Serialize;

use super::{key, name, nothing, word};
use crate::domain::contact::{Contact, ContactRole, Function};
use crate::domain::{Code, ContactId, Email, Language, Line};
use crate::output::{Cell, Column, Row, Tone};

/// A contact in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ContactRow {
    pub id: ContactId,
    pub account: Code,
    pub name: Option<Line>,
    pub email: Option<Email>,
    pub phone: Option<Line>,
    pub function: Option<Function>,
    pub role: ContactRole,
    pub department: Option<Line>,
    pub language: Option<Language>,
    pub active: bool,
}

impl ContactRow {
    /// Takes a contact of the account of that code.
    pub fn of(contact: &Contact, account: &Code) -> Self {
        let Contact { name, email, phone, department, .. } = contact.clone();
        Self {
            id: contact.id,
            account: account.clone(),
            name,
            email,
            phone,
            function: contact.function,
            role: contact.role,
            department,
            language: contact.language,
            active: contact.active,
        }
    }

    fn name(&self) -> Cell {
        match &self.name {
            Some(known) => name(known, self.active),
            None if self.active => nothing(),
            None => Cell::toned("(gone)", Tone::Dim),
        }
    }
}

impl Row for ContactRow {
    const ONE: &'static str = "contact";
    const MANY: &'static str = "contacts";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |contact, _| key(contact.id)),
        Column::text("name", "name", |contact, _| contact.name()),
        Column::text("email", "email", |contact, _| word(contact.email.as_ref())),
        Column::text("phone", "phone", |contact, _| word(contact.phone.as_ref())),
        Column::text("function", "function", |contact, _| word(contact.function.as_ref())),
        Column::text("role", "role", |contact, _| Cell::show(contact.role)),
        Column::wide(Column::text("account", "account", |contact, _| Cell::show(&contact.account))),
        Column::wide(Column::text("department", "department", |contact, _| word(contact.department.as_ref()))),
        Column::wide(Column::text("language", "language", |contact, _| word(contact.language.as_ref()))),
        Column::data("active"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AccountId;
    use crate::output::undeclared;

    #[test]
    fn every_field_is_declared_and_who_left_is_marked() {
        let gone = Contact { active: false, ..Contact::new(AccountId::new(1)) };
        let row = ContactRow::of(&gone, &"ACME".parse().unwrap());
        assert_eq!(undeclared(&row), Vec::<String>::new());
        assert_eq!(row.name().text, "(gone)");
        let named = ContactRow { name: "Anna Rossi".parse().ok(), ..row };
        assert_eq!(named.name(), Cell::toned("Anna Rossi (gone)", Tone::Dim));
    }
}
