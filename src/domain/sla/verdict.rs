//! What is kept of a cycle: enough for lists and reports.

use super::{Cycle, Level, Metric, Outlook, State};
use crate::domain::{Instant, Seconds};

/// A cycle's verdict, as it is stored. Time passes without a write, so ask for the state as of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What was promised.
    pub metric: Metric,
    /// The how-manieth cycle of the metric, from 1.
    pub number: u32,
    /// The policy version that rules it.
    pub version: i64,
    /// The state when it was stored.
    pub state: State,
    /// When it started.
    pub started_at: Instant,
    /// The first warning.
    pub risk_at: Option<Instant>,
    /// When it is due; none while paused.
    pub due_at: Option<Instant>,
    /// When it stopped; none while it is owed.
    pub stopped_at: Option<Instant>,
    /// When the promise was broken, as far as that was known when it was stored.
    pub breached_at: Option<Instant>,
    /// How much business time was promised.
    pub target: Seconds,
    /// How much business time had run; none while it is owed, since it grows.
    pub elapsed: Option<Seconds>,
}

impl Verdict {
    /// Keeps what is needed of a cycle.
    pub fn of(cycle: &Cycle) -> Self {
        let warning = cycle.levels.iter().find(|reached| reached.level.is_warning());
        Self {
            metric: cycle.metric,
            number: cycle.number,
            version: cycle.version,
            state: cycle.state,
            started_at: cycle.started_at,
            risk_at: warning.map(|reached| reached.at),
            due_at: cycle.due_at,
            stopped_at: cycle.stopped_at,
            breached_at: cycle.breached_at,
            target: cycle.target,
            elapsed: cycle.stopped_at.map(|_| cycle.elapsed),
        }
    }

    /// Returns the state as of `now`: a running clock past its due time is a broken promise.
    pub fn state_at(&self, now: Instant) -> State {
        match (self.state, self.due_at) {
            (State::Running, Some(due)) if now > due => State::Breached,
            (state, _) => state,
        }
    }

    /// Returns when the promise was broken, as of `now`.
    pub fn breached_at(&self, now: Instant) -> Option<Instant> {
        self.breached_at.or(self.due_at.filter(|_| self.state_at(now) == State::Breached))
    }

    /// Returns how things stand as of `now` with a promise still owed.
    pub fn outlook(&self, now: Instant) -> Option<Outlook> {
        match self.state_at(now) {
            _ if self.stopped_at.is_some() => None,
            State::Breached => Some(Outlook::Breached),
            State::Running if self.risk_at.is_some_and(|risk| risk <= now) => Some(Outlook::AtRisk),
            State::Running => Some(Outlook::OnTrack),
            State::Paused => Some(Outlook::Paused),
            State::Met | State::Cancelled | State::ClosedUnanswered => None,
        }
    }
}

/// What a ticket's row keeps of its promises, so that queues can be sorted and checks be cheap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deadlines {
    /// The deadline that binds first, of promises still owed, and whose it is.
    pub due: Option<(Instant, Metric)>,
    /// The first warning of promises still owed and running.
    pub risk_at: Option<Instant>,
    /// When the check has to look at the ticket: here, when a clock next passes a level.
    pub check_at: Option<Instant>,
}

impl Deadlines {
    /// Draws the deadlines from a ticket's cycles as of `now`.
    pub fn of(cycles: &[Cycle], now: Instant) -> Self {
        let owed = || cycles.iter().filter(|cycle| cycle.is_owed());
        let running = || owed().filter(|cycle| cycle.due_at.is_some());
        let warnings = |cycle: &Cycle| {
            cycle
                .levels
                .iter()
                .filter(|reached| !matches!(reached.level, Level::After(_)))
                .map(|reached| reached.at)
                .min()
        };
        Self {
            due: running().filter_map(|cycle| Some((cycle.due_at?, cycle.metric))).min(),
            risk_at: running().filter_map(warnings).min(),
            check_at: owed().filter_map(|cycle| cycle.next_level(now)).min(),
        }
    }
}
