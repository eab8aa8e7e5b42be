//! What is left to do.

use super::{Needs, Spread, TicketFacts, TicketFigures, worst};
use crate::domain::Seconds;
use crate::domain::sla::Outlook;
use crate::domain::ticket::StatusWord;

/// A group of tickets that are not settled.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct Backlog {
    pub new: usize,
    pub pending: usize,
    pub on_hold: usize,
    pub unassigned: usize,
    /// Those with a promise in danger, and none broken.
    pub at_risk: usize,
    /// Those with a promise broken and still owed.
    pub breached: usize,
    /// For how long they have been open.
    pub ages: Spread<Seconds>,
}

impl Backlog {
    /// Returns how many there are.
    pub const fn open(&self) -> usize {
        self.ages.count()
    }
}

impl TicketFigures for Backlog {
    const NEEDS: Needs = Needs { open: true, verdicts: true, course: false };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        self.unassigned += usize::from(ticket.is_unassigned);
        self.ages.extend([ticket.as_of.since(ticket.created_at)]);
        match ticket.status.word() {
            StatusWord::New => self.new += 1,
            StatusWord::Pending => self.pending += 1,
            StatusWord::OnHold => self.on_hold += 1,
            StatusWord::Open | StatusWord::Resolved | StatusWord::Closed => {}
        }
        match worst(ticket.verdicts, ticket.as_of) {
            Some(Outlook::Breached) => self.breached += 1,
            Some(Outlook::AtRisk) => self.at_risk += 1,
            Some(Outlook::OnTrack | Outlook::Paused) | None => {}
        }
    }
}
