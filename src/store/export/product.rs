//! Products on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::intake::{Intake, ProductIntake};
use crate::store::product::{COLUMNS, read};

impl Stored for ProductIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "p.id";

    fn select() -> String {
        format!("SELECT {COLUMNS}, {SOURCE}, p.external_id FROM product p")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let product = read(row)?;
        let it = ProductIntake {
            sku: product.sku,
            name: product.name,
            category: product.category,
            unit: Some(product.unit),
            pack: product.pack,
            pack_size: product.pack_size,
            cost: product.cost,
            lead_days: product.lead_days,
            reorder_level: product.reorder_level,
            sells_from: product.sells_from,
            sells_to: product.sells_to,
            discontinued: Some(product.discontinued),
            replaced_by: product.replaced_by,
        };
        Ok(Intake::kept(key(row, 15)?, &it.sku.to_string(), it))
    }
}
