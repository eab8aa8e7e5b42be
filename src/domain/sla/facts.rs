//! What the log says of a ticket, as far as matching and pausing go.

use super::Happening;
use crate::domain::Tier;
use crate::domain::ticket::{Category, Priority, Status};

/// What the log says of a ticket at one place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub category: Category,
    /// The account's tier, as far as promises go.
    pub tier: Tier,
}

impl Facts {
    pub(super) const BEFORE: Self =
        Self { status: Status::New, priority: Priority::Normal, category: Category::OTHER, tier: Tier::DEFAULT };

    /// Takes a moment in.
    pub(super) fn learn(&mut self, happening: Happening) {
        match happening {
            Happening::Created { category, priority, tier, .. } => {
                (self.category, self.priority, self.tier) = (category, priority, tier);
            }
            Happening::Priority(priority) => self.priority = priority,
            Happening::Category(category) => self.category = category,
            Happening::Tier(tier) => self.tier = tier,
            Happening::Status(status) => self.status = status,
            Happening::Message { .. } | Happening::Assigned(_) | Happening::Absorbed { .. } | Happening::Merged => {}
        }
    }

    /// Tells whether another policy or target may rule by these facts than by `other`: the status decides neither.
    pub(super) fn ask_anew(&self, other: &Self) -> bool {
        (self.priority, self.category, self.tier) != (other.priority, other.category, other.tier)
    }
}
