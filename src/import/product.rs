//! Products from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{Intake, ProductIntake};

/// What a file can say of products.
static PRODUCTS: Kind = Kind {
    name: "products",
    key: &["sku"],
    fields: &[
        Field::optional("external_id", "an id", "1017", "Its id in the system it comes from; by default the SKU"),
        source(),
        Field::required("sku", "a SKU", "BK-M82B-42", "What it is ordered by; unique at this desk"),
        Field::required("name", "a line of text", "Mountain bike, black, 42", "What it is called"),
        Field::optional("category", "a line of text", "Bikes", "What it is one of"),
        Field::optional("unit", "a line of text", "piece", "What its quantities count; by default piece"),
        Field::optional("pack", "a line of text", "10 boxes x 20 bags", "How it is packed, in words"),
        Field::optional("pack_size", "a quantity", "12", "Orders are whole multiples of it"),
        Field::optional("cost", "a price", "7.25", "What a unit costs us"),
        Field::optional("cost_currency", "a currency", "EUR", "Of the cost"),
        Field::optional("lead_days", "a number of days", "14", "From an order of ours until it is here"),
        Field::optional("reorder_level", "a quantity", "100", "Below it, more is to be ordered"),
        Field::optional("sells_from", "a date", "2026-01-01", "The first day it is sold"),
        Field::optional("sells_to", "a date", "2026-12-31", "The last day it is sold"),
        Field::optional("discontinued", "a yes or no", "no", "Whether it was given up, whatever its last day"),
        Field::optional("replaced_by", "a SKU", "BK-M82B-44", "What takes its place"),
    ],
};

impl Imported for ProductIntake {
    const KIND: &'static Kind = &PRODUCTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = ProductIntake {
            sku: row.required("sku")?,
            name: row.required("name")?,
            category: row.optional("category")?,
            unit: row.optional("unit")?,
            pack: row.optional("pack")?,
            pack_size: row.positive("pack_size")?,
            cost: row.price("cost", "cost_currency")?,
            lead_days: row.number("lead_days")?,
            reorder_level: row.not_negative("reorder_level")?,
            sells_from: row.date("sells_from")?,
            sells_to: row.date("sells_to")?,
            discontinued: row.flag("discontinued")?,
            replaced_by: row.optional("replaced_by")?,
        };
        let known_by = row.text("external_id").unwrap_or(it.sku.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for ProductIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("sku", Some(it.sku));
        to.show("name", Some(it.name));
        to.show("category", it.category);
        to.show("unit", it.unit);
        to.show("pack", it.pack);
        to.put("pack_size", Datum::quantity(it.pack_size));
        to.put("cost", Datum::price(it.cost));
        to.show("cost_currency", it.cost.map(|cost| cost.currency));
        to.put("lead_days", it.lead_days);
        to.put("reorder_level", Datum::quantity(it.reorder_level));
        to.put("sells_from", it.sells_from);
        to.put("sells_to", it.sells_to);
        to.put("discontinued", it.discontinued);
        to.show("replaced_by", it.replaced_by);
    }
}
