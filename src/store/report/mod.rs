//! What reports read.

mod account;
mod coverage;
mod name;
mod order;
mod pack;
mod packed;
mod pile;
mod segment;
mod span;
#[cfg(test)]
mod tests;
mod ticket;
mod unpack;

pub use order::Extent;
pub(super) use pack::UNPACK;
pub use span::Span;
pub use ticket::{Mark, Reported, Within};

use rusqlite::params;

use super::Tx;
use crate::domain::sla::Metric;
use crate::domain::{AccountId, Instant, TicketId};
use crate::error::Error;

/// The tickets a report is about, by when they were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// From then on.
    pub since: Instant,
    /// Before then.
    pub until: Instant,
}

impl Period {
    /// All time.
    pub const ALL: Self = Self { since: Instant::MIN, until: Instant::MAX };

    /// Tells whether it includes an instant.
    pub fn includes(self, at: Instant) -> bool {
        self.since <= at && at < self.until
    }
}

/// Names the three parameters of a statement that has no use for them: when it begins, when it ends, of whom.
const BOUND: &str = "coalesce(?1, ?2, ?3, TRUE) IS NOT NULL";

/// A promise to a customer that was broken.
#[derive(Debug, Clone)]
pub struct Breach {
    /// The ticket.
    pub ticket: TicketId,
    /// What was promised.
    pub metric: Metric,
    /// Whose ticket it was.
    pub account: AccountId,
    /// The policy that promised it.
    pub policy: String,
    /// The version that policy is of.
    pub version: i64,
    /// When it was broken.
    pub at: Instant,
    /// Whether the verdict is final: nothing is owed any more.
    pub is_final: bool,
}

impl Tx<'_> {
    /// Returns the promises to customers that were broken within the period, in the order of time. A team's promise to
    /// another (`handling`) is none.
    ///
    /// A clock that has run out since it was looked at counts by `now`. A resolution that goes on after a reopening was
    /// broken once, however many cycles it has.
    pub fn breaches(&self, within: Period, now: Instant) -> Result<Vec<Breach>, Error> {
        const SQL: &str = "SELECT t.id AS ticket, c.metric AS metric, t.account_id, c.policy, c.version,
              c.breached_at AS at, c.stopped_at IS NOT NULL, c.number AS number
              FROM sla_cycle c JOIN ticket t ON t.id = c.ticket_id
              WHERE c.breached_at >= ?1 AND c.breached_at < ?2 AND c.metric <> 'handling'
            UNION ALL
            SELECT t.id, c.metric, t.account_id, c.policy, c.version, c.due_at, 0, c.number
              FROM ticket t JOIN sla_cycle c ON c.ticket_id = t.id
              WHERE t.resolved_at IS NULL AND c.breached_at IS NULL AND c.stopped_at IS NULL
                AND c.due_at >= ?1 AND c.due_at < ?2 AND c.due_at < ?3 AND c.metric <> 'handling'
            ORDER BY at, ticket, metric, number";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let read = statement.query_map(params![within.since, within.until, now], |row| {
            Ok(Breach {
                ticket: row.get(0)?,
                metric: row.get(1)?,
                account: row.get(2)?,
                policy: row.get(3)?,
                version: row.get(4)?,
                at: row.get(5)?,
                is_final: row.get(6)?,
            })
        })?;
        let mut breaches: Vec<Breach> = read.collect::<Result<_, _>>()?;
        breaches.dedup_by(|next, first| {
            let same = (next.ticket, next.metric, next.at) == (first.ticket, first.metric, first.at);
            first.is_final &= next.is_final || !same;
            same
        });
        Ok(breaches)
    }
}
