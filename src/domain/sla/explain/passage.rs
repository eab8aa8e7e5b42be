//! What a cycle's time went by, and what it counted of it.

use std::rc::Rc;

use crate::domain::calendar::{Calendar, Holiday, Reason};
use crate::domain::sla::{Cycle, Effect};
use crate::domain::ticket::Status;
use crate::domain::{Date, Instant, Seconds};

/// Why time counted or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Open, and nothing stood in the way.
    Counted,
    /// Outside the hours of an ordinary day.
    Closed,
    /// Closed on a holiday, or in the night that would have begun on it.
    Holiday(Holiday),
    /// Outside the hours that replace those of this date.
    Override(Date),
    /// Time stood still in this status, whether it was open or not.
    Paused(Status),
}

/// A passage of time `[from, to)` that counted, or did not, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// Why it counted or did not.
    pub why: Why,
    /// What it added to the time that has run.
    pub counted: Seconds,
    /// What it would have added, had time not stood still.
    pub paused: Seconds,
    /// What had run by its end.
    pub total: Seconds,
}

/// The time measured by one calendar, from its first passage to its last, without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The calendar.
    pub calendar: Rc<Calendar>,
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// Its passages in order; none if no time passed.
    pub passages: Vec<Passage>,
}

/// Tells how a cycle's time was measured: the passages add up to what ran and to what the pauses took.
///
/// Only a forward change lets an older measure stand; any other measures everything anew.
pub(super) fn stretches(cycle: &Cycle, now: Instant) -> Vec<Stretch> {
    let mut measured: Vec<(&Rc<Calendar>, Instant)> = Vec::new();
    for ruling in &cycle.rulings {
        match ruling.effect {
            Effect::Began | Effect::TakenUp | Effect::Kept | Effect::Reset | Effect::PutBack => {
                measured.clear();
                measured.push((&ruling.calendar, ruling.since));
            }
            Effect::Forwarded => measured.push((&ruling.calendar, ruling.at)),
            Effect::TakenOver | Effect::Unchanged | Effect::TooLate | Effect::Cancelled => {}
        }
    }
    let end = cycle.stopped_at.unwrap_or(now);
    let mut total = Seconds::ZERO;
    let stretch = |(place, (calendar, from)): (usize, &(&Rc<Calendar>, Instant))| {
        let to = measured.get(place + 1).map_or(end, |(_, next)| *next);
        let passages = Walk { cycle, calendar, total: &mut total, passages: Vec::new() }.through(*from, to);
        Stretch { calendar: Rc::clone(calendar), from: *from, to, passages }
    };
    let mut stretches: Vec<Stretch> = measured.iter().enumerate().map(stretch).collect();
    // Changes at one instant leave measures of no time between them.
    let last = stretches.len().saturating_sub(1);
    let mut place = 0..;
    stretches.retain(|stretch| place.next() == Some(last) || stretch.from < stretch.to);
    stretches
}

struct Walk<'a> {
    cycle: &'a Cycle,
    calendar: &'a Calendar,
    total: &'a mut Seconds,
    passages: Vec<Passage>,
}

impl Walk<'_> {
    fn through(mut self, from: Instant, to: Instant) -> Vec<Passage> {
        let mut at = from;
        for (begun, ended) in &self.cycle.pauses {
            let (begun, ended) = ((*begun).max(at), ended.unwrap_or(to).min(to));
            if begun < ended {
                self.run(at, begun);
                self.stand(begun, ended);
                at = ended;
            }
        }
        self.run(at, to);
        self.passages
    }

    fn run(&mut self, from: Instant, to: Instant) {
        for segment in self.calendar.segments(from, to) {
            let why = match segment.reason {
                Reason::Open => Why::Counted,
                Reason::Closed => Why::Closed,
                Reason::Holiday(holiday) => Why::Holiday(holiday.clone()),
                Reason::Override(date) => Why::Override(date),
            };
            self.pass(segment.from, segment.to, why);
        }
    }

    /// Cuts a pause where one status that pauses followed another.
    fn stand(&mut self, from: Instant, to: Instant) {
        let statuses = &self.cycle.statuses;
        let next = statuses.partition_point(|(since, _)| *since <= from);
        let Some((_, mut status)) = next.checked_sub(1).and_then(|last| statuses.get(last)).copied() else { return };
        let mut at = from;
        for (since, later) in statuses[next..].iter().filter(|(since, _)| *since < to) {
            if *later != status {
                self.pass(at, *since, Why::Paused(status));
                (at, status) = (*since, *later);
            }
        }
        self.pass(at, to, Why::Paused(status));
    }

    fn pass(&mut self, from: Instant, to: Instant, why: Why) {
        let open = self.calendar.between(from, to);
        let (counted, paused) =
            if matches!(why, Why::Paused(_)) { (Seconds::ZERO, open) } else { (open, Seconds::ZERO) };
        *self.total = self.total.plus(counted);
        self.passages.push(Passage { from, to, why, counted, paused, total: *self.total });
    }
}
