//! The people at accounts.

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Tx, scope};
use crate::domain::contact::Contact;
use crate::domain::scope::Scope;
use crate::domain::{AccountId, ContactId};
use crate::error::Error;

pub(super) const COLUMNS: &str = "id, account_id, name, email, phone, language, function, role, department, active";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: row.get(0)?,
        account: row.get(1)?,
        name: row.get(2)?,
        email: row.get(3)?,
        phone: row.get(4)?,
        language: row.get(5)?,
        function: row.get(6)?,
        role: row.get(7)?,
        department: row.get(8)?,
        active: row.get(9)?,
    })
}

impl Tx<'_> {
    /// Returns the contact who writes from this address, in any case.
    pub fn contact_by_email(&self, email: &str) -> Result<Option<Contact>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM contact WHERE email = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([email.to_lowercase()], read).optional()?)
    }

    /// Returns the contact of that address, or of an id such as `P7`; or says that there is none and who is near.
    pub fn need_contact(&self, named: &str) -> Result<Contact, Error> {
        let contact = match named.parse() {
            Ok(id) => self.contact(id)?,
            Err(_) => self.contact_by_email(named)?,
        };
        contact.ok_or_else(|| self.unknown("contact", named, "SELECT email FROM contact WHERE email IS NOT NULL"))
    }

    /// Returns the contact of that row.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM contact WHERE id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Returns those of the account's people who are in sight, those still there first, by name.
    pub fn contacts(&self, account: AccountId, scope: &Scope) -> Result<Vec<Contact>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM contact WHERE account_id = ?1 AND {}
             ORDER BY active DESC, coalesce(name, email), id",
            scope::contacts(scope)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let contacts = statement.query_map([account], read)?;
        Ok(contacts.collect::<Result<_, _>>()?)
    }

    /// Stores a new contact and gives them their row.
    pub fn add_contact(&self, contact: &mut Contact) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO contact (account_id, name, email, phone, language, function, role, department,
            active) VALUES (:account, :name, :email, :phone, :language, :function, :role, :department, :active)
            RETURNING id";
        self.refuse_shared_address(contact)?;
        contact.id =
            self.bind_contact(SQL, contact, |statement, bound| statement.query_row(bound, |row| row.get(0)))?;
        Ok(())
    }

    /// Stores what a contact has become.
    pub fn save_contact(&self, contact: &Contact) -> Result<(), Error> {
        const SQL: &str = "UPDATE contact SET account_id = :account, name = :name, email = :email, phone = :phone,
            language = :language, function = :function, role = :role, department = :department, active = :active
            WHERE id = :id";
        self.refuse_shared_address(contact)?;
        self.seen("contact", contact.id.number())?;
        self.bind_contact(SQL, contact, |statement, bound| {
            let id: (&str, &dyn rusqlite::ToSql) = (":id", &contact.id);
            statement.execute(&[bound, &[id]].concat()[..])
        })?;
        Ok(())
    }

    /// Gives a new contact, to whom nothing refers yet, another number.
    pub fn number_contact(&self, from: ContactId, to: ContactId) -> Result<(), Error> {
        const SQL: &str = "UPDATE contact SET id = ?2 WHERE id = ?1";
        self.connection.prepare_cached(SQL)?.execute([from, to])?;
        Ok(())
    }

    fn bind_contact<T>(
        &self,
        sql: &str,
        contact: &Contact,
        run: impl FnOnce(&mut rusqlite::CachedStatement<'_>, &[(&str, &dyn rusqlite::ToSql)]) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let bound = named_params! {
            ":account": contact.account, ":name": contact.name, ":email": contact.email, ":phone": contact.phone,
            ":language": contact.language, ":function": contact.function, ":role": contact.role,
            ":department": contact.department, ":active": contact.active,
        };
        Ok(run(&mut self.connection.prepare_cached(sql)?, bound)?)
    }

    /// An address belongs to one person: an incoming mail must find exactly them.
    fn refuse_shared_address(&self, contact: &Contact) -> Result<(), Error> {
        let Some(email) = &contact.email else { return Ok(()) };
        match self.contact_by_email(email.as_str())? {
            Some(other) if other.id != contact.id => {
                Err(Error::Taken { what: "contact with the address", name: email.to_string() })
            }
            _ => Ok(()),
        }
    }
}
