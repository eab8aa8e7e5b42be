//! Ticket events from files.

use super::{Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{EventIntake, Intake, Told};
use crate::domain::{Code, Invalid};

/// What a file can say of events.
static EVENTS: Kind = Kind {
    name: "events",
    key: &["ticket", "external_id"],
    fields: &[
        Field::required("ticket", "a ticket's id in its own system", "INC-1017", "The ticket it happened to"),
        Field::required("external_id", "an id", "3", "Its id there, unique within the ticket"),
        Field::required(
            "kind",
            "a kind of event",
            "message-in",
            "message-in, message-out, note, status, priority, category or assigned",
        ),
        Field::required("at", "an instant", "2026-11-20T14:03:09Z", "When it happened"),
        Field::optional("author", "an e-mail address or a handle", "anna@acme.example", "Who did it"),
        Field::optional("body", "a message", "We are still waiting.", "What was written, in messages and notes"),
        Field::optional("status", "a status", "on-hold(vendor)", "What the status became"),
        Field::optional("priority", "a priority", "high", "What the priority became"),
        Field::optional("category", "a category", "invoice.price", "What the category became"),
        Field::optional("assignee", "a rep's handle", "giulia", "Who was put in charge; missing: nobody"),
    ],
};

const KINDS: &[&str] = &["message-in", "message-out", "note", "status", "priority", "category", "assigned"];

impl Imported for EventIntake {
    const KIND: &'static Kind = &EVENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let ticket = row.text("ticket").ok_or_else(|| row.refuse("ticket", "is missing"))?.to_owned();
        let external_id = row.text("external_id").ok_or_else(|| row.refuse("external_id", "is missing"))?.to_owned();
        let kind = row.parsed("kind", |kind| {
            KINDS.iter().find(|known| **known == kind).ok_or_else(|| Invalid::word(kind, "a kind of event", KINDS))
        })?;
        let at = row.instant("at")?;
        let author = row.text("author").map(str::to_owned);
        let what = match *kind.ok_or_else(|| row.refuse("kind", "is missing"))? {
            "message-in" => Told::MessageIn(row.required("body")?),
            "message-out" => Told::MessageOut(row.required("body")?),
            "note" => Told::Note(row.required("body")?),
            "status" => Told::Status(row.required("status")?),
            "priority" => Told::Priority(row.required("priority")?),
            "category" => Told::Category(row.required("category")?),
            _ => Told::Assigned(row.optional::<Code>("assignee")?.map(|handle| handle.to_string())),
        };
        Ok(Intake { external_id, digest: 0, it: EventIntake { ticket, at, author, what } })
    }
}
