//! Returns from files.

use super::kind::source;
use super::order::place;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{Intake, RmaEventIntake, RmaIntake, RmaLineIntake};

/// What a file can say of returns.
static RETURNS: Kind = Kind {
    name: "returns",
    key: &["source", "external_id"],
    fields: &[
        Field::optional("external_id", "an id", "RMA-2017", "Its id in the system it comes from"),
        source(),
        Field::optional("id", "a return id", "M3", "The number a desk made it under"),
        Field::required("order", "an order's number", "SO-43659", "What it was bought with"),
        Field::optional("contact", "an e-mail address or a contact's id", "ana@acme.example", "Who asked"),
        Field::optional("ticket", "a ticket id", "T42", "The ticket it is about"),
        Field::required("status", "a status of a return", "requested", "Where it stands"),
        Field::required("reason", "a line of text", "Leaks at the seal", "Why it comes back"),
        Field::optional("restocking", "a percentage", "15", "The fee for taking it back; by default 0"),
        Field::optional(
            "freight_payer",
            "who pays the freight",
            "customer",
            "For the way back; by default the customer",
        ),
        Field::optional("inspection", "a yes or no", "yes", "Whether it is inspected first; by default no"),
        Field::optional("tracking", "a line of text", "JD0146", "What the carrier calls it"),
        Field::required("requested_at", "an instant", "2026-01-15T09:00:00Z", "When they asked"),
        Field::optional("updated_at", "an instant", "2026-01-20T09:00:00Z", "When something happened to it last"),
    ],
};

/// What a file can say of the lines that come back.
static LINES: Kind = Kind {
    name: "return-lines",
    key: &["return", "line"],
    fields: &[
        Field::required("return", "a return id", "M3", "The return, or its id in the same source"),
        Field::required("line", "a line's number", "1", "The order's line"),
        Field::required("quantity", "a quantity", "2", "How much of it comes back"),
        Field::optional("received", "a quantity", "2", "How much came; missing: it is not here"),
        Field::optional("verdict", "a finding", "defective", "What was found"),
        Field::optional("resolution", "a remedy", "replace", "What is done about it"),
    ],
};

/// What a file can say of what happened to returns.
static EVENTS: Kind = Kind {
    name: "return-events",
    key: &["return", "at", "status"],
    fields: &[
        Field::required("return", "a return id", "M3", "The return, or its id in the same source"),
        Field::required("at", "an instant", "2026-01-15T09:00:00Z", "When it happened"),
        Field::required("status", "a status of a return", "authorised", "What it led to"),
        Field::optional("rep", "a rep's handle", "giulia", "Who did it"),
        Field::optional("note", "a line of text", "As agreed by phone", "Why, or what"),
    ],
};

impl Imported for RmaIntake {
    const KIND: &'static Kind = &RETURNS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = RmaIntake {
            id: row.optional("id")?,
            order: row.text("order").ok_or_else(|| row.missing("order"))?.to_owned(),
            contact: row.text("contact").map(str::to_owned),
            ticket: row.optional("ticket")?,
            status: row.required("status")?,
            reason: row.required("reason")?,
            restocking: row.plain("restocking", str::parse)?,
            freight_payer: row.optional("freight_payer")?,
            inspection: row.flag("inspection")?,
            tracking: row.optional("tracking")?,
            requested_at: row.instant("requested_at")?,
            updated_at: row.optional_instant("updated_at")?,
        };
        let known_by = row.text("external_id").map(str::to_owned).or_else(|| Some(it.id?.to_string()));
        let known_by = known_by.ok_or_else(|| {
            row.refuse("external_id", "is missing, and so is `id`: without either, a rerun could not tell")
        })?;
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for RmaIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("id", it.id);
        to.show("order", Some(it.order));
        to.show("contact", it.contact);
        to.show("ticket", it.ticket);
        to.show("status", Some(it.status));
        to.show("reason", Some(it.reason));
        to.put("restocking", it.restocking.map_or(Datum::Nothing, super::order::percentage));
        to.show("freight_payer", it.freight_payer);
        to.put("inspection", it.inspection);
        to.show("tracking", it.tracking);
        to.put("requested_at", it.requested_at);
        to.put("updated_at", it.updated_at);
    }
}

impl Imported for RmaLineIntake {
    const KIND: &'static Kind = &LINES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = RmaLineIntake {
            rma: row.text("return").ok_or_else(|| row.missing("return"))?.to_owned(),
            line: place(row, "line")?,
            quantity: row.positive("quantity")?.ok_or_else(|| row.missing("quantity"))?,
            received: row.not_negative("received")?,
            verdict: row.optional("verdict")?,
            resolution: row.optional("resolution")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for RmaLineIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("return", Some(it.rma));
        to.put("line", it.line);
        to.put("quantity", Datum::quantity(Some(it.quantity)));
        to.put("received", Datum::quantity(it.received));
        to.show("verdict", it.verdict);
        to.show("resolution", it.resolution);
    }
}

impl Imported for RmaEventIntake {
    const KIND: &'static Kind = &EVENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = RmaEventIntake {
            rma: row.text("return").ok_or_else(|| row.missing("return"))?.to_owned(),
            at: row.instant("at")?,
            status: row.required("status")?,
            rep: row.optional("rep")?,
            note: row.optional("note")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for RmaEventIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("return", Some(it.rma));
        to.put("at", it.at);
        to.show("status", Some(it.status));
        to.show("rep", it.rep);
        to.show("note", it.note);
    }
}
