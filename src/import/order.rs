//! Orders from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, OfferName, OrderIntake, OrderLineIntake, OrderPromiseIntake};
use crate::domain::order::Hold;
use crate::domain::{Change, Datum, Rate};

/// What a file can say of orders.
static ORDERS: Kind = Kind {
    name: "orders",
    key: &["number"],
    fields: &[
        Field::optional("external_id", "an id", "43659", "Its id in the system it comes from; by default the number"),
        source(),
        Field::required("number", "a number of a document", "SO-43659", "What people call it; unique at this desk"),
        Field::optional("account", "an account's code", "ACME", "Who buys"),
        Field::optional("account_external_id", "an id", "1046", "Who buys, by the id in the same source"),
        Field::optional("contact", "an e-mail address or a contact's id", "ana@acme.example", "Who ordered"),
        Field::optional("contact_external_id", "an id", "1045", "Who ordered, by the id in the same source"),
        Field::optional("rep", "a rep's handle", "giulia", "Who ordered on their behalf"),
        Field::optional("rep_external_id", "an id", "279", "The same, by the id in the same source"),
        Field::optional("kind", "a kind of order", "standard", "What sort it is; by default standard"),
        Field::optional("state", "a state of an order", "placed", "What was decided about it; by default placed"),
        Field::optional("hold", "a hold, or none", "credit", "Why it waits; none: it does not any more"),
        Field::optional("po_number", "a line of text", "PO-4711", "The customer's own number of it"),
        Field::optional("currency", "a currency", "EUR", "What its prices are in; by default the account's"),
        Field::optional("terms", "payment terms", "NET30", "When it is paid; by default as the account pays"),
        Field::required("ordered_at", "an instant", "2026-01-15T09:00:00Z", "When it was ordered"),
        Field::optional("required", "a date", "2026-02-01", "The day the customer wants it"),
        Field::optional("carrier", "a line of text", "DHL Freight", "Who brings it"),
        Field::optional("ship_to", "a line of text", "Via Roma 1, Milano, Italy", "Where to"),
        Field::optional(
            "subtotal",
            "an amount",
            "20565.6206",
            "What its lines come to; rounded to the minor unit once",
        ),
        Field::optional("tax", "an amount", "1971.51", "The tax on it; rounded likewise, and by default 0"),
        Field::optional("freight", "an amount", "616.10", "What bringing it costs; likewise"),
        Field::optional("closed_at", "an instant", "2026-02-03T09:00:00Z", "When it was completed or cancelled"),
        Field::optional("created_at", "an instant", "2026-01-15T09:00:00Z", "When it was first known of"),
        Field::optional(
            "template",
            "a template id",
            "L3",
            "The template it was drafted from, or its id in the same source",
        ),
        Field::optional("quote", "a quote's id", "Q7", "What it was offered with, by its id in the same source"),
    ],
};

/// What a file can say of the lines of orders.
static LINES: Kind = Kind {
    name: "order-lines",
    key: &["order", "line"],
    fields: &[
        Field::required("order", "an order's number", "SO-43659", "The order it belongs to"),
        Field::required("line", "a line's number", "1", "Its place there, from 1"),
        Field::optional("sku", "a SKU", "BK-M82B-42", "What was ordered; else `description` says it"),
        Field::optional("description", "a line of text", "Frame, painted by hand", "What it is, in other words"),
        Field::required("quantity", "a quantity", "12", "How much of it"),
        Field::optional("cancelled", "a quantity", "2", "How much of that was cancelled; by default 0"),
        Field::optional("unit", "a line of text", "piece", "What the quantity counts; by default the product's"),
        Field::required("unit_price", "a price", "2024.994", "What a unit costs, in the order's currency"),
        Field::optional("discount", "a percentage", "2.5", "The share off that; by default 0"),
        Field::optional("discount_fraction", "a fraction", "0.025", "The same as a fraction of 1"),
        Field::optional("cost_centre", "a line of text", "Plant 2", "Whom the customer charges it to"),
        Field::optional("required", "a date", "2026-02-01", "The day the customer wants it; by default the order's"),
        Field::optional("promised", "a date", "2026-02-03", "The day it is promised for"),
        Field::optional("offer_revision", "a revision's number", "1", "Of the order's quote; by default as accepted"),
        Field::optional("offer_line", "a line's number", "1", "The line of it that this takes up"),
        Field::optional("offer_quantity", "a quantity", "100", "Which of its offers, by how much it is for"),
    ],
};

