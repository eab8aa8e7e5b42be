//! Invoices from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{InstalmentIntake, Intake, InvoiceIntake, InvoiceLineIntake};
use crate::domain::invoice::InvoiceKind;

/// What a file can say of invoices.
static INVOICES: Kind = Kind {
    name: "invoices",
    key: &["number"],
    fields: &[
        Field::optional("external_id", "an id", "88", "Its id in the system it comes from; by default the number"),
        source(),
        Field::required("number", "a number of a document", "INV-2026-17", "Unique at this desk"),
        Field::optional("kind", "a kind of invoice", "invoice", "invoice, or credit-note; by default invoice"),
        Field::optional("account", "an account's code", "ACME", "Whom it is made out to; by default the order's"),
        Field::optional("account_external_id", "an id", "1017", "The same, by the id the account came with"),
        Field::optional("order", "a number of a document", "SO-10248", "The order it is for"),
        Field::optional(
            "corrects",
            "a number of a document",
            "INV-2026-9",
            "The invoice that a credit note takes back",
        ),
        Field::optional("currency", "a currency", "EUR", "Of all its amounts; by default the account's"),
        Field::required("issued_at", "an instant", "2026-01-15T09:00:00Z", "When it was issued"),
        Field::optional("due", "a date", "2026-02-14", "The last day to pay; by default by the account's terms"),
        Field::optional("net", "an amount", "100.00", "Without tax; by default the total less the tax"),
        Field::optional("tax", "an amount", "22.00", "By default the total less the net, or 0"),
        Field::optional("total", "an amount", "122.00", "By default net and tax"),
        Field::optional(
            "paid",
            "an amount",
            "50.00",
            "What was paid of it, where payments do not come in files of their own",
        ),
        Field::optional("paid_at", "an instant", "2026-02-01T09:00:00Z", "When; by default now"),
    ],
};

/// What a file can say of the lines of invoices.
static INVOICE_LINES: Kind = Kind {
    name: "invoice-lines",
    key: &["invoice", "line"],
    fields: &[
        Field::required("invoice", "a number of a document", "INV-2026-17", "Whose line it is"),
        Field::required("line", "a whole number", "1", "Its place there"),
        Field::optional("order", "a number of a document", "SO-10248", "The order it is for; by default the invoice's"),
        Field::optional("order_line", "a whole number", "2", "The line of that order that it is for"),
        Field::optional("corrects_line", "a whole number", "1", "The line that a credit note takes back"),
        Field::optional("sku", "a SKU", "BK-M82B-42", "What it is for; by default what was ordered"),
        Field::optional("description", "a line of text", "Mountain bike", "The same in words"),
        Field::required("quantity", "a quantity", "12", "How much of it"),
        Field::required("unit_price", "a price", "8.1967", "What a unit costs, without tax"),
        Field::optional("net", "an amount", "98.36", "What all of it costs; by default quantity times price"),
    ],
};

/// What a file can say of the parts in which invoices are to be paid.
static INSTALMENTS: Kind = Kind {
    name: "instalments",
    key: &["invoice", "due"],
    fields: &[
        Field::required("invoice", "a number of a document", "INV-2026-17", "What is to be paid"),
        Field::required("due", "a date", "2026-02-14", "The last day to pay this part"),
        Field::required("amount", "an amount", "61.00", "How much of it"),
    ],
};

impl Imported for InvoiceIntake {
    const KIND: &'static Kind = &INVOICES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = InvoiceIntake {
            number: row.required("number")?,
            kind: row.or("kind", InvoiceKind::Invoice)?,
            account: row.text("account").map(str::to_owned),
            account_external_id: row.text("account_external_id").map(str::to_owned),
            order: row.optional("order")?,
            corrects: row.optional("corrects")?,
            currency: row.optional("currency")?,
            issued_at: row.instant("issued_at")?,
            due: row.date("due")?,
            net: row.amount("net")?,
            tax: row.amount("tax")?,
            total: row.amount("total")?,
            paid: row.amount("paid")?,
            paid_at: row.optional_instant("paid_at")?,
        };
        if it.net.is_none() && it.total.is_none() {
            return Err(row.refuse("total", "is missing, and so is `net`: an invoice is over an amount"));
        }
        if it.corrects.is_some() && it.kind == InvoiceKind::Invoice {
            return Err(row.refuse("corrects", "goes with a credit note, and this is an invoice"));
        }
        let known_by = row.text("external_id").unwrap_or(it.number.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for InvoiceIntake {
    // What was paid stands in payments.
    const LEFT_OUT: &'static [&'static str] = &["account_external_id", "paid", "paid_at"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("number", Some(it.number));
        to.show("kind", Some(it.kind));
        to.show("account", it.account);
        to.show("order", it.order);
        to.show("corrects", it.corrects);
        to.show("currency", it.currency);
        to.put("issued_at", it.issued_at);
        to.put("due", it.due);
        to.put("net", Datum::amount(it.net));
        to.put("tax", Datum::amount(it.tax));
        to.put("total", Datum::amount(it.total));
    }
}

impl Imported for InvoiceLineIntake {
    const KIND: &'static Kind = &INVOICE_LINES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = InvoiceLineIntake {
            invoice: row.required("invoice")?,
            line: row.line_number("line")?.ok_or_else(|| row.missing("line"))?,
            order: row.optional("order")?,
            order_line: row.line_number("order_line")?,
            corrects_line: row.line_number("corrects_line")?,
            sku: row.optional("sku")?,
            description: row.optional("description")?,
            quantity: row.not_negative("quantity")?.ok_or_else(|| row.missing("quantity"))?,
            unit_price: row.amount("unit_price")?.ok_or_else(|| row.missing("unit_price"))?,
            net: row.amount("net")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for InvoiceLineIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("invoice", Some(it.invoice));
        to.put("line", it.line);
        to.show("order", it.order);
        to.put("order_line", it.order_line);
        to.put("corrects_line", it.corrects_line);
        to.show("sku", it.sku);
        to.show("description", it.description);
        to.put("quantity", Datum::quantity(Some(it.quantity)));
        to.put("unit_price", Datum::amount(Some(it.unit_price)));
        to.put("net", Datum::amount(it.net));
    }
}

impl Imported for InstalmentIntake {
    const KIND: &'static Kind = &INSTALMENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = InstalmentIntake {
            invoice: row.required("invoice")?,
            due: row.date("due")?.ok_or_else(|| row.missing("due"))?,
            amount: row.amount("amount")?.ok_or_else(|| row.missing("amount"))?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for InstalmentIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("invoice", Some(it.invoice));
        to.put("due", it.due);
        to.put("amount", Datum::amount(Some(it.amount)));
    }
}
