//! How promises were kept.

use super::ticket::{Needs, TicketFacts, TicketFigures};
use super::{Spread, attainment};
use crate::domain::sla::{Metric, Outlook, State, Verdict};
use crate::domain::{Instant, Seconds};

/// How the promises of one metric were kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kept {
    /// Promises kept.
    pub met: usize,
    /// Promises broken, fulfilled since or not.
    pub breached: usize,
    /// Matters closed in time without an answer: neither kept nor broken.
    pub unanswered: usize,
}

impl Kept {
    /// Counts a verdict as of `now`, and tells whether it counts. Cancelled promises count nowhere; those still running count
    /// once they are broken.
    fn count(&mut self, verdict: &Verdict, now: Instant) -> bool {
        match verdict.state_at(now) {
            State::Met => self.met += 1,
            State::Breached => self.breached += 1,
            State::ClosedUnanswered => self.unanswered += 1,
            State::Running | State::Paused | State::Cancelled => return false,
        }
        true
    }

    /// Returns the share of promises kept among those decided, in hundredths of a percent rounded down; nothing if
    /// none is decided. Rounding down keeps "100 %" for "all of them".
    pub fn attainment(&self) -> Option<u32> {
        attainment(self.met, self.breached)
    }
}

/// How one metric fared in a group of tickets.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How its promises were kept.
    pub kept: Kept,
    /// Business time of those that stopped.
    pub elapsed: Spread<Seconds>,
    /// Time by the clock of the same: nights and pauses taken in.
    pub wall: Spread<Seconds>,
}

impl Tally {
    /// Counts a verdict as of `now`, as [`Kept`] does, with its times.
    pub fn count(&mut self, verdict: &Verdict, now: Instant) {
        if self.kept.count(verdict, now) && verdict.state != State::ClosedUnanswered {
            self.elapsed.extend(verdict.elapsed);
            self.wall.extend(verdict.stopped_at.map(|stopped| stopped.since(verdict.started_at)));
        }
    }
}

/// How promises to a group of tickets were kept, whatever time that took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Promised {
    /// Tickets in the group.
    pub tickets: usize,
    /// First responses.
    pub response: Kept,
    /// Resolutions; a reopened ticket has one more.
    pub resolution: Kept,
}

impl Promised {
    /// Returns how many were kept, answers and resolutions alike, and how many broken.
    pub const fn kept_and_broken(&self) -> (usize, usize) {
        let Self { response, resolution, .. } = self;
        (response.met + resolution.met, response.breached + resolution.breached)
    }
}

impl TicketFigures for Promised {
    const NEEDS: Needs = Needs { open: false, verdicts: true, course: false };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        self.tickets += 1;
        for verdict in responses(ticket.verdicts) {
            self.response.count(verdict, ticket.as_of);
        }
        for verdict in resolutions(ticket.verdicts) {
            self.resolution.count(verdict, ticket.as_of);
        }
    }
}

/// How a group of tickets fared.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// First responses.
    pub response: Tally,
    /// Resolutions; a reopened ticket has one more.
    pub resolution: Tally,
    /// Tickets in the group.
    pub tickets: usize,
    /// Those not settled.
    pub open: usize,
    /// Open ones with a promise in danger, and none broken.
    pub at_risk: usize,
    /// Open ones with a promise broken and still owed.
    pub breached: usize,
}

impl TicketFigures for Group {
    const NEEDS: Needs = Needs { open: false, verdicts: true, course: false };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        let (verdicts, now) = (ticket.verdicts, ticket.as_of);
        self.tickets += 1;
        self.open += usize::from(ticket.is_open());
        responses(verdicts).for_each(|verdict| self.response.count(verdict, now));
        resolutions(verdicts).for_each(|verdict| self.resolution.count(verdict, now));
        match worst(verdicts, now) {
            Some(Outlook::Breached) => self.breached += 1,
            Some(Outlook::AtRisk) => self.at_risk += 1,
            Some(Outlook::OnTrack | Outlook::Paused) | None => {}
        }
    }
}

/// Returns those of a ticket's verdicts that are about its first response.
pub(super) fn responses(verdicts: &[Verdict]) -> impl Iterator<Item = &Verdict> {
    verdicts.iter().filter(|verdict| verdict.metric == Metric::FirstResponse)
}

/// Returns those of a ticket's verdicts that are about its resolution, each breach once.
pub(super) fn resolutions(verdicts: &[Verdict]) -> impl Iterator<Item = &Verdict> {
    let resolutions = verdicts.iter().enumerate().filter(|(_, verdict)| verdict.metric == Metric::Resolution);
    resolutions.filter(|(index, verdict)| !goes_on(verdict, &verdicts[..*index])).map(|(_, verdict)| verdict)
}

/// Tells whether the verdict repeats a breach: a reopened ticket goes on being late, it is not late twice.
pub fn goes_on(verdict: &Verdict, earlier: &[Verdict]) -> bool {
    let same = |other: &Verdict| other.metric == verdict.metric && other.breached_at == verdict.breached_at;
    verdict.breached_at.is_some() && earlier.iter().any(same)
}

/// Returns how a ticket stands by the worst of its promises still owed.
pub fn worst(verdicts: &[Verdict], now: Instant) -> Option<Outlook> {
    verdicts.iter().filter_map(|verdict| verdict.outlook(now)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(state: State, elapsed: i64) -> Verdict {
        let start = Instant::from_epoch(0);
        Verdict {
            metric: Metric::Resolution,
            number: 1,
            version: 1,
            state,
            started_at: start,
            risk_at: None,
            due_at: Some(start.plus(Seconds::new(100))),
            stopped_at: Some(start.plus(Seconds::new(elapsed))),
            breached_at: None,
            target: Seconds::new(100),
            elapsed: Some(Seconds::new(elapsed)),
        }
    }

    #[test]
    fn attainment_leaves_out_what_was_never_decided_and_rounds_down() {
        let mut tally = Tally::default();
        assert_eq!(tally.kept.attainment(), None);
        for state in [State::Met, State::Met, State::Breached, State::Cancelled, State::ClosedUnanswered] {
            tally.count(&verdict(state, 10), Instant::from_epoch(1000));
        }
        assert_eq!((tally.kept.attainment(), tally.kept.unanswered), (Some(6666), 1));
    }

    #[test]
    fn a_promise_overdue_by_now_counts_as_broken_though_nobody_wrote_it_down() {
        let running = Verdict { stopped_at: None, elapsed: None, ..verdict(State::Running, 0) };
        let broken = |as_of| {
            let mut group = Group::default();
            group.count(&TicketFacts { verdicts: &[running], ..TicketFacts::open(Instant::from_epoch(as_of)) });
            (group.resolution.kept.breached, group.breached)
        };
        assert_eq!((broken(101), broken(100)), ((1, 1), (0, 0)));
    }
}
