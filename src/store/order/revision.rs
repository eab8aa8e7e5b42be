//! What was changed of orders that were agreed on, and why.

use rusqlite::params;

use crate::domain::order::{Altered, Order, OrderLine, Revision};
use crate::domain::{ContactId, Instant, Line, OrderId, RepId};
use crate::error::Error;
use crate::store::Tx;

impl Tx<'_> {
    /// Returns an order's revisions, with what each changed.
    pub fn revisions(&self, order: OrderId) -> Result<Vec<Revision>, Error> {
        const SQL: &str = "SELECT id, number, at, rep_id, contact_id, reason FROM order_revision WHERE order_id = ?1
            ORDER BY number";
        const CHANGES: &str = "SELECT line, field, before, after FROM order_change WHERE revision_id = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut changes = self.connection.prepare_cached(CHANGES)?;
        let mut rows = statement.query([order])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            let altered = changes.query_map([row.get::<_, i64>(0)?], |row| {
                Ok(Altered { line: row.get(0)?, field: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
            })?;
            revisions.push(Revision {
                number: row.get(1)?,
                at: row.get(2)?,
                rep: row.get(3)?,
                contact: row.get(4)?,
                reason: row.get(5)?,
                changes: altered.collect::<Result<_, _>>()?,
            });
        }
        Ok(revisions)
    }

    /// Stores a revision under the next number, and returns that.
    pub fn add_revision(
        &self,
        order: OrderId,
        at: Instant,
        rep: RepId,
        contact: Option<ContactId>,
        reason: &Line,
        changes: &[Altered],
    ) -> Result<u32, Error> {
        const SQL: &str = "INSERT INTO order_revision (order_id, number, at, rep_id, contact_id, reason)
            VALUES (?1, 1 + coalesce((SELECT max(number) FROM order_revision WHERE order_id = ?1), 0), ?2, ?3, ?4, ?5)
            RETURNING id, number";
        const CHANGE: &str =
            "INSERT INTO order_change (revision_id, line, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
        let (id, number): (i64, u32) = self
            .connection
            .prepare_cached(SQL)?
            .query_row(params![order, at, rep, contact, reason], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut statement = self.connection.prepare_cached(CHANGE)?;
        for Altered { line, field, before, after } in changes {
            statement.execute(params![id, line, field, before, after])?;
        }
        Ok(number)
    }

    /// Stores what an order and its lines have become; lines that are not here yet are added.
    pub fn save_order(&self, order: &Order, lines: &[OrderLine]) -> Result<(), Error> {
        if self.mirrors_otherwise(order.id.number(), order)? {
            self.save_mirrored(order.id.number(), order)?;
        }
        for line in lines {
            match self.mirrored(line)? {
                None => {
                    self.add_mirrored(line)?;
                }
                Some(kept) if self.mirrors_otherwise(kept.id, line)? => self.save_mirrored(kept.id, line)?,
                Some(_) => {}
            }
        }
        Ok(())
    }
}
