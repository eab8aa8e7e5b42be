//! What happened to quotes, and what shows that it did.

use rusqlite::params;

use crate::domain::quote::QuoteEvent;
use crate::domain::{Line, QuoteId};
use crate::error::Error;
use crate::store::Tx;
use crate::store::mirror::{Columns, Mirror, held};

impl Mirror for QuoteEvent {
    const TABLE: &'static str = "quote_event";
    const KEY: &'static [&'static str] = &["quote_id", "revision", "at", "action"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("quote_id", held(&self.quote)),
            ("revision", held(&self.revision)),
            ("at", held(&self.at)),
            ("action", held(&self.action)),
            ("rep_id", held(&self.rep)),
            ("contact_id", held(&self.contact)),
            ("note", held(&self.note)),
        ]
    }
}

/// A letter that shows what a customer said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Letter {
    pub name: Line,
    /// In hexadecimal digits.
    pub sha256: String,
    pub content: Vec<u8>,
}

impl Letter {
    /// As many bytes as are kept of one.
    pub const LARGEST: u64 = 16 << 20;
}

impl Tx<'_> {
    /// Returns what happened to a quote, in its order, and the numbers of the entries.
    pub fn quote_events(&self, quote: QuoteId) -> Result<Vec<(i64, QuoteEvent)>, Error> {
        const SQL: &str = "SELECT id, quote_id, revision, at, action, rep_id, contact_id, note FROM quote_event
            WHERE quote_id = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let events = statement.query_map([quote], |row| {
            let event = QuoteEvent {
                quote: row.get(1)?,
                revision: row.get(2)?,
                at: row.get(3)?,
                action: row.get(4)?,
                rep: row.get(5)?,
                contact: row.get(6)?,
                note: row.get(7)?,
            };
            Ok((row.get(0)?, event))
        })?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    /// Returns what happened to a quote, in its order.
    pub fn quote_log(&self, quote: QuoteId) -> Result<Vec<QuoteEvent>, Error> {
        Ok(self.quote_events(quote)?.into_iter().map(|(_, event)| event).collect())
    }

    /// Adds to a quote's log, and returns the entry's number.
    pub fn log_quote(&self, event: &QuoteEvent) -> Result<i64, Error> {
        self.add_mirrored(event)
    }

    /// Keeps a letter with an entry of a quote's log.
    pub fn keep_letter(&self, event: i64, letter: &Letter) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO quote_evidence (event_id, name, sha256, content) VALUES (?1, ?2, ?3, ?4)";
        let Letter { name, sha256, content } = letter;
        self.connection.prepare_cached(SQL)?.execute(params![event, name, sha256, content])?;
        Ok(())
    }

    /// Returns the letters that are kept with an entry of a quote's log.
    pub fn letters_of(&self, event: i64) -> Result<Vec<Letter>, Error> {
        const SQL: &str = "SELECT name, sha256, content FROM quote_evidence WHERE event_id = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let kept = statement
            .query_map([event], |row| Ok(Letter { name: row.get(0)?, sha256: row.get(1)?, content: row.get(2)? }))?;
        Ok(kept.collect::<Result<_, _>>()?)
    }
}
