//! What was changed of orders, from a desk's own files.

use super::order::place;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, RevisionIntake};

/// What a file can say of revisions: a row for each thing that one changed.
static REVISIONS: Kind = Kind {
    name: "order-revisions",
    key: &["order", "revision", "change"],
    fields: &[
        Field::required("order", "an order's number", "SO-43659", "The order"),
        Field::required("revision", "a whole number", "1", "The revision of it, from 1"),
        Field::required("change", "a whole number", "1", "The place in that of what was changed, from 1"),
        Field::required("at", "an instant", "2026-01-15T09:00:00Z", "When it was revised"),
        Field::required("rep", "a rep's handle", "giulia", "Who revised it"),
        Field::optional("contact", "an e-mail address or a contact's id", "ana@acme.example", "Who asked for that"),
        Field::required("reason", "a line of text", "They need two more", "Why"),
        Field::optional("line", "a line's number", "2", "The line that was changed; missing: the order itself"),
        Field::required("field", "a line of text", "quantity", "What of it was changed"),
        Field::optional("before", "a line of text", "10", "What it was"),
        Field::optional("after", "a line of text", "12", "What it became"),
    ],
};

impl Imported for RevisionIntake {
    const KIND: &'static Kind = &REVISIONS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = RevisionIntake {
            order: row.text("order").ok_or_else(|| row.missing("order"))?.to_owned(),
            revision: place(row, "revision")?,
            change: place(row, "change")?,
            at: row.instant("at")?,
            rep: row.required("rep")?,
            contact: row.text("contact").map(str::to_owned),
            reason: row.required("reason")?,
            line: row.line_number("line")?,
            field: row.required("field")?,
            before: row.text("before").map(str::to_owned),
            after: row.text("after").map(str::to_owned),
        };
        Ok(row.intake("", it))
    }
}

impl Exported for RevisionIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("order", Some(it.order));
        to.put("revision", it.revision);
        to.put("change", it.change);
        to.put("at", it.at);
        to.show("rep", Some(it.rep));
        to.show("contact", it.contact);
        to.show("reason", Some(it.reason));
        to.put("line", it.line);
        to.show("field", Some(it.field));
        to.show("before", it.before);
        to.show("after", it.after);
    }
}
