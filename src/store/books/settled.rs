//! Which invoices are paid and which orders are invoiced in full: a cache, so that what is owed is counted without them.
//!
//! It goes by the documents of one account and currency alone, which stand in the same books whatever becomes of the tree
//! of accounts. What is settled otherwise is not in it, and read as it is.

use std::fmt::Display;

use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension as _, Row, params};

use super::claims::{CLAIM, Claim, Claims, Whose, claimed_line};
use super::{LINE, ORDER, ordered};
use crate::domain::credit::settled_at;
use crate::domain::order::OrderState;
use crate::domain::{AccountId, Currency, Instant, InvoiceId, OrderId};
use crate::error::Error;
use crate::store::Tx;

/// The invoices of which nothing is open as of `at`, of accounts of which `whose` is true.
pub(super) fn settled(whose: &str, at: &str) -> String {
    format!("SELECT invoice_id FROM invoice_settled {}", unchanged_settled(whose, at))
}

/// The same, with whose they are, and what each came to.
pub(super) fn settled_totals(whose: &str, at: &str) -> String {
    format!("SELECT invoice_id, account_id, currency, total FROM invoice_settled {}", unchanged_settled(whose, at))
}

fn unchanged_settled(whose: &str, at: &str) -> String {
    format!("WHERE {whose} AND settled_at <= {at} AND invoice_id NOT IN (SELECT invoice_id FROM invoice_changed)")
}

/// The orders of which nothing is left to be invoiced as of `at`, of accounts of which `whose` is true.
pub(super) fn invoiced(whose: &str, at: &str) -> String {
    format!(
        "SELECT order_id FROM order_invoiced
         WHERE {whose} AND invoiced_at <= {at} AND order_id NOT IN (SELECT order_id FROM order_changed)"
    )
}

/// When an invoice was settled, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Settled {
    account: AccountId,
    currency: Currency,
    at: Instant,
    total: i64,
}

/// When an order was invoiced, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Invoiced {
    account: AccountId,
    currency: Currency,
    placed_at: Instant,
    at: Instant,
    total: i64,
}

const MARKED_INVOICES: &str = "SELECT invoice_id FROM invoice_changed ORDER BY invoice_id LIMIT ?1";
const MARKED_ORDERS: &str = "SELECT order_id FROM order_changed ORDER BY order_id LIMIT ?1";

