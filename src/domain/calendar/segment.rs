//! Accounts of a stretch of time: when it was open and, when it was not, why.

use jiff::civil::Date;

use super::date::DAY;
use super::holiday::Holiday;
use super::rules::{Cause, Rules};
use super::timetable::Timetable;
use super::wall::pieces;
use crate::domain::Instant;

/// Why time counts or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason<'a> {
    /// Open: it counts.
    Open,
    /// Outside the hours of an ordinary day.
    Closed,
    /// Closed on a holiday, or in the night that would have begun on it.
    Holiday(&'a Holiday),
    /// Outside the hours that replace those of this date, or in the night that would have begun on it.
    Override(Date),
}

impl<'a> From<Cause<'a>> for Reason<'a> {
    fn from(cause: Cause<'a>) -> Self {
        match cause {
            Cause::Holiday(holiday) => Self::Holiday(holiday),
            Cause::Override(date) => Self::Override(date),
        }
    }
}

/// A stretch of time `[from, to)` with one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// Why it counts or does not.
    pub reason: Reason<'a>,
}

/// Cuts `[from, to)` wherever the reason changes.
pub(super) fn segments(timetable: &Timetable, from: Instant, to: Instant) -> Vec<Segment<'_>> {
    if timetable.is_always_open() {
        let all = Segment { from, to, reason: Reason::Open };
        return if from < to { vec![all] } else { vec![] };
    }
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for piece in pieces(&timetable.zone, from.epoch(), to.epoch()) {
        let (start, end) = (piece.from + piece.offset, piece.to + piece.offset);
        for day in start.div_euclid(DAY)..=(end - 1).div_euclid(DAY) {
            for (open, close, reason) in account(&timetable.rules, day) {
                let (from, to) = (start.max(day * DAY + open), end.min(day * DAY + close));
                if from < to {
                    let instant = |local: i64| Instant::from_epoch(local - piece.offset);
                    extend(&mut segments, Segment { from: instant(from), to: instant(to), reason });
                }
            }
        }
    }
    segments
}

fn extend<'a>(segments: &mut Vec<Segment<'a>>, next: Segment<'a>) {
    match segments.last_mut() {
        Some(last) if last.reason == next.reason => last.to = next.to,
        _ => segments.push(next),
    }
}

/// Accounts for a local date, in seconds after its midnight; some of the parts may be empty.
fn account(rules: &Rules, day: i64) -> Vec<(i64, i64, Reason<'_>)> {
    let own = rules.cause(day).map(Reason::from);
    // A night the day before lost is closed because of that day, not because nobody ever works then.
    let lost_night = if own.is_none() { rules.cause(day - 1) } else { None };
    let lost = lost_night.map_or(0, |_| rules.usual_tail(day));
    let closed = own.unwrap_or(Reason::Closed);
    let mut account = Vec::new();
    let mut at = 0;
    for (open, close) in rules.parts(day).chain(std::iter::once((DAY, DAY))) {
        let turn = lost.clamp(at, open);
        account.push((at, turn, lost_night.map_or(closed, Reason::from)));
        account.push((turn, open, closed));
        account.push((open, close, Reason::Open));
        at = close;
    }
    account
}
