//! One clock's walk through the log.

use std::rc::Rc;

use super::clock::{Clock, End, Stop};
use super::judge::{Ruled, stands_still};
use super::stopwatch::{Pause, Stopwatch};
use super::{Case, Cycle, Effect, Facts, Happening, Metric, Moment, Policy, Reached, Ruling, State, Term, Version};
use crate::domain::Instant;
use crate::domain::calendar::Target;
use crate::domain::ticket::Status;

/// An instant at which something happened.
struct Turn<'a> {
    at: Instant,
    /// What the log said until then.
    before: Facts,
    /// The contract in force until then.
    contract: Option<&'a Term>,
    /// Whether a version came into force.
    arrived: bool,
    /// How many rulings there were.
    known: usize,
}

/// A clock, walked from turn to turn; the verdicts it comes to are handed to `cycles`.
pub(super) struct Trial<'a, 'b> {
    pub(super) clock: &'a Clock,
    /// Since when time has run: its start, that of the clock it continues, or an older wait that was merged in.
    pub(super) since: Instant,
    pub(super) case: &'a Case<'a>,
    /// By when a version or a contract must have been known to count.
    pub(super) known_at: Instant,
    /// The contract in force.
    pub(super) contract: Option<&'a Term>,
    pub(super) facts: Facts,
    pub(super) version: Option<&'b Version>,
    /// Since when the ticket had which status: what a policy that comes later would have paused for.
    pub(super) history: Vec<(Instant, Status)>,
    /// The levels passed before the last change.
    pub(super) passed_before: Vec<Reached>,
    /// Which promise ruled from when.
    pub(super) rulings: Vec<Ruling>,
    pub(super) ruled: Option<Ruled<'b>>,
    pub(super) now: Instant,
    pub(super) cycles: &'a mut Vec<Cycle>,
}

