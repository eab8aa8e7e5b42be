//! Shared mailboxes on their way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, QueueIntake};

impl Stored for QueueIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "id";

    fn select() -> String {
        "SELECT address, (SELECT name FROM team WHERE team.id = team_id), region, segment FROM queue".to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = QueueIntake { address: row.get(0)?, team: row.get(1)?, region: row.get(2)?, segment: row.get(3)? };
        Ok(Intake::kept((None, None), &it.address.to_string(), it))
    }
}
