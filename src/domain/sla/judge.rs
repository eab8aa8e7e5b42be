//! The verdicts: what each clock comes to under the policies that rule it.

use std::rc::Rc;

use super::clock::{Clock, End, Stop, clocks};
use super::stopwatch::Stopwatch;
use super::{
    Book, Case, Cycle, Happening, Level, Metric, Moment, OnChange, Policy, Reached, Reopening, State, Version,
};
use crate::domain::calendar::Target;
use crate::domain::ticket::{Category, Priority, Status};
use crate::domain::{Instant, Seconds, Tier};

/// Judges every promise of a ticket as of `now`: moments after it are not looked at.
///
/// The cycles come in the order their clocks start. `moments` may come in any order.
pub fn evaluate(moments: &[Moment], case: &Case<'_>, book: &Book, now: Instant) -> Vec<Cycle> {
    let mut moments: Vec<Moment> = moments.iter().filter(|moment| moment.at <= now).copied().collect();
    moments.sort_by_key(Moment::order);
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

fn number(cycles: &mut [Cycle]) {
    let mut counts = [0; Metric::ALL.len()];
    for cycle in cycles {
        let count = &mut counts[cycle.metric as usize];
        *count += 1;
        cycle.number = *count;
    }
}

/// What the log says of a ticket at one place in it.
#[derive(Clone, Copy)]
struct Facts {
    status: Status,
    priority: Priority,
    category: Category,
    tier: Tier,
}

impl Facts {
    const BEFORE: Self =
        Self { status: Status::New, priority: Priority::Normal, category: Category::OTHER, tier: Tier::DEFAULT };

    /// Takes a moment in, and tells whether it may change which policy or target rules.
    fn learn(&mut self, happening: Happening) -> bool {
        match happening {
            Happening::Created { category, priority, tier, .. } => {
                (self.category, self.priority, self.tier) = (category, priority, tier);
            }
            Happening::Priority(priority) => self.priority = priority,
            Happening::Category(category) => self.category = category,
            Happening::Tier(tier) => self.tier = tier,
            Happening::Status(status) => {
                self.status = status;
                return false;
            }
            Happening::Message { .. } | Happening::Assigned(_) | Happening::Absorbed { .. } | Happening::Merged => {
                return false;
            }
        }
        true
    }
}

/// A clock running under a policy.
struct Ruled<'b> {
    policy: &'b Policy,
    version: i64,
    watch: Stopwatch,
}

impl Ruled<'_> {
    /// Lets time stand still or run, as the status asks.
    fn heed(&mut self, metric: Metric, status: Status, at: Instant) {
        if status.is_settled() || self.policy.pauses.holds(status.word(), metric) {
            self.watch.pause(at);
        } else {
            self.watch.resume(at);
        }
    }
}

struct Court<'a> {
    moments: &'a [Moment],
    case: &'a Case<'a>,
    book: &'a Book,
    now: Instant,
}

impl<'a> Court<'a> {
    /// Returns the clock from which a resolution clock counts: an earlier one that it continues, or itself.
    fn origin(&self, clock: &Clock, earlier: Option<Clock>) -> Clock {
        let facts = self.facts_at(clock.index);
        let version = self.book.at(clock.start, known_at(clock));
        let policy = version.and_then(|version| version.policy(self.case, facts.category, facts.tier));
        match (earlier, policy.map(|policy| policy.reopening)) {
            (Some(earlier), Some(Reopening::Continue)) => Clock { stop: clock.stop, ..earlier },
            _ => *clock,
        }
    }

    fn facts_at(&self, index: usize) -> Facts {
        let mut facts = Facts::BEFORE;
        for moment in &self.moments[..=index] {
            facts.learn(moment.happening);
        }
        facts
    }

    /// Walks one clock, measured from `from`, to its stop or to `now`.
    fn judge(&self, clock: &Clock, from: &Clock, cycles: &mut Vec<Cycle>) {
        let mut trial = Trial {
            clock,
            from,
            case: self.case,
            facts: self.facts_at(from.index),
            version: self.book.at(from.start, known_at(clock)),
            ruled: None,
            now: self.now,
            cycles,
        };
        trial.rule(from.start);
        let end = clock.stop.map_or(self.now, |stop| stop.at);
        let mut arriving = self.book.arriving(from.start, end, known_at(clock)).peekable();
        let last = clock.stop.map_or(self.moments.len(), |stop| stop.index);
        for moment in &self.moments[from.index + 1..last] {
            while let Some(version) = arriving.next_if(|version| version.valid_from <= moment.at) {
                trial.adopt(version);
            }
            trial.hear(moment);
        }
        arriving.for_each(|version| trial.adopt(version));
        trial.close();
    }
}

/// Returns by when a version must have been known to judge the clock: what was final stays final.
fn known_at(clock: &Clock) -> Instant {
    clock.stop.map_or(Instant::MAX, |stop| stop.recorded_at)
}

