//! What reports read.

use rusqlite::params;

use super::Tx;
use crate::domain::report::Dimension;
use crate::domain::ticket::StatusWord;
use crate::domain::{Instant, TicketId};
use crate::error::Error;

/// A ticket as reports see it.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The ticket.
    pub id: TicketId,
    /// What it is grouped by.
    pub group: String,
    /// Its status now.
    pub status: StatusWord,
    /// Whether nobody is in charge.
    pub unassigned: bool,
    /// When it was opened.
    pub created_at: Instant,
}

/// The tickets a report is about, by when they were opened.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    /// From then on.
    pub since: Instant,
    /// Before then.
    pub until: Instant,
}

impl Period {
    /// All time.
    pub const ALL: Self = Self { since: Instant::MIN, until: Instant::MAX };
}

const fn label(by: Dimension) -> &'static str {
    match by {
        Dimension::Tier => "CAST(t.tier AS TEXT)",
        Dimension::Account => "(SELECT code FROM account WHERE id = t.account_id)",
        Dimension::Rep => "coalesce((SELECT handle FROM rep WHERE id = t.assignee_id), '-')",
        Dimension::Category => "t.category",
        Dimension::Priority => "t.priority",
    }
}

impl Tx<'_> {
    /// Hands every ticket opened within the period to `visit`, in the order of their numbers.
    pub fn each_reported(
        &self,
        by: Dimension,
        period: Period,
        mut visit: impl FnMut(Reported) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT t.id, {}, t.status, t.assignee_id IS NULL, t.created_at FROM ticket t
             WHERE t.created_at >= ?1 AND t.created_at < ?2 ORDER BY t.id",
            label(by)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![period.since, period.until])?;
        while let Some(row) = rows.next()? {
            visit(Reported {
                id: row.get(0)?,
                group: row.get(1)?,
                status: row.get(2)?,
                unassigned: row.get(3)?,
                created_at: row.get(4)?,
            })?;
        }
        Ok(())
    }
}
