//! What left for customers.

use rusqlite::{OptionalExtension, Row, params};

use super::Tx;
use super::mirror::{Columns, Mirror, held};
use crate::domain::order::{Parcel, Shipment};
use crate::domain::{OrderId, OrderLineId, Quantity, ShipmentId};
use crate::error::Error;

pub(super) const COLUMNS: &str =
    "s.id, s.number, s.order_id, s.warehouse_id, s.carrier, s.tracking, s.shipped_at, s.delivered_at";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Shipment> {
    Ok(Shipment {
        id: row.get(0)?,
        number: row.get(1)?,
        order: row.get(2)?,
        warehouse: row.get(3)?,
        carrier: row.get(4)?,
        tracking: row.get(5)?,
        shipped_at: row.get(6)?,
        delivered_at: row.get(7)?,
    })
}

impl Mirror for Shipment {
    const TABLE: &'static str = "shipment";
    const KEY: &'static [&'static str] = &["number"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("number", held(&self.number)),
            ("order_id", held(&self.order)),
            ("warehouse_id", held(&self.warehouse)),
            ("carrier", held(&self.carrier)),
            ("tracking", held(&self.tracking)),
            ("shipped_at", held(&self.shipped_at)),
            ("delivered_at", held(&self.delivered_at)),
        ]
    }
}

impl Mirror for Parcel {
    const TABLE: &'static str = "shipment_line";
    const KEY: &'static [&'static str] = &["shipment_id", "order_line_id"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("shipment_id", held(&self.shipment)),
            ("order_line_id", held(&self.line)),
            ("quantity", held(&self.quantity)),
        ]
    }
}

impl Tx<'_> {
    /// Returns the shipment of that number, in any case.
    pub fn shipment(&self, number: &str) -> Result<Option<Shipment>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM shipment s WHERE s.number = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?)
    }

    /// Returns an order's shipments, in the order in which they left.
    pub fn shipments(&self, order: OrderId) -> Result<Vec<Shipment>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM shipment s WHERE s.order_id = ?1 ORDER BY s.shipped_at, s.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([order], read)?.collect::<Result<_, _>>()?)
    }

    /// Returns what left of an order's lines, and with which shipment.
    pub fn parcels(&self, order: OrderId) -> Result<Vec<Parcel>, Error> {
        const SQL: &str = "SELECT p.shipment_id, p.order_line_id, p.quantity FROM shipment s
            JOIN shipment_line p ON p.shipment_id = s.id WHERE s.order_id = ?1 ORDER BY p.id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let read = |row: &Row<'_>| Ok(Parcel { shipment: row.get(0)?, line: row.get(1)?, quantity: row.get(2)? });
        Ok(statement.query_map([order], read)?.collect::<Result<_, _>>()?)
    }

    /// Returns how much of a line left, with other shipments than one.
    pub fn shipped_otherwise(&self, line: OrderLineId, than: Option<ShipmentId>) -> Result<Quantity, Error> {
        const SQL: &str = "SELECT quantity FROM shipment_line WHERE order_line_id = ?1 AND shipment_id IS NOT ?2";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut sum = Quantity::ZERO;
        for quantity in statement.query_map(params![line, than], |row| row.get(0))? {
            sum = sum.plus(quantity?);
        }
        Ok(sum)
    }

    /// Returns how much of a line left.
    pub fn shipped(&self, line: OrderLineId) -> Result<Quantity, Error> {
        self.shipped_otherwise(line, None)
    }
}
