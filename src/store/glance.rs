//! What a rep wants to know of an account's buying before anything else.

use rusqlite::{OptionalExtension, Row, params};

use super::convert::Day;
use super::{Tx, scope};
use crate::domain::order::{Hold, OrderState};
use crate::domain::scope::Scope;
use crate::domain::{
    AccountId, Currency, Date, Instant, Line, Number, OrderId, ProductId, Quantity, QuoteId, UnitPrice,
};
use crate::error::Error;

/// An order as it stands in a glance at its account.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OrderGlimpse {
    pub id: OrderId,
    pub number: Number,
    pub ordered_at: Instant,
    pub state: OrderState,
    pub hold: Option<Hold>,
    pub po_number: Option<Line>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<OrderGlimpse> {
    Ok(OrderGlimpse {
        id: row.get(0)?,
        number: row.get(1)?,
        ordered_at: row.get(2)?,
        state: row.get(3)?,
        hold: row.get(4)?,
        po_number: row.get(5)?,
    })
}

/// A line of an order that is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OpenLine {
    pub order: Number,
    pub line: u32,
    pub quantity: Quantity,
    /// What is still to be shipped of it.
    pub remaining: Quantity,
    /// The day it was promised for last.
    pub promised: Option<Date>,
}

/// What a quote offers, and may still be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OpenOffer {
    pub quote: QuoteId,
    pub quantity: Quantity,
    pub unit_price: UnitPrice,
    /// The last day to accept it.
    pub valid_until: Date,
}

impl Tx<'_> {
    /// Returns what an account was sent an offer of, by product, and may still accept: the latest quote first.
    pub fn open_offers(
        &self,
        account: AccountId,
        product: ProductId,
        today: Date,
        scope: &Scope,
    ) -> Result<Vec<OpenOffer>, Error> {
        let sql = format!(
            "SELECT q.id, f.quantity, f.unit_price, r.currency, r.valid_until FROM quote q
             JOIN quote_revision r ON r.quote_id = q.id JOIN quote_line l ON l.revision_id = r.id
             JOIN quote_offer f ON f.line_id = l.id
             WHERE q.account_id = ?1 AND l.product_id = ?2 AND r.status = 'sent' AND r.valid_until >= ?3 AND {}
             ORDER BY q.id DESC, l.line, f.quantity",
            scope::quotes(scope)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let offers = statement.query_map(params![account, product, Day(today)], |row| {
            let currency: Currency = row.get(3)?;
            Ok(OpenOffer {
                quote: row.get(0)?,
                quantity: row.get(1)?,
                unit_price: UnitPrice { micros: row.get(2)?, currency },
                valid_until: row.get::<_, Day>(4)?.0,
            })
        })?;
        Ok(offers.collect::<Result<_, _>>()?)
    }

    /// Returns what an account has ordered of a product and is still to get, the earliest order first.
    pub fn open_lines(&self, account: AccountId, product: ProductId) -> Result<Vec<OpenLine>, Error> {
        const SQL: &str = "SELECT o.number, l.line, l.quantity, l.quantity - l.cancelled - coalesce(
                (SELECT sum(s.quantity) FROM shipment_line s WHERE s.order_line_id = l.id), 0) AS remaining,
              (SELECT p.promised FROM order_promise p WHERE p.order_line_id = l.id ORDER BY p.id DESC LIMIT 1)
            FROM sales_order o JOIN order_line l ON l.order_id = o.id
            WHERE o.account_id = ?1 AND o.closed_at IS NULL AND o.state = 'placed' AND l.product_id = ?2
              AND remaining > 0 ORDER BY o.ordered_at, o.id, l.line";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let lines = statement.query_map(params![account, product], |row| {
            Ok(OpenLine {
                order: row.get(0)?,
                line: row.get(1)?,
                quantity: row.get(2)?,
                remaining: row.get(3)?,
                promised: row.get::<_, Option<Day>>(4)?.map(|day| day.0),
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Returns an account's latest orders, the latest first.
    pub fn latest_orders(&self, account: AccountId, limit: u32) -> Result<Vec<OrderGlimpse>, Error> {
        const SQL: &str = "SELECT id, number, ordered_at, state, hold, po_number FROM sales_order WHERE account_id = ?1
            ORDER BY ordered_at DESC, id DESC LIMIT ?2";
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_map(params![account, limit], read)?.collect::<Result<_, _>>()?)
    }

    /// Returns the order of a number.
    pub fn order_glimpse(&self, number: &str) -> Result<Option<OrderGlimpse>, Error> {
        const SQL: &str = "SELECT id, number, ordered_at, state, hold, po_number FROM sales_order WHERE number = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([number], read).optional()?)
    }

    /// Counts the disputes of an account that are not decided, and the returns that are not closed.
    pub fn unsettled(&self, account: AccountId) -> Result<(usize, usize), Error> {
        const DISPUTES: &str = "SELECT count(*) FROM invoice i JOIN dispute d ON d.invoice_id = i.id
            WHERE i.account_id = ?1 AND d.decided_at IS NULL";
        const RETURNS: &str =
            "SELECT count(*) FROM rma WHERE account_id = ?1 AND status <> 'closed' AND status <> 'refused'";
        let count = |sql| -> Result<usize, Error> {
            let count: i64 = self.connection.prepare_cached(sql)?.query_row([account], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or_default())
        };
        Ok((count(DISPUTES)?, count(RETURNS)?))
    }
}
