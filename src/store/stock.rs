//! Stock and the warehouses it lies in.

use rusqlite::OptionalExtension;

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, Mirror, held};
use crate::domain::stock::{Arrival, Incoming, Lot, Stock, Warehouse};
use crate::domain::{Code, ProductId, WarehouseId};
use crate::error::Error;

impl Mirror for Warehouse {
    const TABLE: &'static str = "warehouse";
    const KEY: &'static [&'static str] = &["code"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![("code", held(&self.code)), ("name", held(&self.name))]
    }
}

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
            ("due", held(&self.due.map(Day))),
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

    /// Returns the warehouse of that code, or says that there is none and which is near.
    pub fn need_warehouse(&self, code: &str) -> Result<WarehouseId, Error> {
        self.warehouse(code)?.ok_or_else(|| self.unknown("warehouse", code, "SELECT code FROM warehouse"))
    }

    /// Returns what lies of a product, by warehouse.
    pub fn lots(&self, product: ProductId) -> Result<Vec<Lot>, Error> {
        const SQL: &str = "SELECT w.code, s.on_hand, s.allocated, s.as_of FROM stock s
            JOIN warehouse w ON w.id = s.warehouse_id WHERE s.product_id = ?1 ORDER BY w.code";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let lots = statement.query_map([product], |row| {
            Ok(Lot { warehouse: row.get(0)?, on_hand: row.get(1)?, allocated: row.get(2)?, as_of: row.get(3)? })
        })?;
        Ok(lots.collect::<Result<_, _>>()?)
    }

    /// Returns what of a product is on its way, by day and warehouse; at the end what has no day.
    pub fn arrivals(&self, product: ProductId) -> Result<Vec<Arrival>, Error> {
        const SQL: &str = "SELECT w.code, i.due, i.quantity, i.reference, i.as_of FROM incoming i
            JOIN warehouse w ON w.id = i.warehouse_id WHERE i.product_id = ?1 AND i.quantity > 0
            ORDER BY i.due NULLS LAST, w.code, i.reference";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let arrivals = statement.query_map([product], |row| {
            Ok(Arrival {
                warehouse: row.get(0)?,
                due: row.get::<_, Option<Day>>(1)?.map(|day| day.0),
                quantity: row.get(2)?,
                reference: row.get(3)?,
                as_of: row.get(4)?,
            })
        })?;
        Ok(arrivals.collect::<Result<_, _>>()?)
    }

    /// Returns a warehouse's code.
    pub fn warehouse_code(&self, id: WarehouseId) -> Result<Code, Error> {
        const SQL: &str = "SELECT code FROM warehouse WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([id], |row| row.get(0))?)
    }

    /// Returns the warehouse of a code; a new one is stored.
    pub fn warehouse_or_new(&self, code: &Code) -> Result<WarehouseId, Error> {
        match self.warehouse(code.as_str())? {
            Some(known) => Ok(known),
            None => self.add_warehouse(code),
        }
    }

    fn add_warehouse(&self, code: &Code) -> Result<WarehouseId, Error> {
        const SQL: &str = "INSERT INTO warehouse (code) VALUES (?1) RETURNING id";
        Ok(self.connection.prepare_cached(SQL)?.query_row([code], |row| row.get(0))?)
    }
}