impl<'b> Trial<'_, 'b> {
    /// Takes in all that happened at `at`.
    pub(super) fn turn(&mut self, at: Instant, arrived: Option<&'b Version>, together: &[Moment]) {
        self.version = arrived.or(self.version);
        let (before, contract) = (self.facts, self.contract);
        let turn = Turn { at, before, contract, arrived: arrived.is_some(), known: self.rulings.len() };
        self.contract = self.case.contract(at, self.known_at);
        for moment in together {
            self.facts.learn(moment.happening);
            self.put_back(moment, &turn);
        }
        let other_contract = self.contract != turn.contract;
        if turn.arrived || other_contract || self.history.is_empty() || self.facts.ask_anew(&turn.before) {
            self.rule(&turn);
        }
        if let Some(ruled) = &mut self.ruled {
            ruled.heed(self.clock.metric, self.facts.status, at);
            for ruling in self.rulings.iter_mut().skip(turn.known) {
                ruling.due_at = ruled.watch.due();
            }
        }
        if self.history.last().is_none_or(|(_, status)| *status != self.facts.status) {
            self.history.push((at, self.facts.status));
        }
    }

    /// Lets a wait for an answer count from when it began, on whichever ticket that was.
    fn put_back(&mut self, moment: &Moment, turn: &Turn<'_>) {
        let is_response = matches!(self.clock.metric, Metric::FirstResponse | Metric::NextResponse);
        let Happening::Absorbed { waiting_since: Some(since) } = moment.happening else { return };
        if !is_response || since >= self.since {
            return;
        }
        self.since = since;
        let Some(mut ruled) = self.ruled.take() else { return };
        ruled.watch.settle(moment.at);
        if ruled.watch.breach.is_none() {
            remember(&mut self.passed_before, &ruled, moment.at, self.clock.start);
            ruled.watch.put_back(since, moment.at);
            self.note(turn, Effect::PutBack, &ruled);
        } else {
            self.note(turn, Effect::TooLate, &ruled);
        }
        self.ruled = Some(ruled);
    }

    fn promise(&self, at: Instant) -> Option<(&'b Policy, i64, Target)> {
        let version = self.version?;
        let policy = version.policy(&self.case.profile(at, self.known_at, self.facts.category, self.facts.tier))?;
        Some((policy, version.number, policy.target(self.clock.metric, self.facts.priority)?))
    }

    /// Puts the clock under whatever policy rules at the turn: starts it, changes it, or cancels it.
    fn rule(&mut self, turn: &Turn<'_>) {
        match (self.ruled.take(), self.promise(turn.at)) {
            (Some(ruled), None) if turn.at > self.clock.start => {
                self.note(turn, Effect::Cancelled, &ruled);
                // A promise made later looks back on the same statuses.
                self.finish(ruled, Some((turn.at, End::Cancelled)), self.history.clone());
            }
            // What was cancelled before the reopening is told of by the cycle before it.
            (Some(_), None) => self.rulings.clear(),
            (None, None) => {}
            (None, Some((policy, version, target))) => {
                let pauses = self.pauses_under(policy);
                let watch = Stopwatch::take_up(&policy.calendar, target, self.since, pauses, turn.at);
                let ruled = Ruled { policy, version, watch };
                self.note(turn, if self.history.is_empty() { Effect::Began } else { Effect::TakenUp }, &ruled);
                self.ruled = Some(ruled);
            }
            (Some(ruled), Some((policy, version, target))) => {
                let (ruled, effect) = self.change(ruled, policy, version, target, turn.at);
                self.note(turn, effect, &ruled);
                self.ruled = Some(ruled);
            }
        }
    }

    /// Puts a clock that is ruled under a policy. A promise broken by then stays one of the old policy, and one that
    /// stays word for word stays its version's.
    fn change(
        &mut self,
        mut ruled: Ruled<'b>,
        policy: &'b Policy,
        version: i64,
        target: Target,
        at: Instant,
    ) -> (Ruled<'b>, Effect) {
        ruled.watch.settle(at);
        if ruled.watch.breach.is_some() {
            return (ruled, Effect::TooLate);
        }
        if ruled.policy == policy && ruled.watch.target == target {
            return (ruled, Effect::Unchanged);
        }
        remember(&mut self.passed_before, &ruled, at, self.clock.start);
        let mut effect = Effect::TakenOver;
        if ruled.watch.target != target || ruled.policy.calendar != policy.calendar {
            ruled.watch.change(policy.on_change, &policy.calendar, target, at);
            effect = policy.on_change.into();
        }
        (Ruled { policy, version, ..ruled }, effect)
    }

    fn place(&self, contract: Option<&Term>) -> Option<usize> {
        self.case.contracts.iter().position(|term| Some(term) == contract)
    }

    /// Keeps how it was ruled at a turn.
    fn note(&mut self, turn: &Turn<'_>, effect: Effect, ruled: &Ruled<'b>) {
        let watch = &ruled.watch;
        self.rulings.push(Ruling {
            at: turn.at,
            effect,
            before: turn.before,
            facts: self.facts,
            in_force: self.version.map(|version| version.number),
            arrived: turn.arrived,
            contract_before: self.place(turn.contract),
            contract: self.place(self.contract),
            policy: Rc::clone(&ruled.policy.name),
            version: ruled.version,
            calendar: Rc::clone(&watch.calendar),
            target: watch.target,
            span: watch.span(),
            since: watch.started_at,
            due_at: watch.due(),
            breaks: effect != Effect::TooLate && watch.breach.is_some_and(|breach| breach.at == turn.at),
        });
    }

    /// Returns when the clock would have stood still so far, had `policy` ruled it.
    fn pauses_under(&self, policy: &Policy) -> Vec<Pause> {
        let mut pauses: Vec<Pause> = Vec::new();
        for (at, status) in &self.history {
            let running = pauses.last().is_none_or(|(_, to)| to.is_some());
            match (stands_still(policy, self.clock.metric, *status), pauses.last_mut()) {
                (true, _) if running => pauses.push((*at, None)),
                (false, Some((_, to @ None))) => *to = Some(*at),
                _ => {}
            }
        }
        pauses
    }

    pub(super) fn close(mut self) {
        let stopped = self.clock.stop.map(|Stop { at, end, .. }| (at, end));
        if let Some(ruled) = self.ruled.take() {
            let statuses = std::mem::take(&mut self.history);
            self.finish(ruled, stopped, statuses);
        }
    }

    fn finish(&mut self, mut ruled: Ruled<'b>, stopped: Option<(Instant, End)>, statuses: Vec<(Instant, Status)>) {
        let end = stopped.map_or(self.now, |(at, _)| at);
        ruled.watch.settle(end);
        let levels = ruled.levels();
        let Ruled { policy, version, mut watch } = ruled;
        let (elapsed, paused) = (watch.elapsed(end), watch.paused(end));
        let state = match (watch.breach, stopped) {
            (Some(_), _) => State::Breached,
            (None, None) if watch.is_paused() => State::Paused,
            (None, None) => State::Running,
            (None, Some((_, End::Done))) => State::Met,
            (None, Some((_, End::Unanswered))) => State::ClosedUnanswered,
            (None, Some((_, End::Cancelled))) => State::Cancelled,
        };
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
            began_at: self.clock.start,
            due_at: watch.due(),
            stopped_at: stopped.map(|(at, _)| at),
            target: watch.span(),
            elapsed,
            paused,
            breached_at: watch.breach.map(|breach| breach.at),
            pauses: watch.pauses,
            levels,
            passed_before: std::mem::take(&mut self.passed_before),
            rulings: std::mem::take(&mut self.rulings),
            statuses,
        });
    }
}

/// Adds to `known` the levels a clock that began at `start`, of a promise not broken, has passed by `at`, each once. One
/// it passes at that very instant counts: it may have been told of already.
fn remember(known: &mut Vec<Reached>, ruled: &Ruled<'_>, at: Instant, start: Instant) {
    let levels = ruled.levels().into_iter().filter(|reached| reached.level.is_warning());
    let passed = levels.filter(|reached| (start..=at).contains(&reached.at));
    for reached in passed {
        if known.iter().all(|earlier| earlier.level != reached.level) {
            known.push(reached);
        }
    }
}
