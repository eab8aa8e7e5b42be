//! Which promise ruled a cycle from when, and what that did to its clock.

use std::rc::Rc;

use super::{Facts, OnChange};
use crate::domain::calendar::{Calendar, Target};
use crate::domain::{Instant, Seconds};

words! {
    /// What came of asking which promise rules.
    Effect, "an effect";
    /// The clock began under this promise.
    Began = "began",
    /// The clock had run under no promise, and came under this one: its time counts all the same.
    TakenUp = "taken-up",
    /// Same start, new target, pauses kept.
    Kept = "kept",
    /// What had run stands as it was measured; the rest of the new target runs by the new rules.
    Forwarded = "forwarded",
    /// The clock started afresh.
    Reset = "reset",
    /// An older wait was merged in: the clock counts from when that one began.
    PutBack = "put-back",
    /// Another policy rules, with the same target by the same calendar.
    TakenOver = "taken-over",
    /// What is promised stays word for word.
    Unchanged = "unchanged",
    /// The promise was broken by then, and stays with the policy it was broken under.
    TooLate = "too-late",
    /// Nothing is promised any longer.
    Cancelled = "cancelled",
}

impl From<OnChange> for Effect {
    fn from(mode: OnChange) -> Self {
        match mode {
            OnChange::Keep => Self::Kept,
            OnChange::Forward => Self::Forwarded,
            OnChange::Reset => Self::Reset,
        }
    }
}

/// An instant at which it was asked which promise rules a cycle, and the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// When.
    pub at: Instant,
    /// What came of it.
    pub effect: Effect,
    /// What the log said until then.
    pub before: Facts,
    /// What it said from then on.
    pub facts: Facts,
    /// The version in force, if there was any; the one that rules may be an earlier one.
    pub in_force: Option<i64>,
    /// Whether that version came into force then, while the clock ran.
    pub arrived: bool,
    /// The contract in force until then, by its place in the case.
    pub contract_before: Option<usize>,
    /// The contract in force from then on, by its place in the case.
    pub contract: Option<usize>,
    /// The policy that ruled from then on, or until then if it was cancelled.
    pub policy: Rc<str>,
    /// The version that policy is of.
    pub version: i64,
    /// The calendar it measured by.
    pub calendar: Rc<Calendar>,
    /// What it promised.
    pub target: Target,
    /// The same as business time.
    pub span: Seconds,
    /// Since when the clock counted.
    pub since: Instant,
    /// When it was due then; none while paused.
    pub due_at: Option<Instant>,
    /// Whether the promise was broken by this: its new due time was past.
    pub breaks: bool,
}
