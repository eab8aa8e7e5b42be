//! Quotes by their numbers, as imports and checks go through them.

use rusqlite::{OptionalExtension, params};

use super::{COLUMNS, REVISION, read, read_revision};
use crate::domain::quote::{Quote, Revision};
use crate::domain::{Line, QuoteId, RevisionId};
use crate::error::Error;
use crate::store::Tx;

impl Tx<'_> {
    /// Returns the quote of that number.
    pub fn quote(&self, id: QuoteId) -> Result<Option<Quote>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM quote q WHERE q.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Returns a revision by its row.
    pub fn quote_revision(&self, id: RevisionId) -> Result<Revision, Error> {
        let sql = format!("SELECT {REVISION} FROM quote_revision r WHERE r.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read_revision)?)
    }

    /// Returns the total of a revision as it is kept, in minor units.
    pub fn stored_total(&self, id: RevisionId) -> Result<i64, Error> {
        const SQL: &str = "SELECT total FROM quote_revision WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([id], |row| row.get(0))?)
    }

    /// Returns the numbers of all quotes.
    pub fn quote_ids(&self) -> Result<Vec<QuoteId>, Error> {
        const SQL: &str = "SELECT id FROM quote ORDER BY id";
        Ok(self.connection.prepare_cached(SQL)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Gives a new quote, to which nothing refers yet, another number.
    pub fn number_quote(&self, from: QuoteId, to: QuoteId) -> Result<(), Error> {
        const SQL: &str = "UPDATE quote SET id = ?2 WHERE id = ?1";
        self.connection.prepare_cached(SQL)?.execute([from, to])?;
        Ok(())
    }

    /// Returns the digest of the letter of that name that is kept with an entry of a quote's log.
    pub fn letter_named(&self, event: i64, name: &Line) -> Result<Option<String>, Error> {
        const SQL: &str = "SELECT sha256 FROM quote_evidence WHERE event_id = ?1 AND name = ?2";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![event, name], |row| row.get(0)).optional()?)
    }
}