impl Tx<'_> {
    /// Looks again at invoices and orders whose documents have changed, at most so many of each.
    pub fn settle(&self, most: u32) -> Result<(), Error> {
        const LOOKED_INVOICES: &str = "DELETE FROM invoice_changed WHERE invoice_id <= ?1";
        const LOOKED_ORDERS: &str = "DELETE FROM order_changed WHERE order_id <= ?1";
        let invoices: Vec<InvoiceId> = self.marked(MARKED_INVOICES, most)?;
        for id in &invoices {
            self.keep_settled(*id, self.settled_of(*id)?.as_ref())?;
        }
        self.connection.prepare_cached(LOOKED_INVOICES)?.execute([invoices.last()])?;
        let orders: Vec<OrderId> = self.marked(MARKED_ORDERS, most)?;
        for id in &orders {
            self.keep_invoiced(*id, self.invoiced_of(*id)?.as_ref())?;
        }
        self.connection.prepare_cached(LOOKED_ORDERS)?.execute([orders.last()])?;
        Ok(())
    }

    /// Counts the documents that have changed since somebody looked what is settled.
    pub fn to_settle(&self) -> Result<u64, Error> {
        const SQL: &str = "SELECT (SELECT count(*) FROM invoice_changed) + (SELECT count(*) FROM order_changed)";
        let count: i64 = self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Forgets what is kept of invoices and orders: whoever looks next looks at each.
    pub fn forget_settled(&self) -> Result<(), Error> {
        const INVOICES: &str =
            "INSERT INTO invoice_changed SELECT invoice_id FROM invoice_settled WHERE TRUE ON CONFLICT DO NOTHING";
        const ORDERS: &str =
            "INSERT INTO order_changed SELECT order_id FROM order_invoiced WHERE TRUE ON CONFLICT DO NOTHING";
        self.connection.execute(INVOICES, [])?;
        self.connection.execute(ORDERS, [])?;
        Ok(())
    }

    /// Returns the numbers of invoices that are kept as settled, have not changed since, and are otherwise.
    pub(in crate::store) fn missettled_invoices(&self) -> Result<Vec<String>, Error> {
        const KEPT: &str = "SELECT s.account_id, s.currency, s.settled_at, s.total, s.invoice_id AS id, i.number
            FROM invoice_settled s LEFT JOIN invoice i ON i.id = s.invoice_id
            WHERE s.invoice_id NOT IN (SELECT invoice_id FROM invoice_changed)";
        self.otherwise(KEPT, settled_row, |id: InvoiceId| self.settled_of(id))
    }

    /// Returns the numbers of orders that are kept as invoiced, have not changed since, and are otherwise.
    pub(in crate::store) fn misinvoiced_orders(&self) -> Result<Vec<String>, Error> {
        const KEPT: &str =
            "SELECT d.account_id, d.currency, d.placed_at, d.invoiced_at, d.total, d.order_id AS id, o.number
            FROM order_invoiced d LEFT JOIN sales_order o ON o.id = d.order_id
            WHERE d.order_id NOT IN (SELECT order_id FROM order_changed)";
        self.otherwise(KEPT, invoiced_row, |id: OrderId| self.invoiced_of(id))
    }

    /// Returns the numbers of documents of which something else is kept than there is; of one that is gone, its id.
    fn otherwise<I: FromSql + Copy + Display, K: PartialEq>(
        &self,
        kept: &str,
        read: fn(&Row<'_>) -> rusqlite::Result<K>,
        anew: impl Fn(I) -> Result<Option<K>, Error>,
    ) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(kept)?;
        let (mut rows, mut odd) = (statement.query([])?, Vec::new());
        while let Some(row) = rows.next()? {
            let id: I = row.get("id")?;
            if anew(id)? != Some(read(row)?) {
                odd.push(row.get::<_, Option<String>>("number")?.unwrap_or_else(|| id.to_string()));
            }
        }
        Ok(odd)
    }

    fn marked<T: FromSql>(&self, sql: &str, most: u32) -> Result<Vec<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([most], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn keep_settled(&self, id: InvoiceId, settled: Option<&Settled>) -> Result<(), Error> {
        const KEEP: &str =
            "INSERT OR REPLACE INTO invoice_settled (invoice_id, account_id, currency, settled_at, total)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        const FORGET: &str = "DELETE FROM invoice_settled WHERE invoice_id = ?1";
        match settled {
            Some(Settled { account, currency, at, total }) => {
                self.connection.prepare_cached(KEEP)?.execute(params![id, account, currency, at, total])?
            }
            None => self.connection.prepare_cached(FORGET)?.execute([id])?,
        };
        Ok(())
    }

    fn keep_invoiced(&self, id: OrderId, invoiced: Option<&Invoiced>) -> Result<(), Error> {
        const KEEP: &str =
            "INSERT OR REPLACE INTO order_invoiced (order_id, account_id, currency, placed_at, invoiced_at,
            total) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        const FORGET: &str = "DELETE FROM order_invoiced WHERE order_id = ?1";
        match invoiced {
            Some(Invoiced { account, currency, placed_at, at, total }) => {
                self.connection.prepare_cached(KEEP)?.execute(params![id, account, currency, placed_at, at, total])?
            }
            None => self.connection.prepare_cached(FORGET)?.execute([id])?,
        };
        Ok(())
    }

    /// Returns since when nothing is open of an invoice, by what of its own account and currency was set against it. A
    /// credit note that was set against anything counts there alone.
    fn settled_of(&self, id: InvoiceId) -> Result<Option<Settled>, Error> {
        const INVOICE: &str =
            "SELECT account_id, currency, issued_at, total FROM invoice WHERE id = ?1 AND kind = 'invoice'";
        const SET: &str = "SELECT max(a.at, coalesce(p.received_at, n.issued_at)), a.amount FROM allocation a
              LEFT JOIN payment p ON p.id = a.payment_id AND p.account_id = ?2 AND p.currency = ?3
              LEFT JOIN invoice n ON n.id = a.credit_note_id AND n.kind = 'credit-note' AND n.account_id = ?2
                AND n.currency = ?3
              WHERE a.invoice_id = ?1 AND coalesce(p.id, n.id) IS NOT NULL
            UNION ALL SELECT n.issued_at, n.total FROM invoice n
              WHERE n.corrects_id = ?1 AND n.kind = 'credit-note' AND n.account_id = ?2 AND n.currency = ?3
                AND NOT EXISTS (SELECT 1 FROM allocation x WHERE x.credit_note_id = n.id)";
        let found = self.connection.prepare_cached(INVOICE)?.query_row([id], settled_row).optional()?;
        let Some(found) = found else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(SET)?;
        let set =
            statement.query_map(params![id, found.account, found.currency], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let at = settled_at(found.at, found.total, set.collect::<Result<_, _>>()?);
        Ok(at.map(|at| Settled { at, ..found }))
    }

    /// Returns since when nothing is left to be invoiced of an order; nothing if an invoice of another account or currency
    /// asks for some of it, which may count or not.
    fn invoiced_of(&self, id: OrderId) -> Result<Option<Invoiced>, Error> {
        let order = format!("{ORDER} WHERE id = ?1 AND state <> '{}'", OrderState::Draft);
        let lines = format!(
            "SELECT {LINE}, l.order_id, {CLAIM} FROM order_line l LEFT JOIN invoice_line v ON v.order_line_id = l.id
             LEFT JOIN invoice i ON i.id = v.invoice_id AND i.kind = 'invoice' WHERE l.order_id = ?1 ORDER BY l.line"
        );
        let whole = format!("SELECT i.id, {CLAIM} FROM invoice i WHERE i.order_id = ?1 AND i.kind = 'invoice'");
        let prepare = |sql: &str| self.connection.prepare_cached(sql);
        let (mut order, mut lines, mut whole) = (prepare(&order)?, prepare(&lines)?, prepare(&whole)?);
        let lines = lines.query_map([id], |row| Ok(claimed_line(row)?.1))?.collect::<Result<Vec<_>, _>>()?;
        let whole = whole.query_map([id], |row| Claim::read(row, row.get(0)?, 1))?.collect::<Result<Vec<_>, _>>()?;
        let read = |row: &Row<'_>| Ok((ordered(row, lines.iter().map(|(line, _)| line))?, row.get::<_, Currency>(2)?));
        let Some((order, currency)) = order.query_row([id], read).optional()? else { return Ok(None) };
        let own: Whose = (order.account, currency);
        if lines.iter().filter_map(|(_, claim)| claim.as_ref()).chain(&whole).any(|claim| claim.whose != own) {
            return Ok(None);
        }
        let at = order.invoiced_at(Claims::of(&lines, &whole, |_| true).asked());
        let (account, placed_at, total) = (order.account, order.placed_at, order.total);
        Ok(at.map(|at| Invoiced { account, currency, placed_at, at, total }))
    }
}

fn settled_row(row: &Row<'_>) -> rusqlite::Result<Settled> {
    Ok(Settled { account: row.get(0)?, currency: row.get(1)?, at: row.get(2)?, total: row.get(3)? })
}

fn invoiced_row(row: &Row<'_>) -> rusqlite::Result<Invoiced> {
    let (account, currency, placed_at) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Invoiced { account, currency, placed_at, at: row.get(3)?, total: row.get(4)? })
}
