//! When the check ran.

use rusqlite::params;

use super::Tx;
use crate::domain::{Instant, RunId};
use crate::error::Error;

/// A run of the check, or several in a row that had nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the run's field of that name")]
pub struct Run {
    pub first_at: Instant,
    pub last_at: Instant,
    pub runs: i64,
    pub findings: i64,
    pub delivered: i64,
    /// Attempts at a delivery.
    pub failed: i64,
}

impl Tx<'_> {
    /// Logs a run that had something to say.
    pub fn begin_run(&self, now: Instant, findings: usize) -> Result<RunId, Error> {
        const SQL: &str = "INSERT INTO sla_run (first_at, last_at, runs, findings, delivered, failed)
            VALUES (?1, ?1, 1, ?2, 0, 0) RETURNING id";
        let findings = i64::try_from(findings).unwrap_or(i64::MAX);
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![now, findings], |row| row.get(0))?)
    }

    /// Counts an attempt at a delivery to a run.
    pub fn count_attempt(&self, run: RunId, delivered: bool, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE sla_run SET delivered = delivered + ?2, failed = failed + (1 - ?2),
            last_at = max(last_at, ?3) WHERE id = ?1";
        self.connection.prepare_cached(SQL)?.execute(params![run, delivered, at])?;
        Ok(())
    }

    /// Logs a run that had nothing to say: beside the one before, if that had not either.
    pub fn log_idle_run(&self, now: Instant) -> Result<(), Error> {
        const EXTEND: &str = "UPDATE sla_run SET last_at = max(last_at, ?1), runs = runs + 1
            WHERE id = (SELECT max(id) FROM sla_run) AND findings = 0 AND delivered = 0 AND failed = 0";
        if self.connection.prepare_cached(EXTEND)?.execute([now])? == 0 {
            self.begin_run(now, 0)?;
        }
        Ok(())
    }

    /// Returns the runs, newest first.
    pub fn runs(&self, limit: u32) -> Result<Vec<Run>, Error> {
        const SQL: &str = "SELECT first_at, last_at, runs, findings, delivered, failed FROM sla_run
            ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let runs = statement.query_map([limit], |row| {
            Ok(Run {
                first_at: row.get(0)?,
                last_at: row.get(1)?,
                runs: row.get(2)?,
                findings: row.get(3)?,
                delivered: row.get(4)?,
                failed: row.get(5)?,
            })
        })?;
        Ok(runs.collect::<Result<_, _>>()?)
    }

    /// Counts the runs' rows.
    pub fn count_runs(&self) -> Result<usize, Error> {
        const SQL: &str = "SELECT count(*) FROM sla_run";
        let count: i64 = self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}
