//! How long matters take until they are settled.

use super::sla::{Tally, resolutions};
use super::{Needs, Ranges, Spread, TicketFacts, TicketFigures};
use crate::domain::Seconds;
use crate::domain::sla::{Metric, State, Verdict};

/// How a group of tickets was settled.
#[derive(Debug, Clone, Default)]
pub struct Resolutions {
    /// All of them.
    pub tickets: usize,
    /// Those not settled.
    pub open: usize,
    /// Those that ended in another ticket: that one's matter goes on.
    pub merged: usize,
    /// Those taken up again after they had been settled.
    pub reopened: usize,
    /// How often they were.
    pub reopenings: usize,
    /// Those settled for good with one message of ours.
    pub with_one_answer: usize,
    /// Time by the clock from the beginning to the last resolution, of those resolved.
    pub wall: Spread<Seconds>,
    /// The same in ranges.
    pub ranges: Ranges,
    /// Business time of the same, as the promise's clock counted it, where there was a promise.
    pub business: Spread<Seconds>,
    /// The promises of a resolution.
    pub promises: Tally,
}

impl Resolutions {
    /// Returns how many are resolved.
    pub const fn resolved(&self) -> usize {
        self.wall.count()
    }

    pub(super) fn count_ticket(&mut self, ticket: &TicketFacts<'_>) {
        let course = ticket.course;
        self.tickets += 1;
        self.reopened += usize::from(course.reopenings > 0);
        self.reopenings += course.reopenings;
        resolutions(ticket.verdicts).for_each(|verdict| self.promises.count(verdict, ticket.as_of));
        match ticket.resolved_at {
            _ if course.is_merged => self.merged += 1,
            None => self.open += 1,
            Some(resolved) => {
                let took = resolved.since(ticket.created_at).max(Seconds::ZERO);
                self.wall.extend([took]);
                self.ranges.count(took);
                self.business.extend(last(ticket).and_then(|verdict| verdict.elapsed));
                self.with_one_answer += usize::from(course.messages_out == 1 && course.reopenings == 0);
            }
        }
    }
}

impl TicketFigures for Resolutions {
    const NEEDS: Needs = Needs { open: false, verdicts: true, course: true };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        self.count_ticket(ticket);
    }

    fn left_out(&self) -> Vec<(usize, &'static str)> {
        vec![(self.open, "not resolved yet"), (self.merged, "merged into others")]
    }
}

/// Returns the promise that the last resolution fulfilled, in time or not. Where none was left by then, an earlier one
/// tells of an earlier resolution.
fn last<'a>(ticket: &TicketFacts<'a>) -> Option<&'a Verdict> {
    let is_decided = |verdict: &&Verdict| matches!(verdict.state, State::Met | State::Breached);
    let of_resolution = ticket.verdicts.iter().filter(|verdict| verdict.metric == Metric::Resolution);
    let last = of_resolution.filter(is_decided).max_by_key(|verdict| verdict.number)?;
    (last.stopped_at >= ticket.resolved_at).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instant;
    use crate::domain::report::{Charge, Course, Touch, TouchKind};
    use crate::domain::ticket::{Party, Status};

    fn verdict(number: u32, stopped: i64, elapsed: i64) -> Verdict {
        let at = Instant::from_epoch;
        Verdict {
            metric: Metric::Resolution,
            number,
            version: 1,
            state: State::Met,
            started_at: at(0),
            risk_at: None,
            due_at: Some(at(5000)),
            stopped_at: Some(at(stopped)),
            breached_at: None,
            target: Seconds::new(5000),
            elapsed: Some(Seconds::new(elapsed)),
        }
    }

    #[test]
    fn it_took_until_the_last_resolution() {
        let at = Instant::from_epoch;
        let touch = |seconds, to| Touch {
            at: at(seconds),
            kind: TouchKind::MessageOut,
            party: Party::Agent,
            who: None,
            to: Some(to),
            charge: Charge::default(),
        };
        let log = [touch(100, Status::Resolved), touch(200, Status::Open), touch(4000, Status::Resolved)];
        let [first, second] = [verdict(1, 100, 100), verdict(2, 4000, 900)];
        let [once, twice] = [&log[..1], &log].map(|log| Course::of(at(0), log));
        let settled = TicketFacts {
            status: Status::Resolved,
            resolved_at: Some(at(4000)),
            course: &twice,
            ..TicketFacts::open(at(5000))
        };
        let mut resolutions = Resolutions::default();
        resolutions.count(&TicketFacts { verdicts: &[first, second], ..settled });
        // Nothing was promised any more when it was resolved again.
        resolutions.count(&TicketFacts { verdicts: &[first], ..settled });
        resolutions.count(&TicketFacts { course: &once, resolved_at: Some(at(100)), ..settled });
        resolutions.count(&TicketFacts::open(at(5000)));
        assert_eq!((resolutions.resolved(), resolutions.open, resolutions.with_one_answer), (3, 1, 1));
        assert_eq!((resolutions.reopened, resolutions.reopenings), (2, 2));
        assert_eq!((resolutions.wall.percentile(100), resolutions.wall.mean()), (Some(Seconds::new(4000)), Some(2700)));
        assert_eq!((resolutions.business.count(), resolutions.business.mean()), (1, Some(900)));
    }
}
