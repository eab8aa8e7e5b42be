//! How long customers wait for a first answer.

use super::sla::{Tally, responses};
use super::{Needs, Ranges, Spread, TicketFacts, TicketFigures};
use crate::domain::Seconds;

/// The first answers to a group of tickets.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    /// All of them.
    pub tickets: usize,
    /// Those that still wait for an answer.
    pub waiting: usize,
    /// Those settled without a message of ours.
    pub unanswered: usize,
    /// Those we began, to which the customer has not written since.
    pub unasked: usize,
    /// Those that ended in another ticket before they were answered.
    pub merged: usize,
    /// Time by the clock until a rep first wrote, of those answered.
    pub wall: Spread<Seconds>,
    /// The same in ranges.
    pub ranges: Ranges,
    /// The promises of a first response, with their business time.
    pub promises: Tally,
}

impl TicketFigures for Responses {
    const NEEDS: Needs = Needs { open: false, verdicts: true, course: true };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        let course = ticket.course;
        self.tickets += 1;
        responses(ticket.verdicts).for_each(|verdict| self.promises.count(verdict, ticket.as_of));
        match (course.asked_at, course.answered_at) {
            (Some(asked), Some(answered)) => {
                let wait = answered.since(asked);
                self.wall.extend([wait]);
                self.ranges.count(wait);
            }
            _ if course.is_merged => self.merged += 1,
            (None, _) => self.unasked += 1,
            (Some(_), None) if ticket.is_open() => self.waiting += 1,
            (Some(_), None) => self.unanswered += 1,
        }
    }

    fn left_out(&self) -> Vec<(usize, &'static str)> {
        vec![
            (self.waiting, "not answered yet"),
            (self.unanswered, "settled without a message"),
            (self.unasked, "begun by us and without a question"),
            (self.merged, "merged before an answer"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instant;
    use crate::domain::report::{Charge, Course, Touch, TouchKind};
    use crate::domain::ticket::{Party, Status};

    #[test]
    fn every_ticket_is_answered_or_left_out_for_one_reason() {
        use Party::{Agent, Customer};
        use TouchKind::{Created, Merged, MessageOut};
        let touch = |at, kind, party| Touch {
            at: Instant::from_epoch(at),
            kind,
            party,
            who: None,
            to: None,
            charge: Charge::default(),
        };
        let asked = touch(0, Created, Customer);
        let cases: [(&[Touch], Status); 6] = [
            (&[asked, touch(900, MessageOut, Agent)], Status::Pending),
            (&[asked, touch(901, MessageOut, Agent), touch(950, Merged, Agent)], Status::Closed),
            (&[asked], Status::New),
            (&[asked], Status::Closed),
            (&[touch(0, Created, Agent), touch(0, MessageOut, Agent)], Status::Pending),
            (&[asked, touch(5, Merged, Agent)], Status::Closed),
        ];
        let mut responses = Responses::default();
        for (log, status) in cases {
            let course = Course::of(Instant::from_epoch(0), log);
            responses.count(&TicketFacts { status, course: &course, ..TicketFacts::open(Instant::from_epoch(1000)) });
        }
        let left_out = responses.left_out().into_iter().map(|(count, _)| count).collect::<Vec<_>>();
        assert_eq!((responses.tickets, responses.wall.count(), left_out), (6, 2, vec![1, 1, 1, 1]));
        assert_eq!(responses.ranges.counts()[..3], [1, 1, 0]);
    }
}
