//! What matching needs to know of a ticket and its log does not tell.

use std::rc::Rc;

use crate::domain::ticket::Category;
use crate::domain::{Code, Instant, Tier};

/// What a ticket stands in: its account's contracts, its account, its mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Case<'a> {
    /// The contracts of its account, of which at most one is in force at a time.
    pub contracts: &'a [Term],
    /// Its account's code.
    pub account: Option<&'a str>,
    /// The address of the mailbox it came through.
    pub queue: Option<&'a str>,
}

/// A contract as far as promises go: from when to when it is in force, and what it promises by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its number, which a policy's `match` may name.
    pub number: Code,
    /// The name of the policy it carries, if it carries one.
    pub policy: Option<Rc<str>>,
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it, as it was agreed.
    pub until: Option<Instant>,
    /// When the desk learned of it: verdicts that were final by then stay.
    pub recorded_at: Instant,
    /// Where it ended otherwise than agreed, the first instant after it, and when the desk learned of that; the last that was
    /// known holds.
    pub ended: Vec<(Instant, Instant)>,
}

impl Term {
    /// Returns the first instant after it, as far as that was known by `known_at`.
    pub fn until(&self, known_at: Instant) -> Option<Instant> {
        let known = self.ended.iter().rev().find(|(_, recorded_at)| *recorded_at <= known_at);
        known.map(|(until, _)| *until).or(self.until)
    }

    /// Tells whether it is in force at `at`, as far as that was known by `known_at`.
    pub fn covers(&self, at: Instant, known_at: Instant) -> bool {
        self.recorded_at <= known_at && self.from <= at && self.until(known_at).is_none_or(|until| at < until)
    }
}

impl<'a> Case<'a> {
    /// Returns the contract in force at `at`, as far as that was known by `known_at`.
    pub fn contract(&self, at: Instant, known_at: Instant) -> Option<&'a Term> {
        self.contracts.iter().find(|term| term.covers(at, known_at))
    }

    /// Returns the first instant after `at` at which a contract begins or ends, as far as that was known by `known_at`.
    pub fn next_turn(&self, at: Instant, known_at: Instant) -> Option<Instant> {
        let known = self.contracts.iter().filter(|term| term.recorded_at <= known_at);
        let turns = known.flat_map(|term| [Some(term.from), term.until(known_at)]);
        turns.flatten().filter(|turn| *turn > at).min()
    }

    /// Returns what policies are matched against at `at`.
    pub fn profile(&self, at: Instant, known_at: Instant, category: Category, tier: Tier) -> Profile<'a> {
        let contract = self.contract(at, known_at);
        Profile { contract, account: self.account, queue: self.queue, category, tier }
    }
}

/// What policies are matched against: a ticket at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile<'a> {
    /// The contract in force.
    pub contract: Option<&'a Term>,
    /// The account's code.
    pub account: Option<&'a str>,
    /// The address of the mailbox it came through.
    pub queue: Option<&'a str>,
    /// What kind of matter it is.
    pub category: Category,
    /// The account's tier.
    pub tier: Tier,
}
