//! The verdicts: what each clock comes to under the policies that rule it.

use std::rc::Rc;

use super::clock::{Clock, clocks};
use super::stopwatch::Stopwatch;
use super::trial::Trial;
use super::{Book, Case, Cycle, Facts, Happening, Level, Metric, Moment, Policy, Reached, Reopening};
use crate::domain::ticket::Status;
use crate::domain::{Instant, Seconds};

/// Judges every promise of a ticket as of `now`: moments after it are not looked at.
///
/// The cycles come in the order their clocks start. `moments` may come in any order, save those of one instant and kind.
pub fn evaluate(moments: &[Moment], case: &Case<'_>, book: &Book, now: Instant) -> Vec<Cycle> {
    let moments = in_order(moments, now);
    let court = Court { moments: &moments, case, book, now };
    let mut cycles = Vec::new();
    let mut origin = None;
    for clock in clocks(&moments) {
        let from =
            if clock.metric == Metric::Resolution { *origin.insert(court.origin(&clock, origin)) } else { clock };
        court.judge(&clock, &from, &mut cycles);
    }
    number(&mut cycles);
    cycles
}

/// Returns what had happened by `now`, in order: a ticket begins once, and nothing happens to it before.
pub(super) fn in_order(moments: &[Moment], now: Instant) -> Vec<Moment> {
    let mut moments: Vec<Moment> = moments.iter().filter(|moment| moment.at <= now).copied().collect();
    moments.sort_by_key(Moment::order);
    let is_beginning = |moment: &Moment| matches!(moment.happening, Happening::Created { .. });
    let Some(beginning) = moments.iter().copied().find(is_beginning) else { return Vec::new() };
    moments.retain(|moment| !is_beginning(moment));
    // Imported clocks may disagree; what is said to have come before the beginning came with it.
    for moment in &mut moments {
        moment.at = moment.at.max(beginning.at);
    }
    moments.push(beginning);
    moments.sort_by_key(Moment::order);
    moments
}

fn number(cycles: &mut [Cycle]) {
    let mut counts = [0; Metric::ALL.len()];
    for cycle in cycles {
        let count = &mut counts[cycle.metric as usize];
        *count += 1;
        cycle.number = *count;
    }
}

/// A clock running under a policy.
pub(super) struct Ruled<'b> {
    pub(super) policy: &'b Policy,
    pub(super) version: i64,
    pub(super) watch: Stopwatch,
}

impl Ruled<'_> {
    /// Returns when the clock passes each level, passed and to come.
    pub(super) fn levels(&self) -> Vec<Reached> {
        let watch = &self.watch;
        let broken_at = watch.breach.map(|breach| breach.at).or(watch.due());
        let at = |level: Level| match level {
            Level::Breach => broken_at,
            Level::After(span) => broken_at.and_then(|broken_at| watch.calendar.add(broken_at, span)),
            Level::Percent(_) | Level::Before(_) => Some(level.amount(watch.span()))
                .filter(|amount| *amount > Seconds::ZERO)
                .and_then(|amount| watch.reach(amount)),
        };
        let reached = |level: &Level| {
            let policy = Rc::clone(&self.policy.name);
            Some(Reached { level: *level, at: at(*level)?, policy, version: self.version })
        };
        let mut levels: Vec<Reached> = self.policy.levels.iter().filter_map(reached).collect();
        levels.sort_by_key(|reached| reached.at);
        levels
    }

    /// Lets time stand still or run, as the status asks.
    pub(super) fn heed(&mut self, metric: Metric, status: Status, at: Instant) {
        if stands_still(self.policy, metric, status) {
            self.watch.pause(at);
        } else {
            self.watch.resume(at);
        }
    }
}

pub(super) fn stands_still(policy: &Policy, metric: Metric, status: Status) -> bool {
    status.is_settled() || policy.pauses.holds(status.word(), metric)
}

struct Court<'a> {
    moments: &'a [Moment],
    case: &'a Case<'a>,
    book: &'a Book,
    now: Instant,
}

impl Court<'_> {
    /// Returns the clock from which a resolution clock counts: an earlier one that it continues, or itself.
    fn origin(&self, clock: &Clock, earlier: Option<Clock>) -> Clock {
        let (facts, known_at) = (self.facts_before(clock.index), known_at(clock));
        let version = self.book.at(clock.start, known_at);
        let profile = self.case.profile(clock.start, known_at, facts.category, facts.tier);
        let policy = version.and_then(|version| version.policy(&profile));
        match (earlier, policy.map(|policy| policy.reopening)) {
            (Some(earlier), Some(Reopening::Continue) | None) => earlier,
            (None, _) | (_, Some(Reopening::Restart)) => *clock,
        }
    }

    fn facts_before(&self, index: usize) -> Facts {
        let mut facts = Facts::BEFORE;
        for moment in &self.moments[..index] {
            facts.learn(moment.happening);
        }
        facts
    }

    /// Walks one clock, measured from `from`, to its stop or to `now`.
    ///
    /// What happens at one instant happens together: two corrections at once are one change.
    fn judge(&self, clock: &Clock, from: &Clock, cycles: &mut Vec<Cycle>) {
        let (mut at, known_at) = (self.moments[from.index].at, known_at(clock));
        let mut trial = Trial {
            clock,
            since: from.start,
            case: self.case,
            known_at,
            contract: None,
            facts: self.facts_before(from.index),
            version: self.book.at(at, known_at),
            history: Vec::new(),
            passed_before: Vec::new(),
            rulings: Vec::new(),
            ruled: None,
            now: self.now,
            cycles,
        };
        let end = clock.stop.map_or(self.now, |stop| stop.at);
        let mut versions = self.book.arriving(at, end, known_at).peekable();
        let last = clock.stop.map_or(self.moments.len(), |stop| stop.index);
        let mut moments = &self.moments[from.index..last];
        loop {
            let arrived = std::iter::from_fn(|| versions.next_if(|version| version.valid_from == at)).last();
            let (together, later) = moments.split_at(moments.partition_point(|moment| moment.at == at));
            trial.turn(at, arrived, together);
            moments = later;
            let contract = self.case.next_turn(at, known_at).filter(|turn| *turn <= end);
            let version = versions.peek().map(|version| version.valid_from);
            match [moments.first().map(|moment| moment.at), version, contract].into_iter().flatten().min() {
                Some(next) => at = next,
                None => break,
            }
        }
        trial.close();
    }
}

/// Returns by when a version must have been known to judge the clock: what was final stays final.
fn known_at(clock: &Clock) -> Instant {
    clock.stop.map_or(Instant::MAX, |stop| stop.recorded_at)
}
