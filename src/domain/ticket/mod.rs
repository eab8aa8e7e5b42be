//! Tickets: the machine they follow, the events they are made of, and the row those events add up to.

mod action;
mod category;
mod event;
mod machine;
mod vocabulary;

pub use action::Action;
pub use category::Category;
pub use event::{Actor, Event, Link, Outset, What, in_turn};
pub use machine::{IllegalTransition, Step, Verb};
pub use vocabulary::{Channel, LinkKind, Party, Priority, Resolution, Status, StatusWord, WaitingOn};

use std::fmt::Display;

use super::sla::Moment;
use super::{AccountId, ContactId, Instant, Line, QueueId, RepId, TeamId, TicketId, Tier};

/// A ticket as it stands: always the fold of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The number, never reused.
    pub id: TicketId,
    /// Whose it is.
    pub account: AccountId,
    /// Who asked.
    pub contact: Option<ContactId>,
    /// What it is about, in one line.
    pub subject: Line,
    /// What kind of matter it is.
    pub category: Category,
    /// How urgent it is.
    pub priority: Priority,
    /// How it came in.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// How it ended, once resolved.
    pub resolution: Option<Resolution>,
    /// Who works on it.
    pub assignee: Option<RepId>,
    /// The team it was handed to.
    pub team: Option<TeamId>,
    /// The mailbox it came through.
    pub queue: Option<QueueId>,
    /// The account's tier as far as this ticket's promises go.
    pub tier: Tier,
    /// The ticket it was merged into.
    pub merged_into: Option<TicketId>,
    /// When it was opened.
    pub created_at: Instant,
    /// When anything last happened to it.
    pub updated_at: Instant,
    /// When it was last resolved, while it is resolved or closed.
    pub resolved_at: Option<Instant>,
}

impl Ticket {
    /// Opens a ticket from its first event; anything but `Created` opens nothing.
    pub fn open(id: TicketId, event: &Event) -> Option<Self> {
        let What::Created { account, contact, subject, category, priority, channel, queue, tier, outset } = &event.what
        else {
            return None;
        };
        let mut ticket = Self {
            id,
            account: *account,
            contact: *contact,
            subject: subject.clone(),
            category: *category,
            priority: *priority,
            channel: *channel,
            status: Status::New,
            resolution: None,
            assignee: outset.rep,
            team: outset.team,
            queue: *queue,
            tier: *tier,
            merged_into: None,
            created_at: event.at,
            updated_at: event.at,
            resolved_at: None,
        };
        ticket.enter(event);
        Some(ticket)
    }

    /// Takes in the next event.
    pub fn apply(&mut self, event: &Event) {
        match &event.what {
            What::Priority(priority) => self.priority = *priority,
            What::Category(category) => self.category = *category,
            What::Subject(subject) => self.subject = subject.clone(),
            What::Tier(tier) => self.tier = *tier,
            What::Assigned { rep, team } => (self.assignee, self.team) = (*rep, *team),
            What::Merged { into } => self.merged_into = Some(*into),
            What::Created { .. }
            | What::MessageIn { .. }
            | What::MessageOut { .. }
            | What::Note { .. }
            | What::Status { .. }
            | What::Linked(_)
            | What::Absorbed { .. } => {}
        }
        self.updated_at = self.updated_at.max(event.at);
        self.enter(event);
    }

    /// Moves to the status the event leads to, if it leads to one.
    fn enter(&mut self, event: &Event) {
        let Some(status) = event.to else { return };
        self.status = status;
        if !status.is_settled() {
            (self.resolved_at, self.resolution) = (None, None);
            return;
        }
        self.resolved_at = self.resolved_at.or(Some(event.at));
        if let What::Status { resolution: Some(resolution) } = event.what {
            self.resolution = Some(resolution);
        } else if matches!(event.what, What::Merged { .. }) {
            self.resolution = Some(Resolution::Duplicate);
        }
    }

    /// Tells in what the row of a ticket differs from what its log adds up to, a sentence for each.
    pub fn unlike(&self, log: &Self) -> Vec<String> {
        fn shown<T: Display>(value: Option<&T>) -> String {
            value.map_or_else(|| "none".to_owned(), ToString::to_string)
        }
        let texts = |of: &Self| {
            [
                ("subject", of.subject.to_string()),
                ("category", of.category.to_string()),
                ("priority", of.priority.to_string()),
                ("tier", of.tier.number().to_string()),
                ("status", of.status.to_string()),
                ("resolution", shown(of.resolution.as_ref())),
                ("assignee", shown(of.assignee.as_ref())),
                ("team", shown(of.team.as_ref())),
                ("merged into", shown(of.merged_into.as_ref())),
                ("created", of.created_at.to_string()),
                ("updated", of.updated_at.to_string()),
                ("resolved", shown(of.resolved_at.as_ref())),
            ]
        };
        let pairs = texts(self).into_iter().zip(texts(log));
        let unlike = pairs.filter(|(row, log)| row != log);
        unlike.map(|((name, row), (_, log))| format!("{name} is {row}, its log says {log}")).collect()
    }

    /// Folds a whole log, which must begin with `Created` and be in the order of [`Event::order`].
    pub fn fold(id: TicketId, events: &[Event]) -> Option<Self> {
        let (first, rest) = events.split_first()?;
        let mut ticket = Self::open(id, first)?;
        for event in rest {
            ticket.apply(event);
        }
        Some(ticket)
    }
}

/// Returns what the promises see of a log.
pub fn moments(events: &[Event]) -> Vec<Moment> {
    events.iter().flat_map(Event::moments).collect()
}
