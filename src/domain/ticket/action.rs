//! What reps and customers do to a ticket, and the event each deed becomes.

use super::{
    Actor, Category, Event, IllegalTransition, Link, Priority, Resolution, Step, Ticket, Verb, WaitingOn, What,
};
use crate::domain::access::Deed;
use crate::domain::{Instant, Line, Prose, RepId, TeamId, Tier};

/// A deed. Whether the ticket allows it is for [`Ticket::take`] to say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Action {
    /// The customer writes.
    Receive { body: Prose },
    /// A rep writes to the customer.
    Reply { body: Prose },
    /// A rep writes to colleagues.
    Note { body: Prose },
    /// Work is taken up again.
    Open,
    /// The next step is the customer's.
    Wait,
    /// The next step is somebody else's.
    Hold { on: WaitingOn },
    /// The matter is settled.
    Resolve { resolution: Resolution },
    /// The matter was not settled after all.
    Reopen,
    /// Nothing more is to come.
    Close,
    /// Somebody is put in charge, or nobody.
    Assign { rep: Option<RepId>, team: Option<TeamId> },
    /// The priority is corrected.
    Prioritise { priority: Priority },
    /// The category is corrected.
    Categorise { category: Category },
    /// The subject is corrected.
    Rename { subject: Line },
    /// The account has moved to another tier.
    Retier { tier: Tier },
    /// The ticket is tied to something.
    Link { link: Link },
}

impl Action {
    /// Returns what the deed is to the ticket's machine.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Receive { .. } => Verb::Receive,
            Self::Reply { .. } => Verb::Reply,
            Self::Note { .. } => Verb::Note,
            Self::Open => Verb::Open,
            Self::Wait => Verb::Wait,
            Self::Hold { on } => Verb::Hold(*on),
            Self::Resolve { .. } => Verb::Resolve,
            Self::Reopen => Verb::Reopen,
            Self::Close => Verb::Close,
            // Nobody takes the ticket up when it is taken back.
            Self::Assign { rep: None, team: None }
            | Self::Prioritise { .. }
            | Self::Categorise { .. }
            | Self::Rename { .. }
            | Self::Retier { .. } => Verb::Edit,
            Self::Assign { .. } => Verb::Assign,

            Self::Link { .. } => Verb::Link,
        }
    }

    /// Returns what the deed is to the table of rights.
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Receive { .. } => Deed::TicketReceive,
            Self::Reply { .. } => Deed::TicketReply,
            Self::Note { .. } => Deed::TicketNote,
            Self::Open | Self::Wait | Self::Hold { .. } => Deed::TicketStatus,
            Self::Resolve { .. } => Deed::TicketResolve,
            Self::Reopen => Deed::TicketReopen,
            Self::Close => Deed::TicketClose,
            Self::Assign { .. } => Deed::TicketAssign,
            Self::Prioritise { .. } | Self::Categorise { .. } | Self::Rename { .. } => Deed::TicketEdit,
            Self::Retier { .. } => Deed::AccountEdit,
            Self::Link { .. } => Deed::TicketLink,
        }
    }

    fn into_what(self) -> What {
        match self {
            Self::Receive { body } => What::MessageIn { body },
            Self::Reply { body } => What::MessageOut { body },
            Self::Note { body } => What::Note { body },
            Self::Open | Self::Wait | Self::Hold { .. } | Self::Reopen | Self::Close => {
                What::Status { resolution: None }
            }
            Self::Resolve { resolution } => What::Status { resolution: Some(resolution) },
            Self::Assign { rep, team } => What::Assigned { rep, team },
            Self::Prioritise { priority } => What::Priority(priority),
            Self::Categorise { category } => What::Category(category),
            Self::Rename { subject } => What::Subject(subject),
            Self::Retier { tier } => What::Tier(tier),
            Self::Link { link } => What::Linked(link),
        }
    }

    /// Tells whether the ticket already is as the deed would make it.
    fn is_idle(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Assign { rep, team } => (ticket.assignee, ticket.team) == (*rep, *team),
            Self::Prioritise { priority } => ticket.priority == *priority,
            Self::Categorise { category } => ticket.category == *category,
            Self::Rename { subject } => ticket.subject == *subject,
            Self::Retier { tier } => ticket.tier == *tier,
            _ => false,
        }
    }
}

impl Ticket {
    /// Takes a deed in and returns its event; nothing if the ticket is so already.
    ///
    /// Whatever the clock says, nothing happens before what has happened: an earlier `now` counts as the last event's.
    pub fn take(&mut self, action: Action, by: Actor, now: Instant) -> Result<Option<Event>, IllegalTransition> {
        let to = match self.status.after(action.verb())? {
            Step::Already => return Ok(None),
            Step::Stay if action.is_idle(self) => return Ok(None),
            Step::Stay => None,
            Step::To(status) => Some(status),
        };
        let at = now.max(self.updated_at);
        let event = Event { at, recorded_at: now, by, what: action.into_what(), to };
        self.apply(&event);
        Ok(Some(event))
    }
}
