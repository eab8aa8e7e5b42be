//! What must have happened to a revision for it to stand where it does.

use super::{QuoteAction, QuoteEvent, Revision, RevisionStatus, fold};
use crate::domain::Instant;

impl RevisionStatus {
    /// Tells whether a revision that stands so was sent; nothing where it may have been, or not.
    const fn was_sent(self) -> Option<bool> {
        match self {
            Self::Draft | Self::InReview | Self::Approved => Some(false),
            Self::Sent | Self::Accepted | Self::Declined | Self::Ordered | Self::Superseded => Some(true),
            Self::Cancelled => None,
        }
    }

    /// Tells whether the customer has answered, or need not any more.
    const fn is_closed(self) -> bool {
        !self.is_open() && !matches!(self, Self::Sent)
    }

    /// Returns the fewest actions that lead on from here to another status; nothing where none do.
    pub fn way_to(self, to: Self) -> Option<Vec<QuoteAction>> {
        let mut ways = vec![(self, Vec::new())];
        let mut next = 0;
        while let Some((status, way)) = ways.get(next).cloned() {
            if status == to {
                return Some(way);
            }
            for action in QuoteAction::ALL {
                let Ok(after) = status.after(*action) else { continue };
                if ways.iter().all(|(known, _)| *known != after) {
                    ways.push((after, way.iter().chain([action]).copied().collect()));
                }
            }
            next += 1;
        }
        None
    }
}

impl Revision {
    /// Says which of its times contradicts where it stands, and how; nothing where none does.
    pub fn contradiction(&self) -> Option<(&'static str, String)> {
        let status = self.status;
        match (status.was_sent(), self.sent_at) {
            (Some(true), None) => Some(("sent_at", format!("is missing, and what is {status} was sent some time"))),
            (Some(false), Some(_)) => Some(("sent_at", format!("is told, and what is {status} was not sent yet"))),
            _ => match (status.is_closed(), self.closed_at) {
                (true, None) => Some(("closed_at", format!("is missing, and what is {status} came to an end"))),
                (false, Some(_)) => Some(("closed_at", format!("is told, and what is {status} is under way"))),
                _ => None,
            },
        }
    }

    /// Returns what its log lacks to lead to where it stands, with when it must have been; nothing where no log does.
    pub fn missing_of(&self, log: &[QuoteEvent]) -> Option<Vec<(QuoteAction, Instant)>> {
        let its = |event: &&QuoteEvent| event.revision == Some(self.number);
        let is_begun = log.iter().any(|event| its(&event));
        let from = if is_begun { fold(log, self.number)? } else { RevisionStatus::Draft };
        let has_sent = log.iter().filter(its).any(|event| event.action == QuoteAction::Send);
        let way = if self.sent_at.is_some() && !has_sent {
            let mut way = from.way_to(RevisionStatus::Sent)?;
            way.extend(RevisionStatus::Sent.way_to(self.status)?);
            way
        } else {
            from.way_to(self.status)?
        };
        let begun = (!is_begun).then_some(QuoteAction::Draft);
        Some(begun.into_iter().chain(way).map(|action| (action, self.time_of(action))).collect())
    }

    /// Brings it to where its log leads, with the times that the log tells.
    pub fn follow(&mut self, log: &[QuoteEvent]) {
        let Some(status) = fold(log, self.number) else { return };
        self.status = status;
        let mut at = RevisionStatus::Draft;
        let number = self.number;
        for event in log.iter().filter(|event| event.revision == Some(number)).skip(1) {
            at = at.after(event.action).unwrap_or(at);
            self.reach(at, event.at);
        }
    }

    /// Brings it to a status, at the time it got there; when it was sent and when it ended is told once.
    pub fn reach(&mut self, status: RevisionStatus, at: Instant) {
        self.status = status;
        match status {
            RevisionStatus::Sent => self.sent_at = self.sent_at.or(Some(at)),
            closed if closed.is_closed() => self.closed_at = self.closed_at.or(Some(at)),
            _ => {}
        }
    }

    fn time_of(&self, action: QuoteAction) -> Instant {
        use QuoteAction::{
            Accept, Approve, Cancel, Decline, Draft, Edit, Order, PartOrder, Reject, Send, Submit, Supersede,
        };
        match action {
            Draft | Edit | Submit | Approve | Reject => self.created_at,
            Send => self.sent_at.unwrap_or(self.created_at),
            Accept | Decline | Cancel | PartOrder | Order | Supersede => {
                self.closed_at.or(self.sent_at).unwrap_or(self.created_at)
            }
        }
    }
}
