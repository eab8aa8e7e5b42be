//! Reps on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::Change;
use crate::domain::intake::{Intake, RepIntake};
use crate::domain::rep::RepEdit;
use crate::store::rep::{COLUMNS, read};

impl Stored for RepIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "id";

    fn select() -> String {
        format!("SELECT {COLUMNS}, (SELECT name FROM team WHERE team.id = team_id), {SOURCE}, external_id FROM rep")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let rep = read(row)?;
        let it = RepIntake {
            handle: rep.handle,
            name: rep.name,
            team: row.get(12)?,
            edit: RepEdit {
                name: None,
                email: Change::set_if(rep.email),
                os_user: Change::set_if(rep.os_user),
                role: Some(rep.role),
                region: Change::set_if(rep.region),
                away_from: Change::set_if(rep.away_from),
                away_to: Change::set_if(rep.away_to),
                active: Some(rep.active),
                calendar: Change::set_if(rep.calendar),
            },
        };
        Ok(Intake::kept(key(row, 13)?, &it.handle.to_string(), it))
    }
}
