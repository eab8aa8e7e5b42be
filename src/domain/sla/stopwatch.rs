//! One clock's arithmetic: business time run, pauses taken out, the due time, the breach.

use std::rc::Rc;

use super::OnChange;
use crate::domain::calendar::{Calendar, Target};
use crate::domain::{Instant, Seconds};

/// A broken promise: when it broke, and when it had been due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Breach {
    pub(super) at: Instant,
    pub(super) due: Instant,
}

/// A stretch in which time stands still; its end is open while it lasts.
pub(super) type Pause = (Instant, Option<Instant>);

/// A clock under one calendar and target.
#[derive(Debug, Clone)]
pub(super) struct Stopwatch {
    pub(super) started_at: Instant,
    pub(super) target: Target,
    pub(super) calendar: Rc<Calendar>,
    pub(super) breach: Option<Breach>,
    /// Every pause; those before `anchor` only for the record.
    pub(super) pauses: Vec<Pause>,
    /// From where this calendar measures; later than `started_at` after a forward change.
    anchor: Instant,
    /// What had run and what had been paused by `anchor`, as it was measured then.
    carried: Seconds,
    carried_pause: Seconds,
    /// The target as business time.
    span: Seconds,
    /// When the target has run, all finished pauses taken in.
    due: Instant,
    /// The last change of target: nothing it brought about happened before it.
    changed_at: Option<Instant>,
}

impl Stopwatch {
    pub(super) fn start(calendar: Rc<Calendar>, target: Target, at: Instant) -> Self {
        let due = calendar.due(at, target).unwrap_or(Instant::MAX);
        Self {
            started_at: at,
            target,
            span: span_of(&calendar, target, at, due),
            calendar,
            breach: None,
            pauses: Vec::new(),
            anchor: at,
            carried: Seconds::ZERO,
            carried_pause: Seconds::ZERO,
            due,
            changed_at: None,
        }
    }

    /// Starts a clock at `at` and takes it through `pauses`, without asking whether the promise was broken meanwhile.
    fn replay(calendar: &Rc<Calendar>, target: Target, at: Instant, pauses: Vec<Pause>) -> Self {
        let mut fresh = Self::start(Rc::clone(calendar), target, at);
        for (from, to) in pauses {
            fresh.pauses.push((from, None));
            if let Some(to) = to {
                fresh.resume(to);
            }
        }
        fresh
    }

    /// Takes up at `at` a clock that has run since `started_at` under no promise: nothing was broken before `at`.
    pub(super) fn take_up(
        calendar: &Rc<Calendar>,
        target: Target,
        started_at: Instant,
        pauses: Vec<Pause>,
        at: Instant,
    ) -> Self {
        let mut watch = Self::replay(calendar, target, started_at, pauses);
        watch.note_change(at);
        watch
    }

    pub(super) fn is_paused(&self) -> bool {
        self.paused_since().is_some()
    }

    fn paused_since(&self) -> Option<Instant> {
        self.pauses.last().filter(|(_, to)| to.is_none()).map(|(from, _)| *from)
    }

    /// Notes the breach, if by `now` the clock has run past its due time. Equality is met.
    pub(super) fn settle(&mut self, now: Instant) {
        if self.breach.is_none() && !self.is_paused() && now > self.due {
            let at = self.resumed_after_due().max(self.changed_at).map_or(self.due, |at| at.max(self.due));
            self.breach = Some(Breach { at, due: self.due });
        }
    }

    /// Returns the end of a pause in which the due time lies: no promise is broken while its time stands still.
    fn resumed_after_due(&self) -> Option<Instant> {
        let around = self.pauses.iter().filter(|(from, _)| *from <= self.due);
        around.filter_map(|(_, to)| *to).filter(|to| self.due < *to).max()
    }

    pub(super) fn pause(&mut self, at: Instant) {
        if !self.is_paused() {
            self.settle(at);
            self.pauses.push((at, None));
        }
    }

    pub(super) fn resume(&mut self, at: Instant) {
        let Some(from) = self.paused_since() else { return };
        if from == at {
            self.pauses.pop();
            return;
        }
        if let Some(last) = self.pauses.last_mut() {
            last.1 = Some(at);
        }
        self.due = self.shifted(self.due, from, at);
    }

    /// Moves a point on the clock past a pause, by the business time the pause took.
    fn shifted(&self, point: Instant, from: Instant, to: Instant) -> Instant {
        let taken = self.calendar.between(from, to);
        if from > point || taken == Seconds::ZERO {
            return point;
        }
        self.calendar.add(point, taken).unwrap_or(Instant::MAX)
    }

