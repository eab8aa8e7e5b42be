//! What the promises see of a ticket's log.

use crate::domain::ticket::{Category, Party, Priority, Status};
use crate::domain::{Instant, TeamId, Tier};

/// Something that may start, stop, pause or change a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When it happened.
    pub at: Instant,
    /// When the desk learned of it.
    pub recorded_at: Instant,
    /// What it was.
    pub happening: Happening,
}

/// What happened, as far as promises go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// The ticket began.
    Created {
        /// Who wrote it down: a rep's own ticket waits for the customer's first word.
        by: Party,
        /// What it was about.
        category: Category,
        /// How urgent it was.
        priority: Priority,
        /// The account's tier.
        tier: Tier,
    },
    /// Somebody wrote where the other side can read it.
    Message {
        /// Who wrote; a program's message answers nothing.
        by: Party,
    },
    /// The status became this.
    Status(Status),
    /// The priority became this.
    Priority(Priority),
    /// The category became this.
    Category(Category),
    /// The account's tier became this.
    Tier(Tier),
    /// This team is in charge, or none.
    Assigned(Option<TeamId>),
    /// Another ticket ended in this one.
    Absorbed {
        /// Since when its customer had been waiting for an answer.
        waiting_since: Option<Instant>,
    },
    /// This ticket ended in another one.
    Merged,
}

impl Moment {
    /// Returns the order in which the engine reads: by time; at one instant, beginnings, then messages, then the rest.
    pub fn order(&self) -> (Instant, u8) {
        let rank = match self.happening {
            Happening::Created { .. } => 0,
            Happening::Message { .. } | Happening::Absorbed { .. } => 1,
            _ => 2,
        };
        (self.at, rank)
    }
}
