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

/// A clock under one calendar and target.
#[derive(Debug, Clone)]
pub(super) struct Stopwatch {
    pub(super) started_at: Instant,
    pub(super) target: Target,
    pub(super) calendar: Rc<Calendar>,
    pub(super) breach: Option<Breach>,
    /// Every pause; those before `anchor` only for the record.
    pub(super) pauses: Vec<(Instant, Option<Instant>)>,
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

    pub(super) fn is_paused(&self) -> bool {
        self.paused_since().is_some()
    }

    fn paused_since(&self) -> Option<Instant> {
        self.pauses.last().filter(|(_, to)| to.is_none()).map(|(from, _)| *from)
    }

    /// Notes the breach, if by `now` the clock has run past its due time. Equality is met.
    pub(super) fn settle(&mut self, now: Instant) {
        if self.breach.is_none() && !self.is_paused() && now > self.due {
            self.breach = Some(Breach { at: self.due.max(self.changed_at.unwrap_or(self.due)), due: self.due });
        }
    }

    pub(super) fn pause(&mut self, at: Instant) {
        if !self.is_paused() {
            self.settle(at);
            self.pauses.push((at, None));
        }
    }

    pub(super) fn resume(&mut self, at: Instant) {
        let Some(from) = self.paused_since() else { return };
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

    /// Tells whether the promise was broken before `at`.
    pub(super) fn breached_before(&self, at: Instant) -> bool {
        self.breach.is_some_and(|breach| breach.at < at)
    }

    /// Takes a new target and calendar at `at`. A breach so far stays what it was.
    pub(super) fn change(&mut self, mode: OnChange, calendar: &Rc<Calendar>, target: Target, at: Instant) {
        self.settle(at);
        if self.breach.is_some() {
            return;
        }
        let reading = self.paused_since().unwrap_or(at);
        match mode {
            OnChange::Keep => self.keep(calendar, target),
            OnChange::Forward => self.forward(calendar, target, at),
            OnChange::Reset => {
                let paused = self.is_paused();
                *self = Self::start(Rc::clone(calendar), target, at);
                if paused {
                    self.pause(at);
                }
            }
        }
        self.changed_at = Some(at);
        if self.due < reading {
            self.breach = Some(Breach { at, due: self.due });
        }
    }

    /// Measures everything again from the start: same start, new target, pauses kept.
    fn keep(&mut self, calendar: &Rc<Calendar>, target: Target) {
        let mut fresh = Self::start(Rc::clone(calendar), target, self.started_at);
        for (from, to) in std::mem::take(&mut self.pauses) {
            // Not `pause`: whether the new target was missed in between is no breach of that time.
            fresh.pauses.push((from, None));
            if let Some(to) = to {
                fresh.resume(to);
            }
        }
        *self = fresh;
    }

    /// Lets what has run stand, and runs the rest of the new target by the new calendar.
    fn forward(&mut self, calendar: &Rc<Calendar>, target: Target, at: Instant) {
        let paused = self.is_paused();
        (self.carried, self.carried_pause) = (self.elapsed(at), self.paused(at));
        if paused {
            self.resume(at);
        }
        let due = calendar.due(self.started_at, target).unwrap_or(Instant::MAX);
        self.span = span_of(calendar, target, self.started_at, due);
        let left = self.span.minus(self.carried);
        self.due = match left.get() {
            ..0 => at.plus(Seconds::new(-1)),
            0 => at,
            1.. => calendar.add(at, left).unwrap_or(Instant::MAX),
        };
        (self.calendar, self.target, self.anchor) = (Rc::clone(calendar), target, at);
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

    /// Returns when `amount` of business time has run; nothing if a pause stands before it.
    pub(super) fn reach(&self, amount: Seconds) -> Option<Instant> {
        let left = amount.minus(self.carried);
        let mut at = if left.get() <= 0 { self.anchor } else { self.calendar.add(self.anchor, left)? };
        for (from, to) in self.pauses.iter().filter(|(from, _)| *from >= self.anchor) {
            if *from >= at {
                break;
            }
            at = self.shifted(at, *from, (*to)?);
        }
        Some(at.max(self.changed_at.unwrap_or(at)))
    }
}

/// Returns a target as business time: for days, what lies between the start and the due time.
fn span_of(calendar: &Calendar, target: Target, start: Instant, due: Instant) -> Seconds {
    match target {
        Target::Business(span) => span,
        Target::Days { .. } => calendar.between(start, due),
    }
}
