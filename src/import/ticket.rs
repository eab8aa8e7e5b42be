//! Tickets from files.

use super::{Field, Imported, Kind, Refusal, Row};
use crate::domain::Instant;
use crate::domain::intake::{Intake, TicketIntake};
use crate::domain::ticket::{Category, Channel, Party, Priority, Status};

/// What a file can say of tickets.
static TICKETS: Kind = Kind {
    name: "tickets",
    key: &["external_id"],
    fields: &[
        Field::required("external_id", "an id", "INC-1017", "Its id in the system it comes from"),
        Field::required("account", "an account's code", "ACME", "Whose it is"),
        Field::optional("contact", "an e-mail address", "anna@acme.example", "Who asked"),
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
    ],
};

impl Imported for TicketIntake {
    const KIND: &'static Kind = &TICKETS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let intake = TicketIntake {
            account: row.required::<crate::domain::Code>("account")?.to_string(),
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
        refuse_odd_times(row, &intake)?;
        let external_id = row.text("external_id").ok_or_else(|| row.refuse("external_id", "is missing"))?;
        Ok(Intake { external_id: external_id.to_owned(), digest: row.digest(), it: intake })
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
