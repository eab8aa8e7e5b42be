//! Lists of tickets.

use serde::Serialize;

use crate::app::TicketLine;
use crate::domain::sla::{Metric, Outlook};
use crate::domain::ticket::{Category, Channel, Priority, Status};
use crate::domain::{Code, Instant, Line, TicketId, Tier};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::{due, key, nothing, outlook, promise, word};

/// A ticket in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct TicketRow {
    pub id: TicketId,
    pub account: Code,
    pub subject: Line,
    pub priority: Priority,
    pub status: Status,
    pub sla: Option<Outlook>,
    pub due_at: Option<Instant>,
    pub due_metric: Option<Metric>,
    pub assignee: Option<Code>,
    pub category: Category,
    pub tier: Option<Tier>,
    pub channel: Channel,
    pub account_name: Line,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub resolved_at: Option<Instant>,
    pub external_id: Option<String>,
}

impl TicketRow {
    /// Takes what is stored of a ticket, and tells how its promises stand at `now`.
    pub fn of(line: TicketLine, now: Instant) -> Self {
        Self {
            sla: standing(&line, now),
            id: line.id,
            account: line.account,
            subject: line.subject,
            priority: line.priority,
            status: line.status,
            due_at: line.due_at,
            due_metric: line.due_metric,
            assignee: line.assignee,
            category: line.category,
            tier: line.tier,
            channel: line.channel,
            account_name: line.account_name,
            created_at: line.created_at,
            updated_at: line.updated_at,
            resolved_at: line.resolved_at,
            external_id: line.external_id,
        }
    }
}

/// Tells how a ticket stands by the deadlines its row keeps: nobody has to have written a breach down.
pub(in crate::view) fn standing(line: &TicketLine, now: Instant) -> Option<Outlook> {
    match line.due_at {
        _ if line.status.is_settled() => None,
        Some(due) if due < now => Some(Outlook::Breached),
        _ if line.risk_at.is_some_and(|risk| risk <= now) => Some(Outlook::AtRisk),
        Some(_) => Some(Outlook::OnTrack),
        None => line.paused.then_some(Outlook::Paused),
    }
}

/// Marks what should be seen first.
pub(super) fn priority(priority: Priority) -> Cell {
    let tone = match priority {
        Priority::Urgent => Tone::Bad,
        Priority::High => Tone::Warn,
        Priority::Normal => Tone::Plain,
        Priority::Low => Tone::Dim,
    };
    Cell::toned(priority.as_str(), tone)
}

/// Shows the subject, marked `!!` if urgent and `!` if high: a column of priorities costs more than it tells.
fn marked(ticket: &TicketRow) -> Cell {
    match ticket.priority {
        Priority::Urgent => Cell::toned(format!("!! {}", ticket.subject), Tone::Strong),
        Priority::High => Cell::plain(format!("! {}", ticket.subject)),
        Priority::Normal | Priority::Low => Cell::show(&ticket.subject),
    }
}

impl Row for TicketRow {
    const ONE: &'static str = "ticket";
    const MANY: &'static str = "tickets";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |ticket, _| key(ticket.id)),
        Column::text("account", "account", |ticket, _| Cell::show(&ticket.account)),
        Column::text("subject", "subject", |ticket, _| marked(ticket)),
        Column::wide(Column::text("priority", "priority", |ticket, _| priority(ticket.priority))),
        Column::text("status", "status", |ticket, _| Cell::show(ticket.status)),
        Column::text("sla", "sla", |ticket, _| outlook(ticket.sla)),
        Column::text("due_at", "due", |ticket, human| due(ticket.due_at, human)),
        Column::text("assignee", "rep", |ticket, _| word(ticket.assignee.as_ref())),
        Column::wide(Column::text("due_metric", "promise", |ticket, _| {
            ticket.due_metric.map_or_else(nothing, |metric| promise(metric, 1))
        })),
        Column::wide(Column::text("category", "category", |ticket, _| Cell::show(ticket.category))),
        Column::wide(Column::number("tier", "tier", |ticket, _| word(ticket.tier.as_ref()))),
        Column::wide(Column::text("channel", "channel", |ticket, _| Cell::show(ticket.channel))),
        Column::wide(Column::text("account_name", "account name", |ticket, _| Cell::show(&ticket.account_name))),
        Column::wide(Column::text("created_at", "created", |ticket, human| human.when(ticket.created_at).into())),
        Column::wide(Column::text("updated_at", "updated", |ticket, human| human.when(ticket.updated_at).into())),
        Column::data("resolved_at"),
        Column::data("external_id"),
    ];
}

/// A ticket that a search found.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct FoundRow {
    pub id: TicketId,
    pub account: Code,
    pub status: Status,
    pub subject: Line,
    pub excerpt: String,
}

impl FoundRow {
    /// Takes a ticket and the words around the match.
    pub fn of((line, excerpt): (TicketLine, String)) -> Self {
        Self { id: line.id, account: line.account, status: line.status, subject: line.subject, excerpt }
    }
}

impl Row for FoundRow {
    const ONE: &'static str = "ticket";
    const MANY: &'static str = "tickets";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |found, _| key(found.id)),
        Column::text("account", "account", |found, _| Cell::show(&found.account)),
        Column::text("status", "status", |found, _| Cell::show(found.status)),
        Column::text("subject", "subject", |found, _| Cell::show(&found.subject)),
        Column::text("excerpt", "where", |found, _| found.excerpt.as_str().into()),
    ];
}
