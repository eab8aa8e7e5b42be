//! Disputes, and what accounts may owe, from a desk's own files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{CreditChangeIntake, DisputeIntake, Intake, OverrideIntake};

/// What a file can say of disputes.
static DISPUTES: Kind = Kind {
    name: "disputes",
    key: &["id"],
    fields: &[
        Field::required("id", "a dispute id", "X7", "The number a desk made it under"),
        Field::required("invoice", "a number of a document", "INV-2026-17", "What is contested"),
        Field::optional("line", "a whole number", "2", "The line of it, if not all"),
        Field::optional("ticket", "a ticket id", "T42", "The ticket it belongs to"),
        Field::required("about", "a reason for a dispute", "short-ship", "Why it is contested"),
        Field::required("amount", "an amount", "120.50", "How much of it"),
        Field::required("status", "a status of a dispute", "opened", "Where it stands"),
        Field::optional("outcome", "an outcome of a dispute", "accepted", "How it was decided"),
        Field::optional("credit_note", "a number of a document", "CN-2026-3", "What gives it back"),
        Field::required("opened_at", "an instant", "2026-01-15T09:00:00Z", "When it was opened"),
        Field::optional("decided_at", "an instant", "2026-01-20T09:00:00Z", "When it was decided"),
        Field::optional("closed_at", "an instant", "2026-01-25T09:00:00Z", "When it was closed"),
        Field::optional("note", "a line of text", "ten were broken", "What the customer says"),
    ],
};

/// What a file can say of changes of what accounts may owe.
static CREDIT_CHANGES: Kind = Kind {
    name: "credit-changes",
    key: &["account", "at"],
    fields: &[
        Field::required("account", "an account's code", "ACME", "Whose credit it is"),
        Field::required("at", "an instant", "2026-01-15T09:00:00Z", "When it became another"),
        Field::optional("limit_before", "an amount", "50000", "The limit before; missing: none agreed"),
        Field::optional("limit_after", "an amount", "60000", "The limit after; missing: none agreed"),
        Field::required("hold_before", "a yes or no", "no", "Whether credit was stopped before"),
        Field::required("hold_after", "a yes or no", "no", "Whether it was stopped after"),
        Field::optional("reason", "a line of text", "paid on time for a year", "Why"),
    ],
};

/// What a file can say of leaves to buy beyond a limit.
static OVERRIDES: Kind = Kind {
    name: "credit-overrides",
    key: &["id"],
    fields: &[
        Field::required("id", "an override id", "V3", "The number a desk made it under"),
        Field::required("account", "an account's code", "ACME", "Who may buy beyond its limit"),
        Field::required("amount", "an amount", "5000", "How far beyond it"),
        Field::required("despite_hold", "a yes or no", "no", "Whether even while credit is stopped"),
        Field::required("reason", "a line of text", "payment promised", "Why"),
        Field::required("rep", "a rep's handle", "giulia", "Who let them"),
        Field::required("at", "an instant", "2026-01-15T09:00:00Z", "Since when"),
        Field::required("expires_at", "an instant", "2026-01-29T09:00:00Z", "Until when"),
        Field::optional("revoked_at", "an instant", "2026-01-20T09:00:00Z", "When it was taken back"),
    ],
};

impl Imported for DisputeIntake {
    const KIND: &'static Kind = &DISPUTES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = DisputeIntake {
            id: row.required("id")?,
            invoice: row.required("invoice")?,
            line: row.line_number("line")?,
            ticket: row.optional("ticket")?,
            about: row.required("about")?,
            amount: row.amount("amount")?.ok_or_else(|| row.missing("amount"))?,
            status: row.required("status")?,
            outcome: row.optional("outcome")?,
            credit_note: row.optional("credit_note")?,
            opened_at: row.instant("opened_at")?,
            decided_at: row.optional_instant("decided_at")?,
            closed_at: row.optional_instant("closed_at")?,
            note: row.optional("note")?,
        };
        if it.outcome.is_some() != it.decided_at.is_some() {
            return Err(row.refuse("decided_at", "and `outcome` go together: one of them is missing"));
        }
        Ok(row.intake(&it.id.to_string(), it))
    }
}

impl Exported for DisputeIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("id", Some(it.id));
        to.show("invoice", Some(it.invoice));
        to.put("line", it.line);
        to.show("ticket", it.ticket);
        to.show("about", Some(it.about));
        to.put("amount", Datum::amount(Some(it.amount)));
        to.show("status", Some(it.status));
        to.show("outcome", it.outcome);
        to.show("credit_note", it.credit_note);
        to.put("opened_at", it.opened_at);
        to.put("decided_at", it.decided_at);
        to.put("closed_at", it.closed_at);
        to.show("note", it.note);
    }
}

impl Imported for CreditChangeIntake {
    const KIND: &'static Kind = &CREDIT_CHANGES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = CreditChangeIntake {
            account: row.required("account")?,
            at: row.instant("at")?,
            limit_before: row.amount("limit_before")?,
            limit_after: row.amount("limit_after")?,
            hold_before: row.flag("hold_before")?.ok_or_else(|| row.missing("hold_before"))?,
            hold_after: row.flag("hold_after")?.ok_or_else(|| row.missing("hold_after"))?,
            reason: row.optional("reason")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for CreditChangeIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("account", Some(it.account));
        to.put("at", it.at);
        to.put("limit_before", Datum::amount(it.limit_before));
        to.put("limit_after", Datum::amount(it.limit_after));
        to.put("hold_before", it.hold_before);
        to.put("hold_after", it.hold_after);
        to.show("reason", it.reason);
    }
}

impl Imported for OverrideIntake {
    const KIND: &'static Kind = &OVERRIDES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = OverrideIntake {
            id: row.required("id")?,
            account: row.required("account")?,
            amount: row.amount("amount")?.ok_or_else(|| row.missing("amount"))?,
            despite_hold: row.flag("despite_hold")?.ok_or_else(|| row.missing("despite_hold"))?,
            reason: row.required("reason")?,
            rep: row.required("rep")?,
            at: row.instant("at")?,
            expires_at: row.instant("expires_at")?,
            revoked_at: row.optional_instant("revoked_at")?,
        };
        if it.expires_at <= it.at {
            return Err(row.refuse("expires_at", "is no later than `at`: it would never hold"));
        }
        Ok(row.intake(&it.id.to_string(), it))
    }
}

impl Exported for OverrideIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("id", Some(it.id));
        to.show("account", Some(it.account));
        to.put("amount", Datum::amount(Some(it.amount)));
        to.put("despite_hold", it.despite_hold);
        to.show("reason", Some(it.reason));
        to.show("rep", Some(it.rep));
        to.put("at", it.at);
        to.put("expires_at", it.expires_at);
        to.put("revoked_at", it.revoked_at);
    }
}
