//! Shipments from files.

use super::order::place;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{Intake, ShipmentIntake};

/// What a file can say of shipments.
static SHIPMENTS: Kind = Kind {
    name: "shipments",
    key: &["number", "line"],
    fields: &[
        Field::required("number", "a number of a document", "SH-2210", "What people call it; unique at this desk"),
        Field::required("order", "an order's number", "SO-43659", "The order it carries"),
        Field::optional("line", "a line's number", "1", "What is in it; missing: each line with something left"),
        Field::optional("quantity", "a quantity", "12", "How much of it; missing: all that is left; 0: none after all"),
        Field::optional("carrier", "a line of text", "DHL Freight", "Who brings it"),
        Field::optional("tracking", "a line of text", "JD0146000", "What they call it"),
        Field::optional("warehouse", "a code", "MILANO", "Where it left from; a new one is added"),
        Field::optional("shipped_at", "an instant", "2026-01-20T09:00:00Z", "When it left; a new one needs it"),
        Field::optional("delivered_at", "an instant", "2026-01-22T09:00:00Z", "When it came"),
    ],
};

impl Imported for ShipmentIntake {
    const KIND: &'static Kind = &SHIPMENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = ShipmentIntake {
            number: row.required("number")?,
            order: row.text("order").ok_or_else(|| row.missing("order"))?.to_owned(),
            line: row.text("line").map(|_| place(row, "line")).transpose()?,
            quantity: row.not_negative("quantity")?,
            carrier: row.optional("carrier")?,
            tracking: row.optional("tracking")?,
            warehouse: row.optional("warehouse")?,
            shipped_at: row.optional_instant("shipped_at")?,
            delivered_at: row.optional_instant("delivered_at")?,
        };
        if it.line.is_none() && it.quantity.is_some() {
            return Err(row.refuse("quantity", "goes with `line`, which is missing"));
        }
        Ok(row.intake("", it))
    }
}

impl Exported for ShipmentIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("number", Some(it.number));
        to.show("order", Some(it.order));
        to.put("line", it.line);
        to.put("quantity", Datum::quantity(it.quantity));
        to.show("carrier", it.carrier);
        to.show("tracking", it.tracking);
        to.show("warehouse", it.warehouse);
        to.put("shipped_at", it.shipped_at);
        to.put("delivered_at", it.delivered_at);
    }
}
