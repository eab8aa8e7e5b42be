//! Which ticket a rep should turn to.

use rusqlite::{OptionalExtension, params};

use super::Tx;
use crate::domain::rep::Rep;
use crate::domain::{Instant, RepId, TicketId};
use crate::error::Error;

impl Tx<'_> {
    /// Returns the ticket whose deadline binds first, of those a rep can work on now: new or open, and theirs, or
    /// nobody's and in their team or in none. Those without a deadline come last, the most urgent of them first.
    pub fn next_for(&self, rep: &Rep) -> Result<Option<TicketId>, Error> {
        let theirs = self.soonest_for(Some(rep.id), rep)?;
        let first = theirs.into_iter().chain(self.soonest_for(None, rep)?).min();
        if let Some((_, id)) = first {
            return Ok(Some(id));
        }
        let theirs = self.most_urgent(Some(rep.id), rep)?;
        let first = theirs.into_iter().chain(self.most_urgent(None, rep)?).min();
        Ok(first.map(|(_, id)| id))
    }

    fn soonest_for(&self, assignee: Option<RepId>, rep: &Rep) -> Result<Option<(Instant, TicketId)>, Error> {
        // A bound and not IS NOT NULL: in the index, what has no deadline stands before what has one.
        const SQL: &str = "SELECT due_at, id FROM ticket
            WHERE resolved_at IS NULL AND assignee_id IS ?1 AND due_at >= ?2 AND (status = 'new' OR status = 'open')
              AND (assignee_id IS NOT NULL OR team_id IS NULL OR team_id IS ?3)
            ORDER BY due_at, id LIMIT 1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let bound = params![assignee, Instant::MIN, rep.team];
        Ok(statement.query_row(bound, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Returns how urgent it is, 0 for the most, and which.
    fn most_urgent(&self, assignee: Option<RepId>, rep: &Rep) -> Result<Option<(i64, TicketId)>, Error> {
        const SQL: &str = "SELECT CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END
              AS urgency, id FROM ticket
            WHERE resolved_at IS NULL AND assignee_id IS ?1 AND due_at IS NULL AND (status = 'new' OR status = 'open')
              AND (assignee_id IS NOT NULL OR team_id IS NULL OR team_id IS ?2)
            ORDER BY urgency, id LIMIT 1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let bound = params![assignee, rep.team];
        Ok(statement.query_row(bound, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}
