//! Figures over many promises, and over many quotes.

mod dimension;
mod measure;
mod quotes;

pub use dimension::{By, Dimension, ForecastBy, GroupKey, Grouping, QuoteDimension};
pub use measure::{Amounts, Spread};
pub use quotes::{QuoteFacts, QuoteFigures};

use super::sla::{Metric, Outlook, State, Verdict};
use super::{Instant, Seconds};

/// How one metric fared in a group of tickets.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Promises kept.
    pub met: usize,
    /// Promises broken, fulfilled since or not.
    pub breached: usize,
    /// Matters closed in time without an answer: neither kept nor broken.
    pub unanswered: usize,
    /// Business time of those that stopped, unsorted.
    elapsed: Spread<Seconds>,
}

impl Tally {
    /// Counts a verdict as of `now`. Cancelled promises count nowhere; those still running count once they are broken.
    pub fn count(&mut self, verdict: &Verdict, now: Instant) {
        match verdict.state_at(now) {
            State::Met => self.met += 1,
            State::Breached => self.breached += 1,
            State::ClosedUnanswered => self.unanswered += 1,
            State::Running | State::Paused | State::Cancelled => return,
        }
        if verdict.state != State::ClosedUnanswered {
            self.elapsed.extend(verdict.elapsed);
        }
    }

    /// Returns the share of promises kept among those decided, in hundredths of a percent rounded down; nothing if
    /// none is decided. Rounding down keeps "100 %" for "all of them".
    pub fn attainment(&self) -> Option<u32> {
        attainment(self.met, self.breached)
    }

    /// Returns the smallest business time that at least `percent` of the stopped promises did not exceed (nearest
    /// rank).
    pub fn percentile(&mut self, percent: usize) -> Option<Seconds> {
        self.elapsed.percentile(percent)
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

impl Group {
    /// Counts a ticket with its promises as of `now`.
    pub fn count(&mut self, open: bool, verdicts: &[Verdict], now: Instant) {
        self.tickets += 1;
        self.open += usize::from(open);
        for (index, verdict) in verdicts.iter().enumerate() {
            match verdict.metric {
                Metric::FirstResponse => self.response.count(verdict, now),
                Metric::Resolution if goes_on(verdict, &verdicts[..index]) => {}
                Metric::Resolution => self.resolution.count(verdict, now),
                Metric::NextResponse | Metric::Update | Metric::Handling => {}
            }
        }
        match worst(verdicts, now) {
            Some(Outlook::Breached) => self.breached += 1,
            Some(Outlook::AtRisk) => self.at_risk += 1,
            Some(Outlook::OnTrack | Outlook::Paused) | None => {}
        }
    }
}

/// Returns the share of promises kept among those kept or broken, in hundredths of a percent rounded down.
pub(super) fn attainment(kept: usize, broken: usize) -> Option<u32> {
    let share = (kept * 10_000).checked_div(kept + broken)?;
    u32::try_from(share).ok()
}

/// Tells whether the verdict repeats a breach: a reopened ticket goes on being late, it is not late twice.
pub(super) fn goes_on(verdict: &Verdict, earlier: &[Verdict]) -> bool {
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
        assert_eq!(tally.attainment(), None);
        for state in [State::Met, State::Met, State::Breached, State::Cancelled, State::ClosedUnanswered] {
            tally.count(&verdict(state, 10), Instant::from_epoch(1000));
        }
        assert_eq!((tally.attainment(), tally.unanswered), (Some(6666), 1));
    }

    #[test]
    fn percentiles_are_figures_that_occurred() {
        let mut tally = Tally::default();
        for elapsed in [40, 10, 30, 20] {
            tally.count(&verdict(State::Met, elapsed), Instant::from_epoch(1000));
        }
        assert_eq!(tally.percentile(50), Some(Seconds::new(20)));
        assert_eq!(tally.percentile(90), Some(Seconds::new(40)));
        assert_eq!(Tally::default().percentile(50), None);
    }

    #[test]
    fn a_promise_overdue_by_now_counts_as_broken_though_nobody_wrote_it_down() {
        let running = Verdict { stopped_at: None, elapsed: None, ..verdict(State::Running, 0) };
        let mut group = Group::default();
        group.count(true, &[running], Instant::from_epoch(101));
        assert_eq!((group.resolution.breached, group.breached), (1, 1));
        let mut group = Group::default();
        group.count(true, &[running], Instant::from_epoch(100));
        assert_eq!((group.resolution.breached, group.breached), (0, 0));
    }
}
