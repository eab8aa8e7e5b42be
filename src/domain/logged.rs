//! Tickets and events as a desk's own log has them, with names where the log has rows.

use super::intake::{EventIntake, TicketIntake};
use super::ticket::{Category, Channel, Link, Party, Priority, Resolution, Status};
use super::{EventId, Instant, Line, Prose, TicketId, Tier};

words! {
    /// What tells the history of a ticket.
    Log, "what tells a history";
    /// Its row does.
    Row = "row",
    /// Its events do, from its creation on.
    Events = "events",
}

words! {
    /// What an event says.
    EventKind, "a kind of event";
    /// The customer wrote.
    MessageIn = "message-in",
    /// A rep wrote to the customer.
    MessageOut = "message-out",
    /// A rep wrote to colleagues.
    Note = "note",
    /// The status became another.
    Status = "status",
    /// The priority became another.
    Priority = "priority",
    /// The category became another.
    Category = "category",
    /// Somebody was put in charge.
    Assigned = "assigned",
    /// The ticket began.
    Created = "created",
    /// The subject became another.
    Subject = "subject",
    /// The account's tier became another.
    Tier = "tier",
    /// The ticket was tied to something.
    Linked = "linked",
    /// The ticket ended in another one.
    Merged = "merged",
    /// Another ticket ended in this one.
    Absorbed = "absorbed",
}

/// A ticket from a file: its row tells its history, or its events do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "other systems' tickets come by the million: a box for each costs more")]
pub enum AnyTicket {
    /// The row tells all.
    ByRow(TicketIntake),
    /// The row says where it stands, and its events in the same import how it came there.
    ByEvents(Box<LoggedTicket>),
}

/// A ticket as it stands, to which its events add up.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct LoggedTicket {
    pub id: TicketId,
    pub account: String,
    pub contact: Option<String>,
    pub subject: Line,
    pub category: Category,
    pub priority: Priority,
    pub channel: Channel,
    pub status: Status,
    pub created_at: Instant,
    pub resolved_at: Option<Instant>,
    pub updated_at: Instant,
    pub assignee: Option<String>,
    pub team: Option<String>,
    pub resolution: Option<Resolution>,
    pub queue: Option<String>,
    pub tier: Tier,
    pub merged_into: Option<TicketId>,
}

/// An event from a file: what some system tells of a ticket, or an entry of a desk's own log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyEvent {
    /// What happened, as far as the other system knows.
    Told(EventIntake),
    /// All that the desk kept of it.
    Logged(Box<LoggedEvent>),
}

/// An entry of a ticket's log, with names where the log has rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// The number the entry had.
    pub id: Option<EventId>,
    /// Whose log it is in.
    pub ticket: TicketName,
    /// When it happened.
    pub at: Instant,
    /// When a desk learned of it, where that is not now.
    pub recorded_at: Option<Instant>,
    /// Who acted.
    pub party: Party,
    /// The rep's handle, or the contact's address or id.
    pub author: Option<String>,
    /// What it says.
    pub what: Logged,
    /// The status it led to.
    pub to: Option<Status>,
}

/// How a row names a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketName {
    /// By its number.
    Here(TicketId),
    /// By its id in the system the row comes from.
    There(String),
}

impl TicketName {
    /// Returns the number, if it is named by that.
    pub const fn here(&self) -> Option<TicketId> {
        match self {
            Self::Here(id) => Some(*id),
            Self::There(_) => None,
        }
    }
}

/// What a ticket was given as it began.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field of that name in `domain::ticket::Outset`")]
pub struct Given {
    pub rep: Option<String>,
    pub team: Option<String>,
    pub link: Option<Link>,
}

/// What an entry of a log says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the event of that name in `domain::ticket::What`")]
pub enum Logged {
    Created { subject: Line, category: Category, priority: Priority, tier: Tier, given: Given },
    MessageIn(Prose),
    MessageOut(Prose),
    Note(Prose),
    Status(Option<Resolution>),
    Priority(Priority),
    Category(Category),
    Subject(Line),
    Tier(Tier),
    Assigned { rep: Option<String>, team: Option<String> },
    Linked(Link),
    Merged(TicketId),
    Absorbed { from: TicketId, since: Option<Instant> },
}

impl Logged {
    /// Returns what kind of entry says it.
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Created { .. } => EventKind::Created,
            Self::MessageIn(_) => EventKind::MessageIn,
            Self::MessageOut(_) => EventKind::MessageOut,
            Self::Note(_) => EventKind::Note,
            Self::Status(_) => EventKind::Status,
            Self::Priority(_) => EventKind::Priority,
            Self::Category(_) => EventKind::Category,
            Self::Subject(_) => EventKind::Subject,
            Self::Tier(_) => EventKind::Tier,
            Self::Assigned { .. } => EventKind::Assigned,
            Self::Linked(_) => EventKind::Linked,
            Self::Merged(_) => EventKind::Merged,
            Self::Absorbed { .. } => EventKind::Absorbed,
        }
    }
}
