//! Messages from files: what helpdesks export as comments.

use super::event::message;
use super::kind::{SOURCE, source};
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, MessageIntake};
use crate::domain::logged::{AnyEvent, Logged};
use crate::domain::ticket::Party;

/// What a file can say of messages.
static MESSAGES: Kind = Kind {
    name: "messages",
    key: &["ticket", "ticket_id", SOURCE, "external_id"],
    fields: &[
        Field::optional("id", "an event id", "E1204", "The number that a desk kept it under"),
        Field::optional("ticket", "a ticket's id in its own system", "INC-1017", "The ticket it belongs to"),
        Field::optional("ticket_id", "a ticket id", "T42", "The ticket it belongs to, by its number, instead"),
        Field::required("external_id", "an id", "90871", "Its id there, unique within the ticket"),
        source(),
        Field::required("at", "an instant", "2026-11-20T14:03:09Z", "When it was written"),
        Field::required("by", "a party", "customer", "customer or agent"),
        Field::optional("author", "an e-mail address or a handle", "anna@acme.example", "Who wrote it"),
        Field::optional("public", "a yes or no", "yes", "no: a note among colleagues; by default yes"),
        Field::required("body", "a message", "We are still waiting.", "What was written"),
    ],
};

impl Imported for MessageIntake {
    const KIND: &'static Kind = &MESSAGES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let (by, public) = (row.required::<Party>("by")?, row.flag("public")?.unwrap_or(true));
        if by == Party::Customer && !public {
            return Err(row.refuse("public", "means a note among colleagues, and the customer wrote it"));
        }
        message(row, by, public)
    }
}

impl Exported for MessageIntake {
    const LEFT_OUT: &'static [&'static str] = &["ticket"];
    /// They are events.
    const TOLD_ELSEWHERE: bool = true;

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let Intake { source, external_id, .. } = &intake;
        let key = (source.clone(), (!intake.is_of_desk()).then(|| external_id.clone()));
        let AnyEvent::Logged(entry) = intake.it.event else { return };
        let (Logged::MessageIn(body) | Logged::MessageOut(body) | Logged::Note(body)) = &entry.what else { return };
        to.show("id", entry.id);
        to.show("ticket_id", entry.ticket.here());
        to.show("external_id", key.1);
        to.put(SOURCE, key.0);
        to.put("at", entry.at);
        to.show("by", Some(entry.party));
        to.show("author", entry.author.as_ref());
        to.put("public", !matches!(entry.what, Logged::Note(_)));
        to.show("body", Some(body));
    }
}
