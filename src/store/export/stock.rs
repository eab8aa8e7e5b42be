//! Stock on its way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{IncomingIntake, Intake, StockIntake, WarehouseIntake};
use crate::store::convert::Day;

impl Stored for WarehouseIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "id";

    fn select() -> String {
        "SELECT code, name FROM warehouse".to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        Ok(Intake::kept((None, None), &"", Self { code: row.get(0)?, name: row.get(1)? }))
    }
}

impl Stored for StockIntake {
    const CHANGED: Option<&'static str> = Some("s.as_of >= ?1");
    const ORDER: &'static str = "s.id";

    fn select() -> String {
        "SELECT p.sku, w.code, s.on_hand, s.allocated, s.as_of FROM stock s
         JOIN product p ON p.id = s.product_id JOIN warehouse w ON w.id = s.warehouse_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = StockIntake {
            sku: row.get(0)?,
            warehouse: row.get(1)?,
            on_hand: row.get(2)?,
            allocated: row.get(3)?,
            as_of: row.get(4)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for IncomingIntake {
    const CHANGED: Option<&'static str> = Some("i.as_of >= ?1");
    const ORDER: &'static str = "i.id";

    fn select() -> String {
        "SELECT p.sku, w.code, i.due, i.quantity, nullif(i.reference, ''), i.as_of FROM incoming i
         JOIN product p ON p.id = i.product_id JOIN warehouse w ON w.id = i.warehouse_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = IncomingIntake {
            sku: row.get(0)?,
            warehouse: row.get(1)?,
            due: row.get::<_, Option<Day>>(2)?.map(|day| day.0),
            quantity: row.get(3)?,
            reference: row.get(4)?,
            as_of: row.get(5)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
