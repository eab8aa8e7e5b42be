//! Payments from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{AllocationIntake, Intake, PaymentIntake};

/// What a file can say of payments.
static PAYMENTS: Kind = Kind {
    name: "payments",
    key: &["number"],
    fields: &[
        Field::optional("external_id", "an id", "88", "Its id in the system it comes from; by default the number"),
        source(),
        Field::required("number", "a number of a document", "PAY-2026-3", "Unique at this desk"),
        Field::optional("account", "an account's code", "ACME", "Who paid"),
        Field::optional("account_external_id", "an id", "1017", "The same, by the id the account came with"),
        Field::optional("currency", "a currency", "EUR", "By default the account's"),
        Field::required("amount", "an amount", "122.00", "How much came in"),
        Field::required("received_at", "an instant", "2026-02-01T09:00:00Z", "When it came in"),
        Field::optional("method", "a line of text", "transfer", "How it was paid"),
        Field::optional("reference", "a line of text", "INV-2026-17, thank you", "What the payer wrote"),
    ],
};

/// What a file can say of money that was set against invoices.
static ALLOCATIONS: Kind = Kind {
    name: "allocations",
    key: &["invoice", "payment", "credit_note", "at"],
    fields: &[
        Field::required("invoice", "a number of a document", "INV-2026-17", "What was paid"),
        Field::optional("payment", "a number of a document", "PAY-2026-3", "With which payment"),
        Field::optional("credit_note", "a number of a document", "CN-2026-2", "Or with which credit note"),
        Field::required("amount", "an amount", "122.00", "How much of it"),
        Field::optional("at", "an instant", "2026-02-01T09:00:00Z", "When; by default as soon as both were here"),
    ],
};

impl Imported for PaymentIntake {
    const KIND: &'static Kind = &PAYMENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = PaymentIntake {
            number: row.required("number")?,
            account: row.text("account").map(str::to_owned),
            account_external_id: row.text("account_external_id").map(str::to_owned),
            currency: row.optional("currency")?,
            amount: row.amount("amount")?.ok_or_else(|| row.missing("amount"))?,
            received_at: row.instant("received_at")?,
            method: row.optional("method")?,
            reference: row.optional("reference")?,
        };
        if it.account.is_none() && it.account_external_id.is_none() {
            return Err(row.refuse("account", "is missing, and so is `account_external_id`: somebody paid"));
        }
        let known_by = row.text("external_id").unwrap_or(it.number.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for PaymentIntake {
    const LEFT_OUT: &'static [&'static str] = &["account_external_id"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("number", Some(it.number));
        to.show("account", it.account);
        to.show("currency", it.currency);
        to.put("amount", Datum::amount(Some(it.amount)));
        to.put("received_at", it.received_at);
        to.show("method", it.method);
        to.show("reference", it.reference);
    }
}

impl Imported for AllocationIntake {
    const KIND: &'static Kind = &ALLOCATIONS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = AllocationIntake {
            invoice: row.required("invoice")?,
            payment: row.optional("payment")?,
            credit_note: row.optional("credit_note")?,
            amount: row.amount("amount")?.ok_or_else(|| row.missing("amount"))?,
            at: row.optional_instant("at")?,
        };
        if it.payment.is_some() == it.credit_note.is_some() {
            return Err(row.refuse("payment", "or `credit_note` says with what it was paid: one of the two"));
        }
        Ok(row.intake("", it))
    }
}

impl Exported for AllocationIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("invoice", Some(it.invoice));
        to.show("payment", it.payment);
        to.show("credit_note", it.credit_note);
        to.put("amount", Datum::amount(Some(it.amount)));
        to.put("at", it.at);
    }
}
