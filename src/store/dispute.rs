//! Disputes.

use rusqlite::{OptionalExtension, Row, params};

use super::mirror::{Columns, Mirror, held};
use super::{Tx, scope};
use crate::domain::access::Deed;
use crate::domain::dispute::Dispute;
use crate::domain::scope::Scope;
use crate::domain::{Code, DisputeId, InvoiceId, Money, Number, TicketId};
use crate::error::Error;

const SELECT: &str = "SELECT d.id, d.invoice_id, d.invoice_line, d.ticket_id, d.reason, d.amount, i.currency, d.status,
    d.outcome, d.credit_note_id, d.opened_at, d.decided_at, d.closed_at, d.note, i.number, a.code, n.number
    FROM dispute d JOIN invoice i ON i.id = d.invoice_id JOIN account a ON a.id = i.account_id
    LEFT JOIN invoice n ON n.id = d.credit_note_id";

/// A dispute as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct DisputeEntry {
    pub dispute: Dispute,
    pub invoice: Number,
    pub account: Code,
    pub credit_note: Option<Number>,
}

/// Which disputes a list takes.
#[derive(Debug, Clone, Default)]
pub struct DisputeFilter {
    /// Only this account's.
    pub account: Option<crate::domain::AccountId>,
    /// Only those about this invoice.
    pub invoice: Option<InvoiceId>,
    /// Only those that belong to this ticket.
    pub ticket: Option<TicketId>,
    /// Closed ones too.
    pub closed: bool,
    /// Only what is in sight.
    pub scope: Scope,
}

fn read(row: &Row<'_>) -> rusqlite::Result<DisputeEntry> {
    let dispute = Dispute {
        id: row.get(0)?,
        invoice: row.get(1)?,
        line: row.get(2)?,
        ticket: row.get(3)?,
        reason: row.get(4)?,
        amount: Money { minor: row.get(5)?, currency: row.get(6)? },
        status: row.get(7)?,
        outcome: row.get(8)?,
        credit_note: row.get(9)?,
        opened_at: row.get(10)?,
        decided_at: row.get(11)?,
        closed_at: row.get(12)?,
        note: row.get(13)?,
    };
    Ok(DisputeEntry { dispute, invoice: row.get(14)?, account: row.get(15)?, credit_note: row.get(16)? })
}

impl Mirror for Dispute {
    const TABLE: &'static str = "dispute";
    const KEY: &'static [&'static str] = &["id"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("id", held(&self.id)),
            ("invoice_id", held(&self.invoice)),
            ("invoice_line", held(&self.line)),
            ("ticket_id", held(&self.ticket)),
            ("reason", held(&self.reason)),
            ("amount", held(&self.amount.minor)),
            ("status", held(&self.status)),
            ("outcome", held(&self.outcome)),
            ("credit_note_id", held(&self.credit_note)),
            ("opened_at", held(&self.opened_at)),
            ("decided_at", held(&self.decided_at)),
            ("closed_at", held(&self.closed_at)),
            ("note", held(&self.note)),
        ]
    }
}

impl Tx<'_> {
    /// Returns a dispute.
    pub fn dispute(&self, id: DisputeId) -> Result<Option<Dispute>, Error> {
        let sql = format!("{SELECT} WHERE d.id = ?1");
        let found = self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?;
        Ok(found.map(|entry| entry.dispute))
    }

    /// Returns a dispute, or says that there is none of that id; one out of sight is as one that there is not.
    pub fn need_dispute(&self, scope: &Scope, id: DisputeId) -> Result<DisputeEntry, Error> {
        let sql = format!("{SELECT} WHERE d.id = ?1 AND {}", scope::accounts(scope, Deed::DisputeRead, "a.id"));
        let found = self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?;
        found.ok_or_else(|| Error::unknown("dispute", id))
    }

    /// Returns the disputes a list takes, the latest first.
    pub fn disputes(&self, filter: &DisputeFilter) -> Result<Vec<DisputeEntry>, Error> {
        let sql = format!(
            "{SELECT} WHERE (?1 IS NULL OR i.account_id = ?1) AND (?2 IS NULL OR d.invoice_id = ?2)
               AND (?3 IS NULL OR d.ticket_id = ?3) AND (?4 OR d.closed_at IS NULL) AND {} ORDER BY d.id DESC",
            scope::accounts(&filter.scope, Deed::DisputeRead, "a.id")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = params![filter.account, filter.invoice, filter.ticket, filter.closed];
        Ok(statement.query_map(bound, read)?.collect::<Result<_, _>>()?)
    }

    /// Stores a new dispute.
    pub fn add_dispute(&self, new: &Dispute) -> Result<DisputeId, Error> {
        const SQL: &str = "INSERT INTO dispute (invoice_id, invoice_line, ticket_id, reason, amount, status, opened_at,
            note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
        let Dispute { invoice, line, ticket, reason, amount, status, opened_at, note, .. } = new;
        let bound = params![invoice, line, ticket, reason, amount.minor, status, opened_at, note];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?)
    }

    /// Stores what a dispute has become.
    pub fn save_dispute(&self, dispute: &Dispute) -> Result<(), Error> {
        const SQL: &str = "UPDATE dispute SET status = ?2, outcome = ?3, credit_note_id = ?4, decided_at = ?5,
            closed_at = ?6, note = ?7 WHERE id = ?1";
        let Dispute { id, status, outcome, credit_note, decided_at, closed_at, note, .. } = dispute;
        self.seen("dispute", id.number())?;
        let bound = params![id, status, outcome, credit_note, decided_at, closed_at, note];
        self.connection.prepare_cached(SQL)?.execute(bound)?;
        Ok(())
    }
}
