//! Policy versions and clocks.

use std::collections::BTreeMap;

use rusqlite::types::Type;
use rusqlite::{Row, params};

use super::Tx;
use super::places::Places;
pub use crate::domain::sla::file::StoredVersion;
use crate::domain::sla::{Cycle, Deadlines, Verdict};
use crate::domain::{Instant, RepId, TicketId};
use crate::error::Error;

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Verdict> {
    Ok(Verdict {
        metric: row.get(0)?,
        number: row.get(1)?,
        version: row.get(2)?,
        state: row.get(3)?,
        started_at: row.get(4)?,
        risk_at: row.get(5)?,
        due_at: row.get(6)?,
        stopped_at: row.get(7)?,
        breached_at: row.get(8)?,
        target: row.get(9)?,
        elapsed: row.get(10)?,
    })
}

fn read_holidays(row: &Row<'_>) -> rusqlite::Result<BTreeMap<String, String>> {
    let text = row.get_ref(5)?.as_str()?;
    serde_json::from_str(text).map_err(|why| rusqlite::Error::FromSqlConversionFailure(5, Type::Text, Box::new(why)))
}

pub(super) const FORGET: &str = "DELETE FROM sla_cycle WHERE ticket_id = ?1";

/// In the order of the table: what is kept need not be sorted.
pub(super) const KEPT: &str = "SELECT metric, number, version, state, started_at, risk_at, due_at, stopped_at,
    breached_at, target, elapsed, policy FROM sla_cycle WHERE ticket_id = ?1 ORDER BY metric, number";

/// How many cells [`put`] fills.
pub(super) const KEPT_CELLS: usize = 13;

/// Returns the statement that keeps promises, each with the cells that [`put`] fills in `places`.
pub(super) fn keep_sql(places: &str) -> String {
    format!(
        "INSERT OR FAIL INTO sla_cycle (ticket_id, metric, number, policy, version, state, started_at, risk_at, due_at,
         stopped_at, breached_at, target, elapsed) VALUES {places}"
    )
}

/// Puts into their places what is kept of a promise.
pub(super) fn put(
    places: &mut Places<'_, '_>,
    ticket: TicketId,
    verdict: &Verdict,
    policy: &str,
) -> rusqlite::Result<()> {
    places.put(0, ticket)?;
    places.put(1, verdict.metric)?;
    places.put(2, verdict.number)?;
    places.put(3, policy)?;
    places.put(4, verdict.version)?;
    places.put(5, verdict.state)?;
    places.put(6, verdict.started_at)?;
    places.put_some(7, verdict.risk_at)?;
    places.put_some(8, verdict.due_at)?;
    places.put_some(9, verdict.stopped_at)?;
    places.put_some(10, verdict.breached_at)?;
    places.put(11, verdict.target)?;
    places.put_some(12, verdict.elapsed)
}

/// Reads a version from its first six columns.
pub(super) fn read_version(row: &Row<'_>) -> rusqlite::Result<StoredVersion> {
    Ok(StoredVersion {
        number: row.get(0)?,
        valid_from: row.get(1)?,
        applied_at: row.get(2)?,
        applies_to: row.get(3)?,
        policy: row.get(4)?,
        holidays: read_holidays(row)?,
    })
}

