//! Policy versions on their way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, PolicyIntake};
use crate::store::sla::read_version;

impl Stored for PolicyIntake {
    const CHANGED: Option<&'static str> = Some("applied_at >= ?1");
    const ORDER: &'static str = "number";

    fn select() -> String {
        "SELECT number, valid_from, applied_at, applies_to, policy, holidays,
           (SELECT handle FROM rep WHERE rep.id = rep_id) FROM sla_version"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = PolicyIntake { version: read_version(row)?, rep: row.get(6)? };
        Ok(Intake::kept((None, None), &it.version.number.to_string(), it))
    }
}
