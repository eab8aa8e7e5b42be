//! Who may buy what, on its way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{AssortmentIntake, Intake};

impl Stored for AssortmentIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "s.id";

    fn select() -> String {
        "SELECT a.code, s.segment, p.sku, s.category, s.effect FROM assortment s
         LEFT JOIN account a ON a.id = s.account_id LEFT JOIN product p ON p.id = s.product_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            account: row.get(0)?,
            segment: row.get(1)?,
            sku: row.get(2)?,
            category: row.get(3)?,
            effect: row.get(4)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
