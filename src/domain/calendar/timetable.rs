//! The arithmetic of business time.
//!
//! Time is cut into blocks of 52 weeks. A block is cut where the zone's offset changes and where a date is irregular;
//! what lies between is ordinary weeks, whose open seconds are multiplied, not walked. A block that has been asked for is
//! kept, so that most questions are two binary searches.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::date::DAY;
use super::pattern::Pattern;
use super::rules::Rules;
use super::wall::{MARGIN, Piece, pieces};
use crate::domain::{Instant, Zone};

/// The length of a block in seconds.
const BLOCK: i64 = 52 * 7 * DAY;
/// How many blocks from 1970 on are kept once made; those of other centuries are made anew each time.
const KEPT: usize = 160;

/// How the seconds of a stretch are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Openness {
    Closed,
    Open,
    AsInWeek,
}

/// A part of a block, from `from` to the next one, in which the offset is constant and the openness is of one kind.
#[derive(Debug, Clone)]
struct Stretch {
    from: i64,
    offset: i64,
    openness: Openness,
    /// The open seconds of the block before this stretch.
    before: i64,
}

#[derive(Debug, Clone)]
struct Block {
    stretches: Vec<Stretch>,
    open: i64,
}

/// The open seconds of a zone under some rules.
#[derive(Debug, Clone)]
pub(super) struct Timetable {
    pub(super) zone: Zone,
    pub(super) rules: Rules,
    pattern: Pattern,
    always_open: bool,
    kept: Box<[OnceLock<Block>]>,
}

impl Timetable {
    pub(super) fn new(zone: Zone, rules: Rules) -> Self {
        let always_open = rules.always_open();
        let kept = if always_open { 0 } else { KEPT };
        let kept = std::iter::repeat_with(OnceLock::new).take(kept).collect();
        Self { pattern: Pattern::new(rules.week()), always_open, zone, rules, kept }
    }

    /// Tells whether no second is closed, so that business time is elapsed time.
    pub(super) fn is_always_open(&self) -> bool {
        self.always_open
    }

    /// Returns the open seconds from `from` to `to`, which is not before it.
    pub(super) fn between(&self, from: i64, to: i64) -> i64 {
        if self.always_open {
            return to - from;
        }
        let (first, last) = (from.div_euclid(BLOCK), to.div_euclid(BLOCK));
        let whole: i64 = (first..last).map(|number| self.block(number).open).sum();
        whole + self.before(&self.block(last), to) - self.before(&self.block(first), from)
    }

    /// Returns the earliest second by which `count` open seconds have passed since `from`, unless that is after the last
    /// instant; `count` is positive.
    pub(super) fn reach(&self, from: i64, count: i64) -> Option<i64> {
        if self.always_open {
            return from.checked_add(count);
        }
        let mut number = from.div_euclid(BLOCK);
        let mut block = self.block(number);
        let mut rest = count.checked_add(self.before(&block, from))?;
        let last = self.last_block();
        while rest > block.open {
            if number >= last {
                return None;
            }
            rest -= block.open;
            number += 1;
            block = self.block(number);
        }
        Some(self.within(&block, rest))
    }

    fn last_block(&self) -> i64 {
        let end = Instant::MAX.epoch();
        let rules_end = self.rules.last_day().map_or(end, |day| day.saturating_mul(DAY).saturating_add(2 * MARGIN));
        end.min(rules_end).div_euclid(BLOCK)
    }

    fn block(&self, number: i64) -> Cow<'_, Block> {
        match usize::try_from(number).ok().and_then(|number| self.kept.get(number)) {
            Some(kept) => Cow::Borrowed(kept.get_or_init(|| self.make(number))),
            None => Cow::Owned(self.make(number)),
        }
    }

    /// Returns the open seconds of the block before the second `at` in it.
    fn before(&self, block: &Block, at: i64) -> i64 {
        let begun = block.stretches.partition_point(|stretch| stretch.from <= at);
        block.stretches[..begun].last().map_or(0, |stretch| stretch.before + self.open_in(stretch, at))
    }

    /// Returns the earliest second by which `count` seconds of the block, at least one and at most all, have passed.
    fn within(&self, block: &Block, count: i64) -> i64 {
        let begun = block.stretches.partition_point(|stretch| stretch.before < count);
        block.stretches[..begun].last().map_or(0, |stretch| match stretch.openness {
            Openness::AsInWeek => {
                self.pattern.reach(stretch.from + stretch.offset, count - stretch.before) - stretch.offset
            }
            Openness::Open | Openness::Closed => stretch.from + count - stretch.before,
        })
    }

    fn open_in(&self, stretch: &Stretch, to: i64) -> i64 {
        match stretch.openness {
            Openness::Closed => 0,
            Openness::Open => to - stretch.from,
            Openness::AsInWeek => self.pattern.between(stretch.from + stretch.offset, to + stretch.offset),
        }
    }

    fn make(&self, number: i64) -> Block {
        let (start, end) = (number * BLOCK, (number + 1) * BLOCK);
        let plan = self.plan((start - MARGIN).div_euclid(DAY), (end + MARGIN).div_euclid(DAY));
        let mut block = Block { stretches: Vec::with_capacity(plan.len() + 4), open: 0 };
        for Piece { from, to, offset } in pieces(&self.zone, start, end) {
            for (place, (local, openness)) in plan.iter().enumerate() {
                let from = from.max(local - offset);
                let to = plan.get(place + 1).map_or(to, |(next, _)| to.min(next - offset));
                if from < to {
                    let stretch = Stretch { from, offset, openness: *openness, before: block.open };
                    block.open += self.open_in(&stretch, to);
                    block.stretches.push(stretch);
                }
            }
        }
        block
    }

    /// Tells from which local second on which openness holds, over the days from `first` to `last`.
    fn plan(&self, first: i64, last: i64) -> Vec<(i64, Openness)> {
        let mut plan = vec![(first * DAY, Openness::AsInWeek)];
        let mut turn = |local: i64, openness: Openness| {
            plan.pop_if(|(last, _)| *last == local);
            if plan.last().is_none_or(|(_, last)| *last != openness) {
                plan.push((local, openness));
            }
        };
        for day in self.rules.irregular_days(first, last) {
            let midnight = day * DAY;
            turn(midnight, Openness::Closed);
            for (open, close) in self.rules.parts(day) {
                turn(midnight + open, Openness::Open);
                turn(midnight + close, Openness::Closed);
            }
            turn(midnight + DAY, Openness::AsInWeek);
        }
        plan
    }
}