/// What a file can say of the days that lines were promised for.
static PROMISES: Kind = Kind {
    name: "order-promises",
    key: &["order", "line", "at"],
    fields: &[
        Field::required("order", "an order's number", "SO-43659", "The order"),
        Field::required("line", "a line's number", "1", "Its line"),
        Field::required("promised", "a date", "2026-02-03", "The day it was promised for"),
        Field::required("at", "an instant", "2026-01-15T09:00:00Z", "When it was promised"),
        Field::optional("reason", "a line of text", "The mill stands still", "Why it is another day than before"),
        Field::optional("rep", "a rep's handle", "giulia", "Who promised it; missing: the other system did"),
    ],
};

/// Reads a hold that `none` ends.
fn hold(row: &Row<'_>) -> Result<Change<Hold>, Refusal> {
    match row.text("hold") {
        Some(word) if word.eq_ignore_ascii_case("none") => Ok(Change::Clear),
        _ => Ok(Change::set_if(row.optional("hold")?)),
    }
}

/// Reads a discount that is written in one of two ways.
fn discount(row: &Row<'_>) -> Result<Option<Rate>, Refusal> {
    let percent = row.plain("discount", str::parse)?;
    let fraction = row.plain("discount_fraction", Rate::of_fraction)?;
    match (percent, fraction) {
        (Some(_), Some(_)) => Err(row.refuse("discount_fraction", "says again what `discount` says; leave one out")),
        (percent, fraction) => Ok(percent.or(fraction)),
    }
}

impl Imported for OrderIntake {
    const KIND: &'static Kind = &ORDERS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = OrderIntake {
            number: row.required("number")?,
            account: row.text("account").map(str::to_owned),
            account_external_id: row.text("account_external_id").map(str::to_owned),
            contact: row.text("contact").map(str::to_owned),
            contact_external_id: row.text("contact_external_id").map(str::to_owned),
            rep: row.text("rep").map(str::to_owned),
            rep_external_id: row.text("rep_external_id").map(str::to_owned),
            kind: row.optional("kind")?,
            state: row.optional("state")?,
            hold: hold(row)?,
            po_number: row.optional("po_number")?,
            currency: row.optional("currency")?,
            terms: row.optional("terms")?,
            ordered_at: row.instant("ordered_at")?,
            required: row.date("required")?,
            carrier: row.optional("carrier")?,
            ship_to: row.optional("ship_to")?,
            subtotal: row.amount("subtotal")?,
            tax: row.amount("tax")?,
            freight: row.amount("freight")?,
            closed_at: row.optional_instant("closed_at")?,
            created_at: row.optional_instant("created_at")?,
            template: row.text("template").map(str::to_owned),
            quote: row.text("quote").map(str::to_owned),
        };
        if it.account.is_none() && it.account_external_id.is_none() {
            return Err(row.missing("account"));
        }
        let known_by = row.text("external_id").unwrap_or(it.number.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for OrderIntake {
    const LEFT_OUT: &'static [&'static str] = &["account_external_id", "contact_external_id", "rep_external_id"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        let amount = |amount: Option<String>| amount.map_or(Datum::Nothing, Datum::Amount);
        to.show("number", Some(it.number));
        to.show("account", it.account);
        to.show("contact", it.contact);
        to.show("rep", it.rep);
        to.show("kind", it.kind);
        to.show("state", it.state);
        to.show(
            "hold",
            match it.hold {
                Change::Keep => None,
                Change::Clear => Some("none"),
                Change::Set(hold) => Some(hold.as_str()),
            },
        );
        to.show("po_number", it.po_number);
        to.show("currency", it.currency);
        to.show("terms", it.terms);
        to.put("ordered_at", it.ordered_at);
        to.put("required", it.required);
        to.show("carrier", it.carrier);
        to.show("ship_to", it.ship_to);
        to.put("subtotal", amount(it.subtotal));
        to.put("tax", amount(it.tax));
        to.put("freight", amount(it.freight));
        to.put("closed_at", it.closed_at);
        to.put("created_at", it.created_at);
        to.show("template", it.template);
        to.show("quote", it.quote);
    }
}

