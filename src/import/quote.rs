//! Quotes from files, with what was offered each time.

use super::kind::source;
use super::order::{percentage, place};
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{Intake, QuoteIntake, QuoteLineIntake, QuoteOfferIntake, QuoteRevisionIntake};
use crate::domain::quote::RevisionStatus;

/// What a file can say of quotes.
static QUOTES: Kind = Kind {
    name: "quotes",
    key: &["source", "external_id"],
    fields: &[
        Field::optional("external_id", "an id", "AN-1041", "Its id in the system it comes from; by default `id`"),
        source(),
        Field::optional("id", "a quote id", "Q7", "The number a desk made it under"),
        Field::optional("account", "an account's code", "ACME", "Who is to buy"),
        Field::optional("account_external_id", "an id", "1046", "Who is to buy, by the id in the same source"),
        Field::optional("contact", "an e-mail address or a contact's id", "ana@acme.example", "Who of them asked"),
        Field::optional("rep", "a rep's handle", "giulia", "Who answers"),
        Field::optional("ticket", "a ticket id", "T42", "The ticket they asked in"),
        Field::required("subject", "a line of text", "Valves for line 3", "What it is about"),
        Field::optional("request", "a text", "We need 100 valves by March", "What they asked for, in their words"),
        Field::optional("priority", "a priority", "normal", "How urgent it is; by default normal"),
        Field::optional("tier", "a tier", "1", "The account's when they asked; by default as it is now"),
        Field::optional("requested_at", "an instant", "2026-01-15T09:00:00Z", "When they asked; missing: nobody did"),
        Field::optional("needed", "a date", "2026-03-01", "The day they want it by"),
        Field::optional("created_at", "an instant", "2026-01-15T09:00:00Z", "When it was first known of"),
        Field::optional("cancelled_at", "an instant", "2026-01-16T09:00:00Z", "When it came to nothing unoffered"),
    ],
};

/// What a file can say of revisions.
static REVISIONS: Kind = Kind {
    name: "quote-revisions",
    key: &["quote", "revision"],
    fields: &[
        Field::required("quote", "a quote's id", "AN-1041", "The quote, by its id in the same source"),
        Field::required("revision", "a revision's number", "1", "Which time it is that something is offered"),
        Field::required("status", "a status of a revision", "sent", "Where it stands; its events have to say the same"),
        Field::optional("reason", "a line of text", "They want fewer", "Why it was revised"),
        Field::optional("author", "a rep's handle", "giulia", "Who wrote it last; by default who answers"),
        Field::optional("currency", "a currency", "EUR", "What its prices are in; by default the account's"),
        Field::required("valid_until", "a date", "2026-02-14", "The last day to accept it"),
        Field::optional("terms", "payment terms", "NET30", "When it is paid; by default as the account pays"),
        Field::optional("delivery", "a line of text", "DAP Milano", "Who brings it where, and by when"),
        Field::optional("freight", "an amount", "120.00", "What bringing it costs; by default 0"),
        Field::optional("freight_tax", "a percentage", "22", "The tax on that; by default 0"),
        Field::optional("freight_tax_fraction", "a fraction", "0.22", "The same as a fraction of 1"),
        Field::optional("po_number", "a line of text", "PO-4711", "The customer's own number of what they order"),
        Field::optional("note", "a text", "Prices hold for whole packs", "What the customer is told"),
        Field::optional("remark", "a text", "Match the mill's price", "What we tell ourselves"),
        Field::optional("net", "an amount", "5083.00", "What its lines come to: refused if they do not"),
        Field::optional("tax", "an amount", "1144.66", "The tax on all of it: likewise"),
        Field::optional("total", "an amount", "6347.66", "All of it: likewise"),
        Field::optional("created_at", "an instant", "2026-01-15T09:00:00Z", "When it was begun"),
        Field::optional("sent_at", "an instant", "2026-01-15T11:00:00Z", "When the customer was given it"),
        Field::optional("closed_at", "an instant", "2026-01-20T09:00:00Z", "When it was accepted, or came to an end"),
        Field::optional("lost", "a reason", "price", "Why it was declined"),
    ],
};

