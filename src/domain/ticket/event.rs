//! What happens to tickets: the append-only log everything else is a fold of.

use super::{Category, Channel, LinkKind, Party, Priority, Resolution, Status};
use crate::domain::sla::{Happening, Moment};
use crate::domain::{AccountId, ContactId, Instant, Line, Prose, QueueId, RepId, TeamId, TicketId, Tier};

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody at the account, known or not.
    Customer(Option<ContactId>),
    /// One of us; imported history does not always say who.
    Agent(Option<RepId>),
    /// A program of ours.
    System,
}

impl Actor {
    /// Returns the side the actor is on.
    pub const fn party(self) -> Party {
        match self {
            Self::Customer(_) => Party::Customer,
            Self::Agent(_) => Party::Agent,
            Self::System => Party::System,
        }
    }
}

/// A tie from a ticket to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the other end is.
    pub kind: LinkKind,
    /// The other end: a ticket's id, an order's number.
    pub target: Line,
}

/// What a ticket is given as it begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outset {
    /// The rep in charge.
    pub rep: Option<RepId>,
    /// The team in charge.
    pub team: Option<TeamId>,
    /// What it is tied to.
    pub link: Option<Link>,
}

/// What an event says, apart from the status it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The ticket begins. Its actor is who asked for it.
    Created {
        /// Whose it is.
        account: AccountId,
        /// Who asked.
        contact: Option<ContactId>,
        /// What it is about.
        subject: Line,
        /// What kind of matter it is.
        category: Category,
        /// How urgent it is.
        priority: Priority,
        /// How it came in.
        channel: Channel,
        /// The mailbox it came through.
        queue: Option<QueueId>,
        /// The account's tier at the time.
        tier: Tier,
        /// What it is given at once, in one entry with its beginning.
        outset: Outset,
    },
    /// The customer wrote.
    MessageIn {
        /// What they wrote.
        body: Prose,
    },
    /// A rep wrote to the customer.
    MessageOut {
        /// What they wrote.
        body: Prose,
    },
    /// A rep wrote to colleagues.
    Note {
        /// What they wrote.
        body: Prose,
    },
    /// The status changed and nothing else.
    Status {
        /// How the matter ended, if it did.
        resolution: Option<Resolution>,
    },
    /// The priority changed.
    Priority(Priority),
    /// The category changed.
    Category(Category),
    /// The subject changed.
    Subject(Line),
    /// The account's tier changed.
    Tier(Tier),
    /// Work was given to a rep, a team, or taken back.
    Assigned {
        /// The rep in charge now.
        rep: Option<RepId>,
        /// The team in charge now.
        team: Option<TeamId>,
    },
    /// The ticket was tied to something.
    Linked(Link),
    /// The ticket ended in another one.
    Merged {
        /// Where it goes on.
        into: TicketId,
    },
    /// Another ticket ended in this one.
    Absorbed {
        /// The other ticket.
        from: TicketId,
        /// Since when its customer had been waiting for an answer, if they were.
        waiting_since: Option<Instant>,
    },
}

/// One entry of a ticket's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: Instant,
    /// When the desk learned of it; later than `at` for imported history.
    pub recorded_at: Instant,
    /// Who did it.
    pub by: Actor,
    /// What it says.
    pub what: What,
    /// The status it leads to, if it leads to one.
    pub to: Option<Status>,
}

impl Event {
    /// Tells whether somebody wrote something.
    pub const fn is_message(&self) -> bool {
        self.body().is_some()
    }

    /// Returns what was written, if anything was.
    pub const fn body(&self) -> Option<&Prose> {
        match &self.what {
            What::MessageIn { body } | What::MessageOut { body } | What::Note { body } => Some(body),
            _ => None,
        }
    }

    /// Returns the order of a log: the beginning first, then by time, then as recorded (the sort is stable).
    ///
    /// Imported history may come late; what happened earlier counts as earlier, whenever we heard of it. Real logs hold
    /// entries from before the opening they belong to: those follow it, with the time they claim.
    pub fn order(&self) -> (bool, Instant) {
        (!matches!(self.what, What::Created { .. }), self.at)
    }

    /// Returns what the promises see of this event; at one instant a message comes before a status.
    pub fn moments(&self) -> impl Iterator<Item = Moment> {
        let moment = |happening| Moment { at: self.at, recorded_at: self.recorded_at, happening };
        let said = match &self.what {
            What::Created { category, priority, tier, .. } => {
                let by = self.by.party();
                Some(Happening::Created { by, category: *category, priority: *priority, tier: *tier })
            }
            What::MessageIn { .. } => Some(Happening::Message { by: Party::Customer }),
            What::MessageOut { .. } => Some(Happening::Message { by: self.by.party() }),
            What::Priority(priority) => Some(Happening::Priority(*priority)),
            What::Category(category) => Some(Happening::Category(*category)),
            What::Tier(tier) => Some(Happening::Tier(*tier)),
            What::Assigned { team, .. } => Some(Happening::Assigned(*team)),
            What::Merged { .. } => Some(Happening::Merged),
            What::Absorbed { waiting_since, .. } => Some(Happening::Absorbed { waiting_since: *waiting_since }),
            What::Note { .. } | What::Status { .. } | What::Subject(_) | What::Linked(_) => None,
        };
        let given = match &self.what {
            What::Created { outset, .. } => outset.team.map(|team| Happening::Assigned(Some(team))),
            _ => None,
        };
        let moved = self.to.map(Happening::Status);
        said.into_iter().chain(given).chain(moved).map(moment)
    }
}

/// Tells the log of a ticket one thing after the other: what the ticket was given as it began follows the beginning, and the
/// words it began with.
pub fn in_turn(mut events: Vec<Event>) -> Vec<Event> {
    let Some(Event { at, recorded_at, what: What::Created { outset, .. }, .. }) = events.first_mut() else {
        return events;
    };
    let (at, recorded_at, Outset { rep, team, link }) = (*at, *recorded_at, std::mem::take(outset));
    let given = |what| Event { at, recorded_at, by: Actor::System, what, to: None };
    let assigned = (rep.is_some() || team.is_some()).then(|| given(What::Assigned { rep, team }));
    let place = if events.get(1).is_some_and(|event| event.is_message() && event.at == at) { 2 } else { 1 };
    events.splice(place..place, link.map(|link| given(What::Linked(link))).into_iter().chain(assigned));
    events
}
