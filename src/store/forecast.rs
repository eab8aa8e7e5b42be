//! Promises that are about to break.

use rusqlite::params;

use super::Tx;
use crate::domain::sla::Metric;
use crate::domain::{Code, Instant, Line, RepId, TicketId};
use crate::error::Error;

/// A promise owed, running and not yet due.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the ticket's or the promise's field of that name")]
pub struct Stake {
    pub ticket: TicketId,
    pub account: Code,
    pub subject: Line,
    pub assignee: Option<RepId>,
    pub metric: Metric,
    pub number: u32,
    pub policy: String,
    pub due_at: Instant,
}

impl Tx<'_> {
    /// Returns the promises that are owed, whose time runs, and which are due in `[from, until)`: the soonest first.
    pub fn stakes(&self, from: Instant, until: Instant) -> Result<Vec<Stake>, Error> {
        // The ticket's deadline is the first of its promises': none of them is due before it.
        const SQL: &str = "SELECT t.id, a.code, t.subject, t.assignee_id, c.metric, c.number, c.policy, c.due_at
            FROM ticket t JOIN sla_cycle c ON c.ticket_id = t.id JOIN account a ON a.id = t.account_id
            WHERE t.resolved_at IS NULL AND t.due_at < ?2
              AND c.stopped_at IS NULL AND c.state = 'running' AND c.due_at >= ?1 AND c.due_at < ?2
            ORDER BY c.due_at, t.id, c.metric, c.number";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let stakes = statement.query_map(params![from, until], |row| {
            Ok(Stake {
                ticket: row.get(0)?,
                account: row.get(1)?,
                subject: row.get(2)?,
                assignee: row.get(3)?,
                metric: row.get(4)?,
                number: row.get(5)?,
                policy: row.get(6)?,
                due_at: row.get(7)?,
            })
        })?;
        Ok(stakes.collect::<Result<_, _>>()?)
    }
}
