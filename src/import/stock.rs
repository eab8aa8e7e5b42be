//! Stock from files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{IncomingIntake, Intake, StockIntake, WarehouseIntake};
use crate::domain::{Datum, Quantity};

/// What a file can say of stock.
static STOCK: Kind = Kind {
    name: "stock",
    key: &["sku", "warehouse"],
    fields: &[
        Field::required("sku", "a SKU", "BK-M82B-42", "What lies there"),
        Field::required("warehouse", "a code", "MILANO", "Where; a new one is added"),
        Field::required("on_hand", "a quantity", "39", "How much lies there; below 0 where too much was booked out"),
        Field::optional("allocated", "a quantity", "12", "How much of that is promised to somebody; by default 0"),
        Field::optional("as_of", "an instant", "2026-01-15T09:00:00Z", "When that was so; by default now"),
    ],
};

/// What a file can say of goods on their way here.
static INCOMING: Kind = Kind {
    name: "incoming",
    key: &["sku", "warehouse", "due", "reference"],
    fields: &[
        Field::required("sku", "a SKU", "BK-M82B-42", "What comes"),
        Field::required("warehouse", "a code", "MILANO", "Where to; a new one is added"),
        Field::optional("due", "a date", "2026-02-01", "The day it is expected; without it nothing is promised of it"),
        Field::required("quantity", "a quantity", "40", "How much; 0: it is not coming any more"),
        Field::optional("reference", "a line of text", "PO-4711", "The purchase it belongs to"),
        Field::optional("as_of", "an instant", "2026-01-15T09:00:00Z", "When that was so; by default now"),
    ],
};

impl Imported for StockIntake {
    const KIND: &'static Kind = &STOCK;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = StockIntake {
            sku: row.required("sku")?,
            warehouse: row.required("warehouse")?,
            on_hand: row.quantity("on_hand")?.ok_or_else(|| row.missing("on_hand"))?,
            allocated: row.not_negative("allocated")?.unwrap_or(Quantity::ZERO),
            as_of: row.optional_instant("as_of")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for StockIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("sku", Some(it.sku));
        to.show("warehouse", Some(it.warehouse));
        to.put("on_hand", Datum::quantity(Some(it.on_hand)));
        to.put("allocated", Datum::quantity(Some(it.allocated)));
        to.put("as_of", it.as_of);
    }
}

impl Imported for IncomingIntake {
    const KIND: &'static Kind = &INCOMING;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = IncomingIntake {
            sku: row.required("sku")?,
            warehouse: row.required("warehouse")?,
            due: row.date("due")?,
            quantity: row.not_negative("quantity")?.ok_or_else(|| row.missing("quantity"))?,
            reference: row.optional("reference")?,
            as_of: row.optional_instant("as_of")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for IncomingIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("sku", Some(it.sku));
        to.show("warehouse", Some(it.warehouse));
        to.put("due", it.due);
        to.put("quantity", Datum::quantity(Some(it.quantity)));
        to.show("reference", it.reference);
        to.put("as_of", it.as_of);
    }
}

/// What a file can say of warehouses.
static WAREHOUSES: Kind = Kind {
    name: "warehouses",
    key: &["code"],
    fields: &[
        Field::required("code", "a code", "MILANO", "Unique at this desk"),
        Field::optional("name", "a line of text", "Milano Nord", "What it is called"),
    ],
};

impl Imported for WarehouseIntake {
    const KIND: &'static Kind = &WAREHOUSES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        Ok(row.intake("", WarehouseIntake { code: row.required("code")?, name: row.optional("name")? }))
    }
}

impl Exported for WarehouseIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.show("code", Some(intake.it.code));
        to.show("name", intake.it.name);
    }
}
