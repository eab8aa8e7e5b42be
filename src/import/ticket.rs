//! Tickets from files.

use super::kind::{SOURCE, source};
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, TicketIntake};
use crate::domain::logged::{AnyTicket, Log, LoggedTicket};
use crate::domain::ticket::{Category, Channel, Party, Priority, Status};
use crate::domain::{Code, Instant};

/// What a file can say of tickets.
static TICKETS: Kind = Kind {
    name: "tickets",
    key: &["source", "external_id"],
    fields: &[
        Field::optional("id", "a ticket id", "T42", "The number it is to have, where its events tell what happened"),
        Field::required("external_id", "an id", "INC-1017", "Its id in the system it comes from"),
        source(),
        Field::required("account", "an account's code", "ACME", "Whose it is"),
        Field::optional("contact", "an e-mail address or a contact id", "anna@acme.example", "Who asked"),
        Field::optional("contact_external_id", "an id", "2203", "Who asked, by the id the contact came with"),
        Field::required("subject", "a line of text", "Pallet 7 is late", "What it is about"),
        Field::optional("body", "a message", "We are still waiting.", "What was written"),
        Field::optional("category", "a category", "fulfilment.late", "What kind of matter it is; by default other"),
        Field::optional("priority", "a priority", "normal", "low, normal, high or urgent; by default normal"),
        Field::optional("channel", "a channel", "email", "How it came in; by default email"),
        Field::optional("status", "a status", "on-hold(vendor)", "Where it stands; by default new"),
        Field::required("created_at", "an instant", "2026-11-20T14:03:09Z", "When it was opened"),
        Field::optional("created_by", "a party", "customer", "customer, or agent if we began; by default customer"),
        Field::optional("first_response_at", "an instant", "2026-11-20T15:00:00Z", "When a rep first answered"),
        Field::optional("resolved_at", "an instant", "2026-11-21T09:00:00Z", "When it was resolved"),
        Field::optional("closed_at", "an instant", "2026-11-28T09:00:00Z", "When it was closed"),
        Field::optional("updated_at", "an instant", "2026-11-20T16:00:00Z", "When it came to stand where it stands"),
        Field::optional("assignee", "a rep's handle", "giulia", "Who works on it"),
        Field::optional("team", "a team's name", "logistics", "The team it was handed to"),
        Field::optional("order", "a line of text", "SO-0000430", "The order it is about"),
        Field::optional("resolution", "a resolution code", "answered", "How it ended; only where `log` is events"),
        Field::optional(
            "queue",
            "an e-mail address",
            "help@supplier.example",
            "Its mailbox; only where `log` is events",
        ),
        Field::optional("tier", "a tier", "2", "The account's, for its promises; only where `log` is events"),
        Field::optional("merged_into", "a ticket id", "T43", "Where it goes on; only where `log` is events"),
        Field::optional(
            "log",
            "row or events",
            "row",
            "What tells its history: this row, or events in the same import",
        ),
    ],
};

impl Imported for AnyTicket {
    const KIND: &'static Kind = &TICKETS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let by_events = row.or("log", Log::Row)? == Log::Events;
        let it = if by_events { Self::ByEvents(Box::new(by_its_events(row)?)) } else { Self::ByRow(by_row(row)?) };
        let known_by = match (&it, row.text("external_id")) {
            (_, Some(external_id)) => external_id.to_owned(),
            (Self::ByEvents(ticket), None) => ticket.id.to_string(),
            (Self::ByRow(_), None) => return Err(row.missing("external_id")),
        };
        Ok(row.intake(&known_by, it))
    }
}

