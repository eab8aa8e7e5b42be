//! Quotes, their revisions, and what happened to them.

mod brought;
mod erase;
mod lines;
mod list;
mod log;
mod report;

use rusqlite::{OptionalExtension, Row};

pub use list::{QuoteEntry, QuoteFilter};
pub use log::Letter;
pub use report::ReportedQuote;

use super::convert::Day;
use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use super::{Tx, scope};
use crate::domain::quote::{Quote, Revision};
use crate::domain::scope::Scope;
use crate::domain::{Currency, Money, Number, QuoteId, RevisionId};
use crate::error::Error;

pub(super) const COLUMNS: &str = "q.id, q.account_id, q.contact_id, q.rep_id, q.ticket_id, q.subject, q.request, \
                                  q.priority, q.requested_at, q.needed, q.created_at, q.cancelled_at, q.tier";
/// How many they are.
pub(super) const CELLS: usize = 13;

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Quote> {
    Ok(Quote {
        id: row.get(0)?,
        account: row.get(1)?,
        contact: row.get(2)?,
        rep: row.get(3)?,
        ticket: row.get(4)?,
        subject: row.get(5)?,
        request: row.get(6)?,
        priority: row.get(7)?,
        requested_at: row.get(8)?,
        needed: row.get::<_, Option<Day>>(9)?.map(|day| day.0),
        created_at: row.get(10)?,
        cancelled_at: row.get(11)?,
        tier: row.get(12)?,
    })
}

pub(super) const REVISION: &str = "r.id, r.quote_id, r.number, r.status, r.reason, r.author_id, r.currency, r.valid_until, r.terms, \
                        r.delivery, r.freight, r.freight_tax, r.po_number, r.note, r.remark, r.net, r.tax, \
                        r.created_at, r.sent_at, r.closed_at, r.lost";

/// How many they are.
pub(super) const REVISION_CELLS: usize = 21;

pub(super) fn read_revision(row: &Row<'_>) -> rusqlite::Result<Revision> {
    read_revision_at(row, 0)
}

/// Reads a revision whose first column is not the row's.
fn read_revision_at(row: &Row<'_>, first: usize) -> rusqlite::Result<Revision> {
    let currency: Currency = row.get(first + 6)?;
    let money = |minor| Money { minor, currency };
    Ok(Revision {
        id: row.get(first)?,
        quote: row.get(first + 1)?,
        number: row.get(first + 2)?,
        status: row.get(first + 3)?,
        reason: row.get(first + 4)?,
        author: row.get(first + 5)?,
        currency,
        valid_until: row.get::<_, Day>(first + 7)?.0,
        terms: row.get(first + 8)?,
        delivery: row.get(first + 9)?,
        freight: money(row.get(first + 10)?),
        freight_tax: row.get(first + 11)?,
        po_number: row.get(first + 12)?,
        note: row.get(first + 13)?,
        remark: row.get(first + 14)?,
        net: money(row.get(first + 15)?),
        tax: money(row.get(first + 16)?),
        created_at: row.get(first + 17)?,
        sent_at: row.get(first + 18)?,
        closed_at: row.get(first + 19)?,
        lost: row.get(first + 20)?,
    })
}

impl Mirror for Quote {
    const TABLE: &'static str = "quote";
    const KEY: &'static [&'static str] = &[];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("account_id", held(&self.account)),
            ("contact_id", held(&self.contact)),
            ("rep_id", held(&self.rep)),
            ("ticket_id", held(&self.ticket)),
            ("subject", held(&self.subject)),
            ("request", held(&self.request)),
            ("priority", held(&self.priority)),
            ("tier", held(&self.tier)),
            ("requested_at", held(&self.requested_at)),
            ("needed", held(&self.needed.map(Day))),
            ("created_at", held(&self.created_at)),
            ("cancelled_at", held(&self.cancelled_at)),
        ]
    }
}

impl KeyedMirror for Quote {
    const KEYED: Keyed = Keyed::Quote;
}

impl Mirror for Revision {
    const TABLE: &'static str = "quote_revision";
    const KEY: &'static [&'static str] = &["quote_id", "number"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("quote_id", held(&self.quote)),
            ("number", held(&self.number)),
            ("status", held(&self.status)),
            ("reason", held(&self.reason)),
            ("author_id", held(&self.author)),
            ("currency", held(&self.currency)),
            ("valid_until", held(&Day(self.valid_until))),
            ("terms", held(&self.terms)),
            ("delivery", held(&self.delivery)),
            ("freight", held(&self.freight.minor)),
            ("freight_tax", held(&self.freight_tax)),
            ("po_number", held(&self.po_number)),
            ("note", held(&self.note)),
            ("remark", held(&self.remark)),
            ("net", held(&self.net.minor)),
            ("tax", held(&self.tax.minor)),
            ("total", held(&self.total().minor)),
            ("created_at", held(&self.created_at)),
            ("sent_at", held(&self.sent_at)),
            ("closed_at", held(&self.closed_at)),
            ("lost", held(&self.lost)),
        ]
    }
}

impl Tx<'_> {
    /// Returns the quote of that number; of one that is out of sight it says that there is none.
    pub fn need_shown_quote(&self, scope: &Scope, id: QuoteId) -> Result<Quote, Error> {
        let sql = format!("SELECT {COLUMNS} FROM quote q WHERE q.id = ?1 AND {}", scope::quotes(scope));
        let found = self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?;
        found.ok_or_else(|| Error::unknown("quote", id))
    }

    /// Returns a quote's revisions, the first one first.
    pub fn quote_revisions(&self, quote: QuoteId) -> Result<Vec<Revision>, Error> {
        let sql = format!("SELECT {REVISION} FROM quote_revision r WHERE r.quote_id = ?1 ORDER BY r.number");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([quote], read_revision)?.collect::<Result<_, _>>()?)
    }

    /// Returns the numbers of the orders that were made of a quote.
    pub fn orders_of_quote(&self, quote: QuoteId) -> Result<Vec<Number>, Error> {
        const SQL: &str = "SELECT number FROM sales_order WHERE quote_id = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_map([quote], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Stores a new quote and gives it its number.
    pub fn add_quote(&self, quote: &mut Quote) -> Result<(), Error> {
        quote.id = QuoteId::new(self.add_mirrored(quote)?);
        Ok(())
    }

    /// Stores what a quote has become.
    pub fn save_quote(&self, quote: &Quote) -> Result<(), Error> {
        self.save_mirrored(quote.id.number(), quote)
    }

    /// Stores a new revision.
    pub fn add_quote_revision(&self, revision: &mut Revision) -> Result<(), Error> {
        revision.id = RevisionId::new(self.add_mirrored(revision)?);
        Ok(())
    }

    /// Stores what a revision has become.
    pub fn save_quote_revision(&self, revision: &Revision) -> Result<(), Error> {
        self.save_mirrored(revision.id.number(), revision)
    }
}
