//! Where imported things come from, and what was imported last.

use rusqlite::{OptionalExtension, params};

use super::Tx;
use crate::domain::contact::erased_key;
use crate::error::Error;

/// An imported thing's key: the system it comes from and its id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// The row of the source.
    pub source: i64,
    /// The thing's id there.
    pub external_id: &'a str,
}

/// What an import brought before under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The row.
    pub id: i64,
    /// The digest of the row that was imported last.
    pub digest: Option<i64>,
}

/// Declares the tables whose rows carry a key of their own, and the name by which those made in a desk are known.
macro_rules! keyed {
    ($($variant:ident = $table:literal, $by_name:literal;)+) => {
        /// The tables whose rows carry a key of their own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is the table of that name")]
        pub enum Keyed { $($variant),+ }

        impl Keyed {
            /// Returns the table.
            pub const fn table(self) -> &'static str {
                match self { $(Self::$variant => $table),+ }
            }

            pub(super) const fn find(self) -> &'static str {
                match self { $(Self::$variant =>
                    concat!("SELECT id, digest FROM ", $table, " WHERE source_id = ?1 AND external_id = ?2")),+ }
            }

            const fn mark(self) -> &'static str {
                match self { $(Self::$variant =>
                    concat!("UPDATE ", $table, " SET source_id = ?2, external_id = ?3, digest = ?4 WHERE id = ?1")),+ }
            }

            /// Finds what was made in a desk by its own name.
            const fn find_by_name(self) -> &'static str {
                match self { $(Self::$variant => concat!("SELECT id, digest FROM ", $table, " WHERE ", $by_name)),+ }
            }

            /// Marks it with what was brought, unless it has a key by which it is known.
            const fn mark_by_name(self) -> &'static str {
                match self { $(Self::$variant =>
                    concat!("UPDATE ", $table, " SET digest = ?2 WHERE id = ?1 AND source_id IS NULL")),+ }
            }
        }
    };
}

keyed! {
    Account = "account", "code = ?1";
    Contact = "contact", "(id = CAST(substr(?1, 2) AS INTEGER) AND 'P' || id = ?1) OR email = ?1";
    Contract = "contract", "number = ?1";
    Rep = "rep", "handle = ?1";
    Ticket = "ticket", "id = CAST(substr(?1, 2) AS INTEGER) AND 'T' || id = ?1";
    Product = "product", "sku = ?1";
    PriceList = "price_list", "code = ?1";
    Order = "sales_order", "number = ?1";
    Invoice = "invoice", "number = ?1";
    Payment = "payment", "number = ?1";
    Quote = "quote", "id = CAST(substr(?1, 2) AS INTEGER) AND 'Q' || id = ?1";
    Template = "order_template", "id = CAST(substr(?1, 2) AS INTEGER) AND 'L' || id = ?1";
    Return = "rma", "id = CAST(substr(?1, 2) AS INTEGER) AND 'M' || id = ?1";
}

impl Tx<'_> {
    /// Returns what has a name of the desk's own, and the digest of what was imported of it last.
    pub fn kept_by_name(&self, table: Keyed, name: &str) -> Result<Option<Kept>, Error> {
        let mut statement = self.connection.prepare_cached(table.find_by_name())?;
        let kept = statement.query_row([name], |row| Ok(Kept { id: row.get(0)?, digest: row.get(1)? }));
        Ok(kept.optional()?)
    }

    /// Marks a row that has no key with the digest of what was brought.
    pub fn keep_by_name(&self, table: Keyed, id: i64, digest: i64) -> Result<(), Error> {
        self.connection.prepare_cached(table.mark_by_name())?.execute(params![id, digest])?;
        Ok(())
    }

    /// Returns the source of that name, made if it is new.
    pub fn source(&self, name: &str) -> Result<i64, Error> {
        const FIND: &str = "SELECT id FROM source WHERE name = ?1";
        const MAKE: &str = "INSERT INTO source (name) VALUES (?1) RETURNING id";
        let found = self.connection.prepare_cached(FIND)?.query_row([name], |row| row.get(0)).optional()?;
        match found {
            Some(id) => Ok(id),
            None => Ok(self.connection.prepare_cached(MAKE)?.query_row([name], |row| row.get(0))?),
        }
    }

    /// Tells whether any ticket came from a source.
    pub fn has_tickets_of(&self, source: i64) -> Result<bool, Error> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM ticket WHERE source_id = ?1 AND external_id IS NOT NULL)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([source], |row| row.get(0))?)
    }

    /// Returns what an import brought before under `key`.
    pub fn kept(&self, table: Keyed, key: Key<'_>) -> Result<Option<Kept>, Error> {
        let mut statement = self.connection.prepare_cached(table.find())?;
        let mut find = |external_id: &str| {
            let bound = params![key.source, external_id];
            statement.query_row(bound, |row| Ok(Kept { id: row.get(0)?, digest: row.get(1)? })).optional()
        };
        let erased = (table == Keyed::Contact).then(|| erased_key(key.external_id)).flatten();
        Ok(match (find(key.external_id)?, erased) {
            (None, Some(erased)) => find(&erased)?,
            (found, _) => found,
        })
    }

    /// Marks a row as brought by an import, with the digest of what was brought.
    pub fn keep(&self, table: Keyed, id: i64, key: Key<'_>, digest: i64) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(table.mark())?;
        statement.execute(params![id, key.source, key.external_id, digest])?;
        Ok(())
    }
}
