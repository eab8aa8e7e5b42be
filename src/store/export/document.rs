//! Papers that belong to products, on their way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{DocumentIntake, Intake};
use crate::store::convert::Day;

impl Stored for DocumentIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "d.id";

    fn select() -> String {
        "SELECT p.sku, d.kind, d.title, d.location, d.language, d.valid_to FROM product_document d
         JOIN product p ON p.id = d.product_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            sku: row.get(0)?,
            kind: row.get(1)?,
            title: row.get(2)?,
            location: row.get(3)?,
            language: row.get(4)?,
            valid_to: row.get::<_, Option<Day>>(5)?.map(|day| day.0),
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
