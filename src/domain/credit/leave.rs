//! What an account may owe: its limit through time, holds, and the overrides that go beyond them.

use super::Position;
use crate::domain::account::AccountStatus;
use crate::domain::{AccountId, Code, Instant, Line, Money, OverrideId};

/// Leave to buy beyond the limit until it expires.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Override {
    pub id: OverrideId,
    /// How far beyond the limit, minor units.
    pub amount: i64,
    /// Whether it holds in spite of a hold too.
    pub lifts_hold: bool,
    pub reason: Line,
    /// Who allowed it.
    pub by: Code,
    pub at: Instant,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
}

impl Override {
    /// Tells whether it holds at `at`.
    pub fn holds(&self, at: Instant) -> bool {
        self.at <= at && at < self.expires_at && self.revoked_at.is_none_or(|revoked| at < revoked)
    }
}

/// A change of what was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Agreement {
    pub at: Instant,
    pub limit_before: Option<i64>,
    pub hold_before: bool,
}

/// A change of what was agreed with an account, as it is kept: limits are minor units of its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct CreditChange {
    pub account: AccountId,
    pub at: Instant,
    pub limit_before: Option<i64>,
    pub limit_after: Option<i64>,
    pub hold_before: bool,
    pub hold_after: bool,
    pub reason: Option<Line>,
}

/// What an account may owe, through time: minor units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leave {
    /// What is agreed now; none where no limit was agreed, 0 where it pays ahead.
    pub limit: Option<i64>,
    /// Whether its credit is stopped now.
    pub hold: bool,
    /// What was agreed before each change, the earliest first.
    pub changes: Vec<Agreement>,
    /// Every override there was.
    pub overrides: Vec<Override>,
}

impl Leave {
    /// Returns the same without a limit: what holds for what is in another currency than that.
    #[must_use]
    pub fn unlimited(&self) -> Self {
        let changes = self.changes.iter().map(|change| Agreement { limit_before: None, ..*change }).collect();
        Self { limit: None, hold: self.hold, changes, overrides: self.overrides.clone() }
    }

    /// Returns the limit at `at`.
    pub fn limit_at(&self, at: Instant) -> Option<i64> {
        self.next_change(at).map_or(self.limit, |change| change.limit_before)
    }

    /// Tells whether credit was stopped at `at`, and no override let orders through.
    pub fn is_held_at(&self, at: Instant) -> bool {
        let held = self.next_change(at).map_or(self.hold, |change| change.hold_before);
        held && !self.in_force(at).any(|it| it.lifts_hold)
    }

    /// Returns how far beyond the limit overrides let it go at `at`.
    pub fn beyond_at(&self, at: Instant) -> i64 {
        self.in_force(at).fold(0, |sum, it| sum.saturating_add(it.amount))
    }

    /// Returns the overrides that hold at `at`.
    pub fn in_force(&self, at: Instant) -> impl Iterator<Item = &Override> {
        self.overrides.iter().filter(move |it| it.holds(at))
    }

    /// Returns the instants at which the limit or the hold changed.
    pub fn changed_at(&self) -> impl Iterator<Item = Instant> {
        self.changes.iter().map(|change| change.at)
    }

    /// The first change after `at` says what held then.
    fn next_change(&self, at: Instant) -> Option<&Agreement> {
        self.changes.iter().find(|change| change.at > at)
    }
}

/// Where an account stands as far as buying goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its status, and that of the account that pays.
    pub status: AccountStatus,
    /// What it owes and is about to owe.
    pub position: Position,
    /// What it may owe; none where no limit was agreed.
    pub limit: Option<Money>,
    /// What overrides allow beyond it.
    pub beyond: Money,
    /// Whether credit is stopped and no override lifts that.
    pub held: bool,
}

/// Whether an account may buy for an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It may; what is left after that, where there is a limit.
    Yes(Option<Money>),
    /// The account is blocked, closed or not active yet.
    NotActive(AccountStatus),
    /// Its credit is stopped.
    Held,
    /// It would owe so much more than it may.
    Beyond(Money),
}

impl Standing {
    /// Returns what may still be bought for; below nothing where it owes more than it may.
    pub fn available(&self) -> Option<Money> {
        self.limit.map(|limit| {
            let left =
                i128::from(limit.minor) + i128::from(self.beyond.minor) - i128::from(self.position.exposure.minor);
            let edge = if left < 0 { i64::MIN } else { i64::MAX };
            Money { minor: i64::try_from(left).unwrap_or(edge), currency: limit.currency }
        })
    }

    /// Tells whether it may buy for `amount`, which is of the limit's currency. A hold beats everything but an override.
    pub fn may_buy(&self, amount: Money) -> Answer {
        if self.status != AccountStatus::Active {
            return Answer::NotActive(self.status);
        }
        if self.held {
            return Answer::Held;
        }
        let Some(available) = self.available() else { return Answer::Yes(None) };
        let left = i128::from(available.minor) - i128::from(amount.minor);
        let money = |minor: i128| Money { minor: i64::try_from(minor).unwrap_or(i64::MAX), ..available };
        if left < 0 { Answer::Beyond(money(-left)) } else { Answer::Yes(Some(money(left))) }
    }
}
