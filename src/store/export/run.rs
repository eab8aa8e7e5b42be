//! Runs of the check, on the way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, RunIntake};

impl Stored for RunIntake {
    const CHANGED: Option<&'static str> = Some("last_at >= ?1");
    const ORDER: &'static str = "id";

    fn select() -> String {
        "SELECT id, first_at, last_at, runs, findings, delivered, failed FROM sla_run".to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = RunIntake {
            id: row.get(0)?,
            first_at: row.get(1)?,
            last_at: row.get(2)?,
            runs: row.get(3)?,
            findings: row.get(4)?,
            delivered: row.get(5)?,
            failed: row.get(6)?,
        };
        Ok(Intake::kept((None, None), &it.id.to_string(), it))
    }
}
