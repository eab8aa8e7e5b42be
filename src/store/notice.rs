//! What the check has told.

use rusqlite::{OptionalExtension, params};

use super::Tx;
use crate::domain::sla::{Level, Metric};
use crate::domain::{Instant, NoticeId, TicketId};
use crate::error::Error;

/// Something the check tells once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// The ticket.
    pub ticket: TicketId,
    /// What was promised.
    pub metric: Metric,
    /// Which cycle of it.
    pub number: u32,
    /// The policy version.
    pub version: i64,
    /// The level that was passed.
    pub level: Level,
    /// When it was passed.
    pub at: Instant,
}

/// Something the check has told, and has not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Its row.
    pub id: NoticeId,
    /// What it told.
    pub notice: Notice,
    /// When the check noticed.
    pub detected_at: Instant,
}

impl Told {
    /// Tells whether it is `notice` that was told: the same level, whenever it was passed; or at the same time, by whatever
    /// version, so that a policy that is applied anew from an earlier time tells only what it changes.
    pub fn is(&self, notice: &Notice) -> bool {
        let Notice { version, at, .. } = self.notice;
        self.notice == Notice { version, at, ..*notice } && (version == notice.version || at == notice.at)
    }
}

impl Tx<'_> {
    /// Records that something is told; nothing if it had been before.
    pub fn record_notice(&self, notice: &Notice, detected_at: Instant) -> Result<Option<NoticeId>, Error> {
        const SQL: &str = "INSERT INTO sla_notice (ticket_id, metric, number, level, version, at, detected_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING RETURNING id";
        let Notice { ticket, metric, number, version, level, at } = notice;
        let bound = params![ticket, metric, number, level, version, at, detected_at];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0)).optional()?)
    }

    /// Tells whether anything was ever told.
    pub fn has_told(&self) -> Result<bool, Error> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM sla_notice)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Returns what was told of a ticket and not taken back.
    pub fn told(&self, ticket: TicketId) -> Result<Vec<Told>, Error> {
        const SQL: &str = "SELECT id, metric, number, version, level, at, detected_at FROM sla_notice
            WHERE ticket_id = ?1 AND corrected_at IS NULL ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let told = statement.query_map([ticket], |row| {
            let (metric, number, version) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let notice = Notice { ticket, metric, number, version, level: row.get(4)?, at: row.get(5)? };
            Ok(Told { id: row.get(0)?, notice, detected_at: row.get(6)? })
        })?;
        Ok(told.collect::<Result<_, _>>()?)
    }

    /// Marks a notice as mistaken, and takes back what has not been sent of it.
    pub fn correct_notice(&self, id: NoticeId, at: Instant) -> Result<(), Error> {
        const MARK: &str = "UPDATE sla_notice SET corrected_at = ?2 WHERE id = ?1";
        const WITHDRAW: &str = "UPDATE delivery SET state = 'withdrawn', next_at = NULL
            WHERE notice_id = ?1 AND state = 'waiting'";
        self.seen("sla_notice", id.number())?;
        self.seen_where("delivery", "notice_id = ?1 AND state = 'waiting'", id)?;
        self.connection.prepare_cached(MARK)?.execute(params![id, at])?;
        self.connection.prepare_cached(WITHDRAW)?.execute([id])?;
        Ok(())
    }
}