/// One clock's walk through the log.
struct Trial<'a, 'b> {
    clock: &'a Clock,
    from: &'a Clock,
    case: &'a Case<'a>,
    facts: Facts,
    version: Option<&'b Version>,
    ruled: Option<Ruled<'b>>,
    now: Instant,
    cycles: &'a mut Vec<Cycle>,
}

impl<'b> Trial<'_, 'b> {
    fn hear(&mut self, moment: &Moment) {
        if self.facts.learn(moment.happening) {
            self.rule(moment.at);
        } else if let Some(ruled) = &mut self.ruled {
            ruled.heed(self.clock.metric, self.facts.status, moment.at);
        }
    }

    fn adopt(&mut self, version: &'b Version) {
        self.version = Some(version);
        self.rule(version.valid_from);
    }

    fn promise(&self) -> Option<(&'b Policy, i64, Target)> {
        let version = self.version?;
        let policy = version.policy(self.case, self.facts.category, self.facts.tier)?;
        Some((policy, version.number, policy.target(self.clock.metric, self.facts.priority)?))
    }

    /// Puts the clock under whatever policy rules at `at`: starts it, changes it, or cancels it.
    fn rule(&mut self, at: Instant) {
        match (self.ruled.take(), self.promise()) {
            (None, None) => {}
            (Some(ruled), None) => self.finish(ruled, Some((at, End::Cancelled))),
            (None, Some((policy, version, target))) => {
                let mut watch = Stopwatch::start(Rc::clone(&policy.calendar), target, self.from.start);
                if at > self.from.start {
                    watch.change(OnChange::Keep, &policy.calendar, target, at);
                }
                self.ruled = Some(Ruled { policy, version, watch });
            }
            (Some(mut ruled), Some((policy, version, target))) => {
                if ruled.watch.target != target || ruled.policy.calendar != policy.calendar {
                    ruled.watch.change(policy.on_change, &policy.calendar, target, at);
                }
                // A promise broken by then was broken under the old policy; one that stays word for word stays its.
                if !ruled.watch.breached_before(at) && ruled.policy != policy {
                    (ruled.policy, ruled.version) = (policy, version);
                }
                self.ruled = Some(ruled);
            }
        }
        if let Some(ruled) = &mut self.ruled {
            ruled.heed(self.clock.metric, self.facts.status, at);
        }
    }

    fn close(mut self) {
        let stopped = self.clock.stop.map(|Stop { at, end, .. }| (at, end));
        if let Some(ruled) = self.ruled.take() {
            self.finish(ruled, stopped);
        }
    }

    fn finish(&mut self, Ruled { policy, version, mut watch }: Ruled<'b>, stopped: Option<(Instant, End)>) {
        let end = stopped.map_or(self.now, |(at, _)| at);
        watch.settle(end);
        let (elapsed, paused) = (watch.elapsed(end), watch.paused(end));
        let state = match (watch.breach, stopped) {
            (Some(_), _) => State::Breached,
            (None, None) if watch.is_paused() => State::Paused,
            (None, None) => State::Running,
            (None, Some((_, End::Done))) => State::Met,
            (None, Some((_, End::Unanswered))) => State::ClosedUnanswered,
            (None, Some((_, End::Cancelled))) => State::Cancelled,
        };
        let levels = self.levels(policy, &watch);
        if stopped.is_some() {
            // What had been left when it stopped is what the due time would have been.
            watch.resume(end);
        }
        self.cycles.push(Cycle {
            metric: self.clock.metric,
            number: 0,
            policy: Rc::clone(&policy.name),
            version,
            state,
            started_at: watch.started_at,
            due_at: watch.due(),
            stopped_at: stopped.map(|(at, _)| at),
            target: watch.span(),
            elapsed,
            paused,
            breached_at: watch.breach.map(|breach| breach.at),
            pauses: watch.pauses,
            levels,
        });
    }

    /// Returns when the clock passes each level; a continued clock has left those before the reopening behind.
    fn levels(&self, policy: &Policy, watch: &Stopwatch) -> Vec<Reached> {
        let broken_at = watch.breach.map(|breach| breach.at).or(watch.due());
        let at = |level: Level| match level {
            Level::Breach => broken_at,
            Level::After(span) => broken_at.and_then(|broken_at| watch.calendar.add(broken_at, span)),
            Level::Percent(_) | Level::Before(_) => Some(level.amount(watch.span()))
                .filter(|amount| *amount > Seconds::ZERO)
                .and_then(|amount| watch.reach(amount)),
        };
        let reached = policy.levels.iter().filter_map(|level| Some(Reached { level: *level, at: at(*level)? }));
        let mut levels: Vec<Reached> = reached.filter(|reached| reached.at >= self.clock.start).collect();
        levels.sort_by_key(|reached| reached.at);
        levels
    }
}
