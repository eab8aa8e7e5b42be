//! How many promises stand badly.

use rusqlite::OptionalExtension;

use super::Tx;
use crate::domain::sla::Metric;
use crate::domain::{Instant, TicketId};
use crate::error::Error;

/// Counts of the tickets that are not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCount {
    /// All of them.
    pub open: usize,
    /// Those with a broken promise that is still owed.
    pub breached: usize,
    /// Those with a promise in danger and none broken.
    pub at_risk: usize,
}

fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

impl Tx<'_> {
    /// Counts the tickets that are not settled, by how they stand at `now`.
    pub fn count_open(&self, now: Instant) -> Result<OpenCount, Error> {
        const SQL: &str = "SELECT count(*), count(*) FILTER (WHERE due_at < ?1),
            count(*) FILTER (WHERE (due_at IS NULL OR due_at >= ?1) AND risk_at <= ?1)
            FROM ticket WHERE resolved_at IS NULL";
        Ok(self.connection.prepare_cached(SQL)?.query_row([now], |row| {
            Ok(OpenCount { open: size(row.get(0)?), breached: size(row.get(1)?), at_risk: size(row.get(2)?) })
        })?)
    }

    /// Returns the ticket in danger or worse at `now` whose deadline binds first, with that deadline.
    pub fn first_due(&self, now: Instant) -> Result<Option<(TicketId, Metric, Instant)>, Error> {
        const SQL: &str = "SELECT id, due_metric, due_at FROM ticket
            WHERE resolved_at IS NULL AND due_at IS NOT NULL AND (due_at < ?1 OR risk_at <= ?1)
            ORDER BY due_at, id LIMIT 1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_row([now], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
    }

    /// Counts the tickets that were there and not settled at `at`.
    pub fn count_open_at(&self, at: Instant) -> Result<usize, Error> {
        const SQL: &str = "SELECT count(*) FROM ticket t WHERE t.created_at <= ?1 AND coalesce((
              SELECT e.status FROM ticket_event e WHERE e.ticket_id = t.id AND e.at <= ?1 AND e.status IS NOT NULL
              ORDER BY e.at DESC, e.id DESC LIMIT 1), 'new') NOT IN ('resolved', 'closed')";
        Ok(size(self.connection.prepare_cached(SQL)?.query_row([at], |row| row.get(0))?))
    }
}