fn by_row(row: &Row<'_>) -> Result<TicketIntake, Refusal> {
    let intake = TicketIntake {
        account: row.required::<Code>("account")?.to_string(),
        contact: row.text("contact").map(str::to_owned),
        contact_external_id: row.text("contact_external_id").map(str::to_owned),
        subject: row.required("subject")?,
        body: row.optional("body")?,
        category: row.optional::<Category>("category")?,
        priority: row.optional::<Priority>("priority")?,
        channel: row.or("channel", Channel::Email)?,
        status: row.or("status", Status::New)?,
        created_at: row.instant("created_at")?,
        created_by: row.or("created_by", Party::Customer)?,
        first_response_at: row.optional_instant("first_response_at")?,
        resolved_at: row.optional_instant("resolved_at")?,
        closed_at: row.optional_instant("closed_at")?,
        updated_at: row.optional_instant("updated_at")?,
        assignee: row.text("assignee").map(str::to_owned),
        team: row.text("team").map(str::to_owned),
        order: row.optional("order")?,
    };
    if let Some(field) = row.first_of(&["id", "resolution", "queue", "tier", "merged_into"]) {
        return Err(row.refuse(field, "goes with events that tell how it came to that: `log` is not `events`"));
    }
    refuse_odd_times(row, &intake)?;
    Ok(intake)
}

fn by_its_events(row: &Row<'_>) -> Result<LoggedTicket, Refusal> {
    for field in TOLD_BY_EVENTS {
        if row.text(field).is_some() {
            return Err(row.refuse(field, "is for its events to tell: `log` is `events`"));
        }
    }
    Ok(LoggedTicket {
        id: row.required("id")?,
        account: row.required::<Code>("account")?.to_string(),
        contact: row.text("contact").map(str::to_owned),
        subject: row.required("subject")?,
        category: row.required("category")?,
        priority: row.required("priority")?,
        channel: row.required("channel")?,
        status: row.required("status")?,
        created_at: row.instant("created_at")?,
        resolved_at: row.optional_instant("resolved_at")?,
        updated_at: row.instant("updated_at")?,
        assignee: row.text("assignee").map(str::to_owned),
        team: row.text("team").map(str::to_owned),
        resolution: row.optional("resolution")?,
        queue: row.text("queue").map(str::to_owned),
        tier: row.required("tier")?,
        merged_into: row.optional("merged_into")?,
    })
}

/// The fields of a row that tells its own history.
const TOLD_BY_EVENTS: &[&str] =
    &["contact_external_id", "body", "created_by", "first_response_at", "closed_at", "order"];

impl Exported for AnyTicket {
    const LEFT_OUT: &'static [&'static str] = TOLD_BY_EVENTS;

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let key = (intake.source.clone(), (!intake.is_of_desk()).then_some(intake.external_id));
        let Self::ByEvents(ticket) = intake.it else { return };
        to.show("id", Some(ticket.id));
        to.show("external_id", key.1);
        to.put(SOURCE, key.0);
        to.show("account", Some(ticket.account));
        to.show("contact", ticket.contact);
        to.show("subject", Some(ticket.subject));
        to.show("category", Some(ticket.category));
        to.show("priority", Some(ticket.priority));
        to.show("channel", Some(ticket.channel));
        to.show("status", Some(ticket.status));
        to.put("created_at", ticket.created_at);
        to.put("resolved_at", ticket.resolved_at);
        to.put("updated_at", ticket.updated_at);
        to.show("assignee", ticket.assignee);
        to.show("team", ticket.team);
        to.show("resolution", ticket.resolution);
        to.show("queue", ticket.queue);
        to.put("tier", i64::from(ticket.tier.number()));
        to.show("merged_into", ticket.merged_into);
        to.show("log", Some(Log::Events));
    }
}

/// Nothing happens to a ticket before it is opened, and what is settled was settled at some time.
fn refuse_odd_times(row: &Row<'_>, intake: &TicketIntake) -> Result<(), Refusal> {
    let times: [(&'static str, Option<Instant>); 4] = [
        ("first_response_at", intake.first_response_at),
        ("resolved_at", intake.resolved_at),
        ("closed_at", intake.closed_at),
        ("updated_at", intake.updated_at),
    ];
    for (field, at) in times {
        if at.is_some_and(|at| at < intake.created_at) {
            return Err(row.refuse(field, format_args!("lies before `created_at`, {}", intake.created_at)));
        }
    }
    let settled_at = intake.resolved_at.or(intake.closed_at);
    if intake.status.is_settled() && settled_at.is_none() {
        let why = format!("is missing, and the ticket is {}: when was it resolved?", intake.status);
        return Err(row.refuse("resolved_at", why));
    }
    Ok(())
}
