//! Contacts from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::contact::{ContactEdit, ERASED};
use crate::domain::intake::{ContactIntake, Intake};
use crate::domain::{Change, ContactId, Email, Line};

/// What a file can say of contacts.
static CONTACTS: Kind = Kind {
    name: "contacts",
    key: &["source", "external_id"],
    fields: &[
        Field::optional("external_id", "an id", "2203", "Their id in the system they come from; by default the e-mail"),
        source(),
        Field::optional("id", "a contact id", "P7", "The number a desk made them under"),
        Field::optional("account", "an account's code", "ACME", "Where they work"),
        Field::optional("account_external_id", "an id", "1017", "Where they work, by the id the account came with"),
        Field::optional("name", "a line of text", "Anna Bianchi", "How they are called"),
        Field::optional("email", "an e-mail address", "anna@acme.example", "Unique at this desk"),
        Field::optional("phone", "a line of text", "+39 02 1234", "Where to call them"),
        Field::optional("language", "a language", "it", "ISO 639-1 code"),
        Field::optional("function", "a function", "purchasing", "What they do there"),
        Field::optional("role", "a contact role", "buyer", "What they may do on their company's behalf"),
        Field::optional("department", "a line of text", "Plant 2", "Their department"),
        Field::optional("active", "a yes or no", "yes", "Whether they still work there"),
        Field::optional("erased", "an instant", "2026-11-20T14:05:00Z", "Since when nothing is known of them any more"),
    ],
};

impl Imported for ContactIntake {
    const KIND: &'static Kind = &CONTACTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let (name, email) = (row.optional::<Line>("name")?, row.optional::<Email>("email")?);
        if name.is_none() && email.is_none() {
            return Err(row.refuse("name", "is missing, and so is `email`: a contact has one of them at least"));
        }
        if row.text("account").is_none() && row.text("account_external_id").is_none() {
            return Err(row.refuse("account", "is missing, and so is `account_external_id`: a contact works somewhere"));
        }
        let erased = row.optional_instant("erased")?;
        if erased.is_some() {
            refuse_what_is_erased(row, name.as_ref())?;
        }
        let external_id = row.text("external_id").map(str::to_owned);
        let id: Option<ContactId> = row.optional("id")?;
        let it = ContactIntake {
            id,
            account: row.text("account").map(str::to_owned),
            account_external_id: row.text("account_external_id").map(str::to_owned),
            erased,
            edit: ContactEdit {
                name: Change::set_if(name),
                email: Change::set_if(email),
                phone: Change::set_if(row.optional("phone")?),
                language: Change::set_if(row.optional("language")?),
                function: Change::set_if(row.optional("function")?),
                role: row.optional("role")?,
                department: Change::set_if(row.optional("department")?),
                active: if erased.is_some() { Some(false) } else { row.flag("active")? },
            },
        };
        let known_by = external_id.or_else(|| Some(id?.to_string())).or_else(|| Some(it.edit.email.set()?.to_string()));
        let known_by = known_by.ok_or_else(|| {
            row.refuse("external_id", "is missing, and so is `email`: without either, a rerun could not tell")
        })?;
        Ok(row.intake(&known_by, it))
    }
}

/// Of somebody who was erased, nothing may come back by a file.
fn refuse_what_is_erased(row: &Row<'_>, name: Option<&Line>) -> Result<(), Refusal> {
    let told = ["email", "phone", "language", "department"].into_iter().find(|field| row.text(field).is_some());
    let told = told.or_else(|| name.filter(|name| name.as_str() != ERASED).map(|_| "name"));
    if let Some(field) = told {
        return Err(row.refuse(field, format!("is said of somebody who was erased; their name is `{ERASED}`")));
    }
    match row.flag("active")? {
        Some(true) => Err(row.refuse("active", "is said of somebody who was erased")),
        _ => Ok(()),
    }
}

impl Exported for ContactIntake {
    const LEFT_OUT: &'static [&'static str] = &["account_external_id"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let ContactIntake { id, account, erased, edit, .. } = intake.it;
        to.show("id", id);
        to.show("account", account);
        to.show("name", edit.name.set());
        to.show("email", edit.email.set());
        to.show("phone", edit.phone.set());
        to.show("language", edit.language.set());
        to.show("function", edit.function.set());
        to.show("role", edit.role);
        to.show("department", edit.department.set());
        to.put("active", edit.active);
        to.put("erased", erased);
    }
}
