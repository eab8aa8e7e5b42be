//! What was changed of orders that were agreed on, and why.

use rusqlite::{OptionalExtension, params};

use crate::domain::order::{Altered, Order, OrderLine, Revision};
use crate::domain::{ContactId, Instant, Line, OrderId, RepId};
use crate::error::Error;
use crate::store::Tx;
use crate::store::mirror::{Columns, Mirror, held};

/// A revision, without what it changed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RevisionOf {
    pub order: OrderId,
    pub number: u32,
    pub at: Instant,
    pub rep: RepId,
    pub contact: Option<ContactId>,
    pub reason: Line,
}

impl Mirror for RevisionOf {
    const TABLE: &'static str = "order_revision";
    const KEY: &'static [&'static str] = &["order_id", "number"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("order_id", held(&self.order)),
            ("number", held(&self.number)),
            ("at", held(&self.at)),
            ("rep_id", held(&self.rep)),
            ("contact_id", held(&self.contact)),
            ("reason", held(&self.reason)),
        ]
    }
}

/// What a revision changed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct ChangeOf {
    /// The revision's row.
    pub revision: i64,
    pub altered: Altered,
}

impl Mirror for ChangeOf {
    const TABLE: &'static str = "order_change";
    // A revision may change a thing, and change it back: its place tells one change from another.
    const KEY: &'static [&'static str] = &[];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let Altered { line, field, before, after } = &self.altered;
        vec![
            ("revision_id", held(&self.revision)),
            ("line", held(line)),
            ("field", held(field)),
            ("before", held(before)),
            ("after", held(after)),
        ]
    }
}

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

    /// Returns the row of a change, by its place in a revision, and how many that has.
    pub fn change_at(&self, revision: i64, place: u32) -> Result<(Option<i64>, u32), Error> {
        const SQL: &str = "SELECT id FROM order_change WHERE revision_id = ?1 ORDER BY id LIMIT 1 OFFSET ?2 - 1";
        const COUNT: &str = "SELECT count(*) FROM order_change WHERE revision_id = ?1";
        let found = self.connection.prepare_cached(SQL)?.query_row(params![revision, place], |row| row.get(0));
        let count = self.connection.prepare_cached(COUNT)?.query_row([revision], |row| row.get(0))?;
        Ok((found.optional()?, count))
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