    /// Takes a new target and calendar at `at`; whoever asks has settled that the promise is not broken by then.
    pub(super) fn change(&mut self, mode: OnChange, calendar: &Rc<Calendar>, target: Target, at: Instant) {
        match mode {
            OnChange::Keep => *self = Self::replay(calendar, target, self.started_at, std::mem::take(&mut self.pauses)),
            OnChange::Forward => self.forward(calendar, target, at),
            OnChange::Reset => {
                let paused = self.is_paused();
                *self = Self::start(Rc::clone(calendar), target, at);
                if paused {
                    self.pause(at);
                }
            }
        }
        self.note_change(at);
    }

    /// Learns at `at` that the clock has run since `since`; whoever asks has settled that the promise is not broken.
    pub(super) fn put_back(&mut self, since: Instant, at: Instant) {
        let pauses = std::mem::take(&mut self.pauses);
        *self = Self::replay(&Rc::clone(&self.calendar), self.target, since, pauses);
        self.note_change(at);
    }

    /// Holds a change responsible for what it brought about: a due time that is past already breaks the promise now.
    fn note_change(&mut self, at: Instant) {
        self.changed_at = Some(at);
        if self.due < self.paused_since().unwrap_or(at) {
            self.breach = Some(Breach { at, due: self.due });
        }
    }

    /// Lets what has run stand, and runs the rest of the new target by the new calendar.
    fn forward(&mut self, calendar: &Rc<Calendar>, target: Target, at: Instant) {
        let paused = self.is_paused();
        let (elapsed, taken) = (self.elapsed(at), self.paused(at));
        if paused {
            self.resume(at);
        }
        let due = calendar.due(self.started_at, target).unwrap_or(Instant::MAX);
        self.span = span_of(calendar, target, self.started_at, due);
        let left = self.span.minus(elapsed);
        self.due = if left < Seconds::ZERO {
            self.run(self.span).unwrap_or(at)
        } else {
            calendar.add(at, left).unwrap_or(Instant::MAX)
        };
        (self.calendar, self.target, self.anchor) = (Rc::clone(calendar), target, at);
        (self.carried, self.carried_pause) = (elapsed, taken);
        if paused {
            self.pauses.push((at, None));
        }
    }

    /// Returns the pauses that this calendar measures, ended at `end` where they last.
    fn measured(&self, end: Instant) -> impl Iterator<Item = (Instant, Instant)> {
        let since = self.anchor;
        self.pauses
            .iter()
            .filter(move |(from, _)| *from >= since)
            .map(move |(from, to)| (*from, to.unwrap_or(end).min(end)))
    }

    /// Returns the business time the pauses took, up to `end`.
    pub(super) fn paused(&self, end: Instant) -> Seconds {
        self.measured(end).fold(self.carried_pause, |sum, (from, to)| sum.plus(self.calendar.between(from, to)))
    }

    /// Returns the business time that has run, up to `end`.
    pub(super) fn elapsed(&self, end: Instant) -> Seconds {
        let taken = self.paused(end).minus(self.carried_pause);
        self.carried.plus(self.calendar.between(self.anchor, end)).minus(taken)
    }

    /// Returns the target as business time.
    pub(super) const fn span(&self) -> Seconds {
        self.span
    }

    /// Returns when the promise is due: what it was when it broke; nothing while paused.
    pub(super) fn due(&self) -> Option<Instant> {
        match self.breach {
            Some(breach) => Some(breach.due),
            None if self.is_paused() => None,
            None => Some(self.due),
        }
    }

    /// Returns when `amount` of business time has run, and not before it came to mean anything; nothing if a pause
    /// stands before it.
    pub(super) fn reach(&self, amount: Seconds) -> Option<Instant> {
        self.run(amount).map(|at| at.max(self.changed_at.unwrap_or(at)))
    }

    fn run(&self, amount: Seconds) -> Option<Instant> {
        let left = amount.minus(self.carried);
        let mut at = if left.get() <= 0 { self.anchor } else { self.calendar.add(self.anchor, left)? };
        for (from, to) in self.pauses.iter().filter(|(from, _)| *from >= self.anchor) {
            if *from >= at {
                break;
            }
            at = self.shifted(at, *from, (*to)?);
        }
        Some(at)
    }
}

/// Returns a target as business time: for days, what lies between the start and the due time.
fn span_of(calendar: &Calendar, target: Target, start: Instant, due: Instant) -> Seconds {
    match target {
        Target::Business(span) => span,
        Target::Days { .. } => calendar.between(start, due),
    }
}
