//! Stock and the warehouses it lies in.

use rusqlite::OptionalExtension;

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, Mirror, held};
use crate::domain::stock::{Incoming, Stock};
use crate::domain::{Code, WarehouseId};
use crate::error::Error;

impl Mirror for Stock {
    const TABLE: &'static str = "stock";
    const KEY: &'static [&'static str] = &["product_id", "warehouse_id"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("product_id", held(&self.product)),
            ("warehouse_id", held(&self.warehouse)),
            ("on_hand", held(&self.on_hand)),
            ("allocated", held(&self.allocated)),
            ("as_of", held(&self.as_of)),
        ]
    }
}

impl Mirror for Incoming {
    const TABLE: &'static str = "incoming";
    const KEY: &'static [&'static str] = &["product_id", "warehouse_id", "due", "reference"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("product_id", held(&self.product)),
            ("warehouse_id", held(&self.warehouse)),
            ("due", held(&Day(self.due))),
            ("quantity", held(&self.quantity)),
            ("reference", held(&self.reference)),
            ("as_of", held(&self.as_of)),
        ]
    }
}

impl Tx<'_> {
    /// Returns the warehouse of that code, in any case.
    pub fn warehouse(&self, code: &str) -> Result<Option<WarehouseId>, Error> {
        const SQL: &str = "SELECT id FROM warehouse WHERE code = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([code], |row| row.get(0)).optional()?)
    }

    /// Stores a new warehouse.
    pub fn add_warehouse(&self, code: &Code) -> Result<WarehouseId, Error> {
        const SQL: &str = "INSERT INTO warehouse (code) VALUES (?1) RETURNING id";
        Ok(self.connection.prepare_cached(SQL)?.query_row([code], |row| row.get(0))?)
    }
}
