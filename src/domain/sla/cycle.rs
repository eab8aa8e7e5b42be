//! What came of a clock.

use std::rc::Rc;

use super::{Level, Metric, Reached, Ruling};
use crate::domain::ticket::Status;
use crate::domain::{Instant, Seconds};

words! {
    /// The verdict on a cycle.
    State, "a clock state";
    /// Time is running, and there is some left.
    Running = "running",
    /// Time stands still.
    Paused = "paused",
    /// The promise was kept.
    Met = "met",
    /// The promise was broken, whether or not it was fulfilled since.
    Breached = "breached",
    /// The promise lost its object before its end.
    Cancelled = "cancelled",
    /// The matter was closed in time, but nobody had answered.
    ClosedUnanswered = "closed-unanswered",
}

words! {
    /// How things stand with a promise that is still owed.
    Outlook, "an outlook";
    /// It is broken.
    Breached = "breached",
    /// Most of the time is gone.
    AtRisk = "at-risk",
    /// There is time.
    OnTrack = "on-track",
    /// Time stands still.
    Paused = "paused",
}

/// A promise's clock, from start to verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// What was promised.
    pub metric: Metric,
    /// The how-manieth cycle of the metric, from 1.
    pub number: u32,
    /// The policy that rules it.
    pub policy: Rc<str>,
    /// The version that policy is of.
    pub version: i64,
    /// The verdict as of the instant asked about.
    pub state: State,
    /// When its time began to run: for a resolution that continues, that of the first cycle.
    pub started_at: Instant,
    /// When the cycle itself began: for a resolution that continues, at the reopening.
    pub began_at: Instant,
    /// When it is due; none while paused.
    pub due_at: Option<Instant>,
    /// When it stopped; none while it is owed.
    pub stopped_at: Option<Instant>,
    /// How much business time was promised.
    pub target: Seconds,
    /// How much business time has run, pauses left out.
    pub elapsed: Seconds,
    /// How much business time the pauses took.
    pub paused: Seconds,
    /// When the promise was broken.
    pub breached_at: Option<Instant>,
    /// The pauses, the last one open-ended while it lasts.
    pub pauses: Vec<(Instant, Option<Instant>)>,
    /// The escalation points in the order of time, passed and to come, as far as pauses are known.
    pub levels: Vec<Reached>,
    /// The escalation points it had passed by a change of target or policy, which takes none of them back.
    pub passed_before: Vec<Reached>,
    /// Which promise ruled it from when.
    pub rulings: Vec<Ruling>,
    /// What the ticket's status was from when, since its time began to run.
    pub statuses: Vec<(Instant, Status)>,
}

impl Cycle {
    /// Tells whether the promise is still owed.
    pub const fn is_owed(&self) -> bool {
        self.stopped_at.is_none()
    }

    /// Returns what is left of the target; negative once more has run.
    pub const fn remaining(&self) -> Seconds {
        self.target.minus(self.elapsed)
    }

    /// Returns the levels the cycle has passed by `now`, before it stopped, each once.
    pub fn passed(&self, now: Instant) -> impl Iterator<Item = &Reached> {
        let is_new = |reached: &&Reached| self.passed_before.iter().all(|earlier| earlier.level != reached.level);
        let since = self.levels.iter().filter(is_new).filter(move |reached| self.has_passed(reached, now));
        self.passed_before.iter().chain(since.filter(|reached| reached.at >= self.began_at))
    }

    /// Tells whether a level that somebody was told of, by one version or at one time, has been passed indeed by `now`.
    /// What stopped the clock at the very instant of the level may have been recorded after it was told: that takes
    /// nothing back.
    pub fn bears_out(&self, level: Level, version: i64, at: Instant, now: Instant) -> bool {
        let told = |reached: &&Reached| reached.level == level && (reached.version == version || reached.at == at);
        let at_its_stop = |reached: &Reached| level != Level::Breach && self.stopped_at == Some(reached.at);
        let holds = |reached: &Reached| at_its_stop(reached) || self.has_passed(reached, now);
        self.passed_before.iter().any(|reached| told(&reached)) || self.levels.iter().filter(told).any(holds)
    }

    fn has_passed(&self, reached: &Reached, now: Instant) -> bool {
        match reached.level {
            Level::Breach => self.breached_at.is_some(),
            _ => reached.at <= now && self.stopped_at.is_none_or(|stopped| reached.at < stopped),
        }
    }

    /// Returns the instant of the first level the clock has yet to pass, while it runs.
    pub fn next_level(&self, now: Instant) -> Option<Instant> {
        if !self.is_owed() {
            return None;
        }
        let ahead = |reached: &&Reached| match reached.level {
            // A promise is broken only after its due time, so the check must look again a second later.
            Level::Breach => self.breached_at.is_none(),
            _ => reached.at > now,
        };
        self.levels.iter().filter(ahead).map(Self::noticeable_at).min()
    }

    fn noticeable_at(reached: &Reached) -> Instant {
        match reached.level {
            Level::Breach => reached.at.plus(Seconds::new(1)),
            _ => reached.at,
        }
    }

    /// Tells whether so much of the present target has run that the policy warns of it.
    fn warns(&self, now: Instant) -> bool {
        self.levels.iter().any(|reached| reached.level.is_warning() && reached.at <= now)
    }

    /// Returns how things stand with a promise still owed.
    pub fn outlook(&self, now: Instant) -> Option<Outlook> {
        match self.state {
            State::Breached if self.is_owed() => Some(Outlook::Breached),
            State::Running if self.warns(now) => Some(Outlook::AtRisk),
            State::Running => Some(Outlook::OnTrack),
            State::Paused => Some(Outlook::Paused),
            State::Met | State::Breached | State::Cancelled | State::ClosedUnanswered => None,
        }
    }
}
