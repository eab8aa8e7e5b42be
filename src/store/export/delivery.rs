//! Notifications on their way, on the way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::delivery::Parcel;
use crate::domain::intake::{DeliveryIntake, Intake};

impl Stored for DeliveryIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "id";

    fn select() -> String {
        "SELECT id, notice_id, key, channel, message, state, attempts, next_at, sent_at, last_error FROM delivery"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = DeliveryIntake {
            id: row.get(0)?,
            notice: row.get(1)?,
            parcel: Parcel { key: row.get(2)?, channel: row.get(3)?, message: row.get(4)? },
            state: row.get(5)?,
            attempts: row.get(6)?,
            next_at: row.get(7)?,
            sent_at: row.get(8)?,
            last_error: row.get(9)?,
        };
        Ok(Intake::kept((None, None), &it.id.to_string(), it))
    }
}
