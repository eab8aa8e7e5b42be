//! A ticket's log.

use serde::Serialize;

use crate::app::Entry;
use crate::domain::ticket::{Party, Status, What};
use crate::domain::{Instant, Prose, TicketId};
use crate::output::{Cell, Column, Human, Row, Section, Tone};
use crate::view::{listed, word};

/// One entry of a ticket's log.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct EntryRow {
    pub at: Instant,
    pub recorded_at: Instant,
    pub ticket: TicketId,
    pub kind: &'static str,
    pub party: Party,
    pub by: Option<String>,
    pub status: Option<Status>,
    pub what: String,
    pub body: Option<Prose>,
}

impl EntryRow {
    /// Puts an event into a few words.
    pub fn of(entry: Entry) -> Self {
        let (kind, what) = told(&entry);
        let Entry { ticket, event, by, .. } = entry;
        let (party, status) = (event.by.party(), event.to);
        let body = match event.what {
            What::MessageIn { body } | What::MessageOut { body } | What::Note { body } => Some(body),
            _ => None,
        };
        Self { at: event.at, recorded_at: event.recorded_at, ticket, kind, party, by, status, what, body }
    }

    /// Lays out what was said, if anything was; `shown` is the ticket whose detail it stands in.
    pub(super) fn said(&self, shown: TicketId, human: &Human) -> Option<Section> {
        let body = self.body.as_ref()?.to_string();
        let verb = match self.kind {
            "message-in" => "wrote",
            "message-out" => "replied",
            _ => "noted, internally",
        };
        let from = if self.ticket == shown { String::new() } else { format!(" (from {})", self.ticket) };
        let title = format!("{} {} {verb}{from}", human.when(self.at), self.who());
        Some(Section::Text { title, body })
    }

    fn who(&self) -> &str {
        self.by.as_deref().unwrap_or(match self.party {
            Party::Customer => "the customer",
            Party::Agent => "a rep",
            Party::System => "the system",
        })
    }
}

/// Returns the kind of an entry, and what it says beyond that.
fn told(entry: &Entry) -> (&'static str, String) {
    let first_line = |body: &Prose| body.as_str().lines().next().unwrap_or_default().trim_end().to_owned();
    match &entry.event.what {
        What::Created { subject, .. } => ("created", subject.to_string()),
        What::MessageIn { body } => ("message-in", first_line(body)),
        What::MessageOut { body } => ("message-out", first_line(body)),
        What::Note { body } => ("note", first_line(body)),
        What::Status { resolution } => ("status", resolution.map(|how| how.to_string()).unwrap_or_default()),
        What::Priority(priority) => ("priority", priority.to_string()),
        What::Category(category) => ("category", category.to_string()),
        What::Subject(subject) => ("subject", subject.to_string()),
        What::Tier(tier) => ("tier", tier.to_string()),
        What::Assigned { .. } => {
            let names = listed(entry.assignee.iter().chain(&entry.team));
            ("assigned", if names.is_empty() { "nobody".to_owned() } else { names })
        }
        What::Linked(link) => ("linked", format!("{} {}", link.kind, link.target)),
        What::Merged { into } => ("merged", format!("into {into}")),
        What::Absorbed { from, .. } => ("absorbed", from.to_string()),
    }
}

impl Row for EntryRow {
    const ONE: &'static str = "entry";
    const MANY: &'static str = "entries";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("at", "when", |entry, human| human.when(entry.at).into()),
        Column::text("by", "who", |entry, _| {
            let tone = if entry.by.is_some() { Tone::Plain } else { Tone::Dim };
            Cell::toned(entry.who(), tone)
        }),
        Column::text("kind", "kind", |entry, _| entry.kind.into()),
        Column::text("status", "status", |entry, _| word(entry.status.as_ref())),
        Column::text("what", "what", |entry, _| entry.what.as_str().into()),
        Column::wide(Column::text("ticket", "ticket", |entry, _| Cell::show(entry.ticket))),
        Column::wide(Column::text("party", "party", |entry, _| Cell::show(entry.party))),
        Column::wide(Column::text("recorded_at", "recorded", |entry, human| human.when(entry.recorded_at).into())),
        Column::data("body"),
    ];
}
