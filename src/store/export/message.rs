//! Messages on their way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, MessageIntake};
use crate::domain::logged::AnyEvent;

impl Stored for MessageIntake {
    const CHANGED: Option<&'static str> = AnyEvent::CHANGED;
    const ORDER: &'static str = AnyEvent::ORDER;

    fn select() -> String {
        format!(
            "SELECT * FROM ({} WHERE e.kind = 'message-in' OR e.kind = 'message-out' OR e.kind = 'note') e",
            AnyEvent::select()
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let Intake { source, external_id, digest, it } = AnyEvent::read(row)?;
        Ok(Intake { source, external_id, digest, it: Self { event: it } })
    }
}
