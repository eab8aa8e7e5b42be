//! What a rep wants to know of an account's buying before anything else.

use rusqlite::{OptionalExtension, Row, params};

use super::Tx;
use crate::domain::order::{Hold, OrderState};
use crate::domain::{AccountId, Instant, Line, Number, OrderId};
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

impl Tx<'_> {
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
