//! What reports know of a ticket.

use super::Course;
use crate::domain::sla::Verdict;
use crate::domain::ticket::{Party, Status};
use crate::domain::{Instant, TicketId};

/// A ticket as of an instant.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct TicketFacts<'a> {
    pub id: TicketId,
    pub status: Status,
    /// Whether nobody is in charge.
    pub is_unassigned: bool,
    pub created_at: Instant,
    /// When it was last resolved, while it is.
    pub resolved_at: Option<Instant>,
    /// Its promises in the order they started; none where they are not needed.
    pub verdicts: &'a [Verdict],
    /// What it went through; nothing where that is not needed.
    pub course: &'a Course,
    /// The instant of which all this is told.
    pub as_of: Instant,
}

impl TicketFacts<'_> {
    /// Tells whether there is something left to do.
    pub const fn is_open(&self) -> bool {
        !self.status.is_settled()
    }

    #[cfg(test)]
    pub(super) fn open(as_of: Instant) -> Self {
        static NOTHING: std::sync::LazyLock<Course> = std::sync::LazyLock::new(Course::default);
        Self {
            id: TicketId::new(1),
            status: Status::Open,
            is_unassigned: false,
            created_at: Instant::from_epoch(0),
            resolved_at: None,
            verdicts: &[],
            course: &NOTHING,
            as_of,
        }
    }
}

/// An event as far as reports see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// When it happened.
    pub at: Instant,
    /// What happened.
    pub kind: TouchKind,
    /// The side that did it.
    pub party: Party,
    /// Who did it, where that is known: a number that no other person of that side has.
    pub who: Option<i64>,
    /// The status it led to, if it led to one.
    pub to: Option<Status>,
    /// Who was in charge from then on, where it says so.
    pub charge: Charge,
}

/// Who is in charge, by their numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Charge {
    /// The rep.
    pub rep: Option<i64>,
    /// The team.
    pub team: Option<i64>,
}

/// What happened, as far as reports tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchKind {
    /// The ticket began.
    Created,
    /// The customer wrote.
    MessageIn,
    /// A rep wrote to the customer.
    MessageOut,
    /// A rep wrote to colleagues.
    Note,
    /// It was given to somebody, or taken back.
    Assigned,
    /// It ended in another ticket.
    Merged,
    /// Anything else.
    Other,
}

/// What figures are made of; what is not needed is not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Needs {
    /// Only tickets that are open.
    pub open: bool,
    /// The tickets' promises.
    pub verdicts: bool,
    /// What they went through.
    pub course: bool,
}

/// What is counted of a group of tickets.
pub trait TicketFigures: Default {
    /// What it is made of.
    const NEEDS: Needs;

    /// Counts a ticket.
    fn count(&mut self, ticket: &TicketFacts<'_>);

    /// Lets each group know of the others, once all tickets are counted.
    fn set_beside(_groups: &mut [Self]) {}

    /// Returns of how many tickets its times do not tell, and which those are: words that go with one and with several.
    fn left_out(&self) -> Vec<(usize, &'static str)> {
        Vec::new()
    }
}
