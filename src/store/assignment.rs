//! Who looked after which account, and when.

use rusqlite::{Row, params};

use super::Tx;
use crate::domain::account::AccountRole;
use crate::domain::{AccountId, Instant, RepId};
use crate::error::Error;

/// A time during which a rep looked after an account, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the assignment's field of that name")]
pub struct Assignment {
    /// Its row.
    pub id: i64,
    pub account: AccountId,
    pub role: AccountRole,
    pub rep: RepId,
    pub from: Instant,
    /// Nothing while it lasts.
    pub to: Option<Instant>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Assignment> {
    Ok(Assignment {
        id: row.get(0)?,
        account: row.get(1)?,
        role: row.get(2)?,
        rep: row.get(3)?,
        from: row.get(4)?,
        to: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Returns who has looked after an account in a role, as they were put in charge.
    pub fn assignments(&self, account: AccountId, role: AccountRole) -> Result<Vec<Assignment>, Error> {
        // By the column that has an index of its own for what is current; an account has few.
        const SQL: &str = "SELECT id, account_id, role, rep_id, from_at, to_at FROM account_rep
            WHERE account_id = ?1 AND role = ?2 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let assignments = statement.query_map(params![account, role], read)?;
        Ok(assignments.collect::<Result<_, _>>()?)
    }

    /// Stores who looked after an account for a time; its `id` is passed over.
    pub fn add_assignment(&self, assignment: &Assignment) -> Result<(), Error> {
        const SQL: &str =
            "INSERT INTO account_rep (account_id, role, rep_id, from_at, to_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let Assignment { account, role, rep, from, to, .. } = assignment;
        self.connection.prepare_cached(SQL)?.execute(params![account, role, rep, from, to])?;
        Ok(())
    }

    /// Ends an assignment.
    pub fn end_assignment(&self, id: i64, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE account_rep SET to_at = ?2 WHERE id = ?1";
        self.connection.prepare_cached(SQL)?.execute(params![id, at])?;
        Ok(())
    }
}