/// What a file can say of the lines of revisions.
static LINES: Kind = Kind {
    name: "quote-lines",
    key: &["quote", "revision", "line"],
    fields: &[
        Field::required("quote", "a quote's id", "AN-1041", "The quote, by its id in the same source"),
        Field::required("revision", "a revision's number", "1", "Its revision"),
        Field::required("line", "a line's number", "1", "Its place there, from 1; the same in every revision"),
        Field::optional("sku", "a SKU", "BK-M82B-42", "What is offered; else `description` says it"),
        Field::optional("description", "a line of text", "Frame, painted by hand", "What it is, in other words"),
        Field::optional("asked", "a SKU", "BK-M82B-40", "What they asked for, if this takes its place"),
        Field::optional("unit", "a line of text", "piece", "What quantities count; by default the product's"),
        Field::optional("cost", "a price", "31.20", "What a unit costs us, in the revision's currency"),
        Field::optional("tax", "a percentage", "22", "The tax on it; by default 0"),
        Field::optional("tax_fraction", "a fraction", "0.22", "The same as a fraction of 1"),
        Field::optional("note", "a line of text", "With certificate", "What the customer is told of it"),
        Field::optional("remark", "a line of text", "From the old stock", "What we tell ourselves of it"),
        Field::optional("quantity", "a quantity", "100", "How much is offered; several such are `quote-offers`"),
        Field::optional("unit_price", "a price", "50.83", "What a unit costs then"),
    ],
};

/// What a file can say of offers.
static OFFERS: Kind = Kind {
    name: "quote-offers",
    key: &["quote", "revision", "line", "quantity"],
    fields: &[
        Field::required("quote", "a quote's id", "AN-1041", "The quote, by its id in the same source"),
        Field::required("revision", "a revision's number", "1", "Its revision"),
        Field::required("line", "a line's number", "1", "Its line"),
        Field::required("quantity", "a quantity", "100", "How much of it"),
        Field::required("unit_price", "a price", "50.83", "What a unit costs then, in the revision's currency"),
        Field::optional("usual", "a price", "53.50", "What price lists and discounts come to"),
        Field::optional("origin", "a line of text", "price list B2B", "Where the price is from; by default imported"),
        Field::optional("picked", "a yes or no", "yes", "Whether the customer takes this one; by default no"),
    ],
};

/// Names the quote that a row belongs to.
pub(super) fn quote(row: &Row<'_>) -> Result<String, Refusal> {
    Ok(row.text("quote").ok_or_else(|| row.missing("quote"))?.to_owned())
}

/// Reads the number of a revision, which is counted from 1.
pub(super) fn revision(row: &Row<'_>) -> Result<Option<u32>, Refusal> {
    match row.number("revision")? {
        Some(0) => Err(row.refuse("revision", "is no revision: they are counted from 1")),
        number => Ok(number),
    }
}

fn need_revision(row: &Row<'_>) -> Result<u32, Refusal> {
    revision(row)?.ok_or_else(|| row.missing("revision"))
}

impl Imported for QuoteIntake {
    const KIND: &'static Kind = &QUOTES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let external_id = row.text("external_id").map(str::to_owned);
        let it = QuoteIntake {
            id: row.optional("id")?,
            account: row.text("account").map(str::to_owned),
            account_external_id: row.text("account_external_id").map(str::to_owned),
            contact: row.text("contact").map(str::to_owned),
            rep: row.text("rep").map(str::to_owned),
            ticket: row.optional("ticket")?,
            subject: row.required("subject")?,
            request: row.optional("request")?,
            priority: row.optional("priority")?,
            tier: row.optional("tier")?,
            requested_at: row.optional_instant("requested_at")?,
            needed: row.date("needed")?,
            created_at: row.optional_instant("created_at")?,
            cancelled_at: row.optional_instant("cancelled_at")?,
        };
        if it.account.is_none() && it.account_external_id.is_none() {
            return Err(row.missing("account"));
        }
        let known_by = external_id.or_else(|| Some(it.id?.to_string()));
        let known_by = known_by.ok_or_else(|| row.refuse("external_id", "is missing, and so is `id`"))?;
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for QuoteIntake {
    const LEFT_OUT: &'static [&'static str] = &["account_external_id"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("id", it.id);
        to.show("account", it.account);
        to.show("contact", it.contact);
        to.show("rep", it.rep);
        to.show("ticket", it.ticket);
        to.show("subject", Some(it.subject));
        to.show("request", it.request);
        to.show("priority", it.priority);
        to.put("tier", it.tier.map(|tier| i64::from(tier.number())));
        to.put("requested_at", it.requested_at);
        to.put("needed", it.needed);
        to.put("created_at", it.created_at);
        to.put("cancelled_at", it.cancelled_at);
    }
}

