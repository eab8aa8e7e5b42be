//! Quotes on their way out, with what was offered each time.

use rusqlite::Row;

use super::{SOURCE, Stored, amount, key};
use crate::domain::intake::{Intake, QuoteIntake, QuoteLineIntake, QuoteOfferIntake, QuoteRevisionIntake};
use crate::domain::{Currency, Datum, UnitPrice};
use crate::store::quote::{CELLS, COLUMNS, REVISION, REVISION_CELLS, read, read_revision};

impl Stored for QuoteIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "q.id";

    fn select() -> String {
        format!(
            "SELECT {COLUMNS}, {SOURCE}, q.external_id, (SELECT code FROM account WHERE id = q.account_id),
             (SELECT coalesce(email, 'P' || id) FROM contact WHERE id = q.contact_id),
             (SELECT handle FROM rep WHERE id = q.rep_id) FROM quote q"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let quote = read(row)?;
        let it = QuoteIntake {
            id: Some(quote.id),
            account: row.get(CELLS + 2)?,
            account_external_id: None,
            contact: row.get(CELLS + 3)?,
            rep: row.get(CELLS + 4)?,
            ticket: quote.ticket,
            subject: quote.subject,
            request: quote.request,
            priority: Some(quote.priority),
            tier: Some(quote.tier),
            requested_at: quote.requested_at,
            needed: quote.needed,
            created_at: Some(quote.created_at),
            cancelled_at: quote.cancelled_at,
        };
        Ok(Intake::kept(key(row, CELLS)?, &quote.id, it))
    }
}

impl Stored for QuoteRevisionIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "r.id";

    fn select() -> String {
        format!("SELECT {REVISION}, (SELECT handle FROM rep WHERE id = r.author_id) FROM quote_revision r")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let revision = read_revision(row)?;
        let it = Self {
            quote: revision.quote.to_string(),
            number: revision.number,
            status: revision.status,
            author: row.get(REVISION_CELLS)?,
            currency: Some(revision.currency),
            valid_until: revision.valid_until,
            terms: revision.terms,
            freight: Some(amount(revision.freight)),
            freight_tax: Some(revision.freight_tax),
            net: Some(amount(revision.net)),
            tax: Some(amount(revision.tax)),
            total: Some(amount(revision.total())),
            created_at: Some(revision.created_at),
            sent_at: revision.sent_at,
            closed_at: revision.closed_at,
            lost: revision.lost,
            reason: revision.reason,
            delivery: revision.delivery,
            po_number: revision.po_number,
            note: revision.note,
            remark: revision.remark,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

/// Reads a price in millionths, in the currency that stands in another column.
fn price(row: &Row<'_>, place: usize, currency: usize) -> rusqlite::Result<Option<String>> {
    let (micros, currency): (Option<i64>, Currency) = (row.get(place)?, row.get(currency)?);
    Ok(micros.map(|micros| Datum::price(Some(UnitPrice { micros, currency })).to_string()))
}

impl Stored for QuoteLineIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "l.id";

    fn select() -> String {
        "SELECT 'Q' || r.quote_id, r.number, l.line, p.sku, l.description, l.asked, l.unit, l.cost, r.currency, l.tax,
         l.note, l.remark FROM quote_line l JOIN quote_revision r ON r.id = l.revision_id
         LEFT JOIN product p ON p.id = l.product_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            quote: row.get(0)?,
            revision: row.get(1)?,
            line: row.get(2)?,
            sku: row.get(3)?,
            description: row.get(4)?,
            asked: row.get(5)?,
            unit: row.get(6)?,
            cost: price(row, 7, 8)?,
            tax: row.get(9)?,
            note: row.get(10)?,
            remark: row.get(11)?,
            only: None,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for QuoteOfferIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "f.id";

    fn select() -> String {
        "SELECT 'Q' || r.quote_id, r.number, l.line, f.quantity, f.unit_price, r.currency, f.usual, f.origin, f.picked
         FROM quote_offer f JOIN quote_line l ON l.id = f.line_id JOIN quote_revision r ON r.id = l.revision_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            quote: row.get(0)?,
            revision: row.get(1)?,
            line: row.get(2)?,
            quantity: row.get(3)?,
            unit_price: price(row, 4, 5)?.unwrap_or_default(),
            usual: price(row, 6, 5)?,
            origin: row.get(7)?,
            picked: row.get(8)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
