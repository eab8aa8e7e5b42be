//! Prices and discounts on their way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::Money;
use crate::domain::intake::{DiscountIntake, Intake, PriceIntake};
use crate::store::price::worth;
use crate::store::price_list::days;

impl Stored for PriceIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "r.id";

    fn select() -> String {
        "SELECT l.code, p.sku, r.unit, r.min_quantity, r.max_quantity, r.price, r.discount, l.currency, r.starts, r.ends,
           r.offer
         FROM price r JOIN price_list l ON l.id = r.price_list_id JOIN product p ON p.id = r.product_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            list: row.get(0)?,
            sku: row.get(1)?,
            unit: row.get(2)?,
            min_quantity: row.get(3)?,
            max_quantity: row.get(4)?,
            worth: worth(row, 5)?,
            currency: row.get(7)?,
            days: days(row, 8)?,
            offer: row.get(10)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for DiscountIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "d.id";

    fn select() -> String {
        "SELECT d.code, d.kind, a.code, d.segment, d.tier, d.rate, d.above, d.currency, d.starts, d.ends FROM discount d
         LEFT JOIN account a ON a.id = d.account_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let above: Option<i64> = row.get(6)?;
        let it = Self {
            code: row.get(0)?,
            kind: row.get(1)?,
            account: row.get(2)?,
            segment: row.get(3)?,
            tier: row.get(4)?,
            rate: row.get(5)?,
            above: above.map(|minor| Ok::<_, rusqlite::Error>(Money { minor, currency: row.get(7)? })).transpose()?,
            days: days(row, 8)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
