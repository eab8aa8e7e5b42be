//! Teams on their way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, TeamIntake};

impl Stored for TeamIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "id";

    fn select() -> String {
        "SELECT name FROM team".to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = TeamIntake { name: row.get(0)? };
        Ok(Intake::kept((None, None), &it.name.to_string(), it))
    }
}