impl Tx<'_> {
    /// Returns every policy version.
    pub fn versions(&self) -> Result<Vec<StoredVersion>, Error> {
        const SQL: &str =
            "SELECT number, valid_from, applied_at, applies_to, policy, holidays FROM sla_version ORDER BY number";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let versions = statement.query_map([], read_version)?;
        Ok(versions.collect::<Result<_, _>>()?)
    }

    /// Stores a policy version.
    pub fn add_version(&self, version: &StoredVersion, by: Option<RepId>) -> Result<(), Error> {
        const SQL: &str =
            "INSERT INTO sla_version (number, valid_from, applied_at, applies_to, policy, holidays, rep_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let StoredVersion { number, valid_from, applied_at, applies_to, policy, holidays } = version;
        let holidays = serde_json::to_string(holidays).unwrap_or_default();
        self.connection
            .prepare_cached(SQL)?
            .execute(params![number, valid_from, applied_at, applies_to, policy, holidays, by])?;
        Ok(())
    }

    /// Stores another version in place of the one of its number.
    pub fn replace_version(&self, version: &StoredVersion, by: Option<RepId>) -> Result<(), Error> {
        const SQL: &str = "DELETE FROM sla_version WHERE number = ?1";
        self.connection.prepare_cached(SQL)?.execute([version.number])?;
        self.add_version(version, by)
    }

    /// Replaces what is kept of a ticket's promises.
    pub fn save_clocks(&self, ticket: TicketId, cycles: &[Cycle], deadlines: Deadlines) -> Result<(), Error> {
        const MARK: &str = "UPDATE ticket SET due_at = ?2, due_metric = ?3, risk_at = ?4, check_at = ?5 WHERE id = ?1";
        self.seen("ticket", ticket.number())?;
        self.connection.prepare_cached(FORGET)?.execute([ticket])?;
        let mut keep = self.connection.prepare_cached(&keep_sql(&format!("({})", ["?"; KEPT_CELLS].join(", "))))?;
        for cycle in cycles {
            keep.clear_bindings();
            put(&mut Places::from(&mut keep, 1), ticket, &Verdict::of(cycle), &cycle.policy)?;
            keep.raw_execute()?;
        }
        let (due_at, due_metric) = deadlines.due.unzip();
        let bound = params![ticket, due_at, due_metric, deadlines.risk_at, deadlines.check_at];
        self.connection.prepare_cached(MARK)?.execute(bound)?;
        self.unpack(ticket)
    }

    /// Forgets what is kept of a ticket's promises.
    pub fn forget_promises(&self, ticket: TicketId) -> Result<(), Error> {
        self.connection.prepare_cached(FORGET)?.execute([ticket])?;
        self.unpack(ticket)
    }

    /// Returns the policies that the promises a ticket still owes are of, each as the name and the version.
    pub fn ruling_policies(&self, ticket: TicketId) -> Result<Vec<(String, i64)>, Error> {
        const SQL: &str = "SELECT policy, version FROM sla_cycle WHERE ticket_id = ?1 AND stopped_at IS NULL
            ORDER BY metric, number";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let policies = statement.query_map([ticket], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(policies.collect::<Result<_, _>>()?)
    }

    /// Returns what a ticket's row keeps of its promises; its next level is when the check looks at it.
    pub fn kept_deadlines(&self, ticket: TicketId) -> Result<Deadlines, Error> {
        const SQL: &str = "SELECT due_at, due_metric, risk_at, check_at FROM ticket WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_row([ticket], |row| super::ticket::deadlines(row, 0))?)
    }

    /// Returns what is kept of a ticket's promises, in the order they started.
    pub fn verdicts(&self, ticket: TicketId) -> Result<Vec<Verdict>, Error> {
        const SQL: &str = "SELECT metric, number, version, state, started_at, risk_at, due_at, stopped_at, breached_at,
            target, elapsed FROM sla_cycle WHERE ticket_id = ?1 ORDER BY started_at, metric, number";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let verdicts = statement.query_map([ticket], read)?;
        Ok(verdicts.collect::<Result<_, _>>()?)
    }

    /// Returns the tickets that owed a promise at `at`.
    pub fn tickets_owing_at(&self, at: Instant) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "SELECT DISTINCT ticket_id FROM sla_cycle
            WHERE started_at <= ?1 AND (stopped_at IS NULL OR stopped_at >= ?1) ORDER BY ticket_id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let ids = statement.query_map([at], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Returns the tickets of which a clock has passed a level nobody was told of, by `now`.
    pub fn tickets_to_check(&self, now: Instant) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "SELECT id FROM ticket WHERE check_at <= ?1 ORDER BY check_at, id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let ids = statement.query_map([now], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
