//! What the check has told, on the way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, NoticeIntake};

impl Stored for NoticeIntake {
    const CHANGED: Option<&'static str> = Some("detected_at >= ?1 OR corrected_at >= ?1");
    const ORDER: &'static str = "id";

    fn select() -> String {
        "SELECT id, ticket_id, metric, number, level, version, at, detected_at, corrected_at FROM sla_notice".to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = NoticeIntake {
            id: row.get(0)?,
            ticket: row.get(1)?,
            metric: row.get(2)?,
            number: row.get(3)?,
            level: row.get(4)?,
            version: row.get(5)?,
            at: row.get(6)?,
            detected_at: row.get(7)?,
            corrected_at: row.get(8)?,
        };
        Ok(Intake::kept((None, None), &it.id.to_string(), it))
    }
}