impl Imported for QuoteRevisionIntake {
    const KIND: &'static Kind = &REVISIONS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = QuoteRevisionIntake {
            quote: quote(row)?,
            number: need_revision(row)?,
            status: row.required("status")?,
            reason: row.optional("reason")?,
            author: row.text("author").map(str::to_owned),
            currency: row.optional("currency")?,
            valid_until: row.date("valid_until")?.ok_or_else(|| row.missing("valid_until"))?,
            terms: row.optional("terms")?,
            delivery: row.optional("delivery")?,
            freight: row.amount("freight")?,
            freight_tax: row.rate("freight_tax", "freight_tax_fraction")?,
            po_number: row.optional("po_number")?,
            note: row.optional("note")?,
            remark: row.optional("remark")?,
            net: row.amount("net")?,
            tax: row.amount("tax")?,
            total: row.amount("total")?,
            created_at: row.optional_instant("created_at")?,
            sent_at: row.optional_instant("sent_at")?,
            closed_at: row.optional_instant("closed_at")?,
            lost: row.optional("lost")?,
        };
        if it.lost.is_some() && it.status != RevisionStatus::Declined {
            return Err(row.refuse("lost", format!("is why it was declined, and it is {}", it.status)));
        }
        Ok(row.intake("", it))
    }
}

impl Exported for QuoteRevisionIntake {
    const LEFT_OUT: &'static [&'static str] = &["freight_tax_fraction"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        let amount = |amount: Option<String>| amount.map_or(Datum::Nothing, Datum::Amount);
        to.show("quote", Some(it.quote));
        to.put("revision", it.number);
        to.show("status", Some(it.status));
        to.show("reason", it.reason);
        to.show("author", it.author);
        to.show("currency", it.currency);
        to.put("valid_until", it.valid_until);
        to.show("terms", it.terms);
        to.show("delivery", it.delivery);
        to.put("freight", amount(it.freight));
        to.put("freight_tax", it.freight_tax.map_or(Datum::Nothing, percentage));
        to.show("po_number", it.po_number);
        to.show("note", it.note);
        to.show("remark", it.remark);
        to.put("net", amount(it.net));
        to.put("tax", amount(it.tax));
        to.put("total", amount(it.total));
        to.put("created_at", it.created_at);
        to.put("sent_at", it.sent_at);
        to.put("closed_at", it.closed_at);
        to.show("lost", it.lost);
    }
}

impl Imported for QuoteLineIntake {
    const KIND: &'static Kind = &LINES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = QuoteLineIntake {
            quote: quote(row)?,
            revision: need_revision(row)?,
            line: place(row, "line")?,
            sku: row.optional("sku")?,
            description: row.optional("description")?,
            asked: row.optional("asked")?,
            unit: row.optional("unit")?,
            cost: row.amount("cost")?,
            tax: row.rate("tax", "tax_fraction")?,
            note: row.optional("note")?,
            remark: row.optional("remark")?,
            only: match (row.positive("quantity")?, row.amount("unit_price")?) {
                (Some(quantity), Some(price)) => Some((quantity, price)),
                (None, None) => None,
                (Some(_), None) => return Err(row.missing("unit_price")),
                (None, Some(_)) => return Err(row.missing("quantity")),
            },
        };
        Ok(row.intake("", it))
    }
}

impl Exported for QuoteLineIntake {
    const LEFT_OUT: &'static [&'static str] = &["tax_fraction", "quantity", "unit_price"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("quote", Some(it.quote));
        to.put("revision", it.revision);
        to.put("line", it.line);
        to.show("sku", it.sku);
        to.show("description", it.description);
        to.show("asked", it.asked);
        to.show("unit", it.unit);
        to.put("cost", it.cost.map_or(Datum::Nothing, Datum::Amount));
        to.put("tax", it.tax.map_or(Datum::Nothing, percentage));
        to.show("note", it.note);
        to.show("remark", it.remark);
    }
}

impl Imported for QuoteOfferIntake {
    const KIND: &'static Kind = &OFFERS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = QuoteOfferIntake {
            quote: quote(row)?,
            revision: need_revision(row)?,
            line: place(row, "line")?,
            quantity: row.positive("quantity")?.ok_or_else(|| row.missing("quantity"))?,
            unit_price: row.amount("unit_price")?.ok_or_else(|| row.missing("unit_price"))?,
            usual: row.amount("usual")?,
            origin: row.optional("origin")?,
            picked: row.flag("picked")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for QuoteOfferIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("quote", Some(it.quote));
        to.put("revision", it.revision);
        to.put("line", it.line);
        to.put("quantity", Datum::quantity(Some(it.quantity)));
        to.put("unit_price", Datum::Amount(it.unit_price));
        to.put("usual", it.usual.map_or(Datum::Nothing, Datum::Amount));
        to.show("origin", it.origin);
        to.put("picked", it.picked);
    }
}