impl Imported for OrderLineIntake {
    const KIND: &'static Kind = &LINES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = OrderLineIntake {
            order: row.text("order").ok_or_else(|| row.missing("order"))?.to_owned(),
            line: place(row, "line")?,
            sku: row.optional("sku")?,
            description: row.optional("description")?,
            quantity: row.not_negative("quantity")?.ok_or_else(|| row.missing("quantity"))?,
            cancelled: row.not_negative("cancelled")?,
            unit: row.optional("unit")?,
            unit_price: row.amount("unit_price")?.ok_or_else(|| row.missing("unit_price"))?,
            discount: discount(row)?,
            cost_centre: row.optional("cost_centre")?,
            required: row.date("required")?,
            promised: row.date("promised")?,
            offer: offer(row)?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for OrderLineIntake {
    const LEFT_OUT: &'static [&'static str] = &["discount_fraction", "promised"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("order", Some(it.order));
        to.put("line", it.line);
        to.show("sku", it.sku);
        to.show("description", it.description);
        to.put("quantity", Datum::quantity(Some(it.quantity)));
        to.put("cancelled", Datum::quantity(it.cancelled));
        to.show("unit", it.unit);
        to.put("unit_price", Datum::Amount(it.unit_price));
        to.put("discount", it.discount.map_or(Datum::Nothing, percentage));
        to.show("cost_centre", it.cost_centre);
        to.put("required", it.required);
        if let Some(OfferName { revision, line, quantity }) = it.offer {
            to.put("offer_revision", revision);
            to.put("offer_line", line);
            to.put("offer_quantity", Datum::quantity(Some(quantity)));
        }
    }
}

/// Reads which offer a line takes up.
fn offer(row: &Row<'_>) -> Result<Option<OfferName>, Refusal> {
    let revision = row.line_number("offer_revision")?;
    match (row.line_number("offer_line")?, row.positive("offer_quantity")?) {
        (Some(line), Some(quantity)) => Ok(Some(OfferName { revision, line, quantity })),
        (None, None) if revision.is_none() => Ok(None),
        (None, _) => Err(row.missing("offer_line")),
        (Some(_), None) => Err(row.missing("offer_quantity")),
    }
}

/// Writes a percentage so that it is read in one way.
pub(super) fn percentage(rate: Rate) -> Datum {
    let text = rate.to_string();
    let number = text.trim_end_matches('%');
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Datum::Amount(if decimals == 3 { format!("{number}0") } else { number.to_owned() })
}

impl Imported for OrderPromiseIntake {
    const KIND: &'static Kind = &PROMISES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = OrderPromiseIntake {
            order: row.text("order").ok_or_else(|| row.missing("order"))?.to_owned(),
            line: place(row, "line")?,
            promised: row.date("promised")?.ok_or_else(|| row.missing("promised"))?,
            at: row.instant("at")?,
            reason: row.optional("reason")?,
            rep: row.text("rep").map(str::to_owned),
        };
        Ok(row.intake("", it))
    }
}

impl Exported for OrderPromiseIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("order", Some(it.order));
        to.put("line", it.line);
        to.put("promised", it.promised);
        to.put("at", it.at);
        to.show("reason", it.reason);
        to.show("rep", it.rep);
    }
}

/// Reads a place, which begins at 1: that of a line, where that is the field.
pub(super) fn place(row: &Row<'_>, field: &'static str) -> Result<u32, Refusal> {
    let place: u32 = row.number(field)?.ok_or_else(|| row.missing(field))?;
    if place == 0 { Err(row.refuse(field, "is no place: the first is 1")) } else { Ok(place) }
}
