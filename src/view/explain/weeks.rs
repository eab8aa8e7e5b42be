//! Weeks that are alike, told as one.

use super::wall::Wall;
use crate::domain::sla::{Passage, Stretch, Why};
use crate::domain::{Instant, Seconds};

const DAY: i64 = 86_400;

/// A row of the table of passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// One passage, or the part of it outside the weeks that are alike.
    Passage(Passage),
    /// Whole weeks from a Monday's midnight to another, whose hours are alike.
    Weeks { from: Instant, to: Instant, count: usize, counted: Seconds, total: Seconds },
}

/// Tells of two or more whole weeks that follow each other and are alike in one row. Only ordinary weeks are: a holiday
/// or a pause stands out.
pub(super) fn fold(stretch: &Stretch, wall: &Wall) -> Vec<Told> {
    let (mut told, mut at) = (Vec::new(), stretch.from);
    for (from, to, count) in runs(stretch, wall) {
        told.extend(within(stretch, at, from).map(Told::Passage));
        let counted = stretch.calendar.between(from, to);
        told.push(Told::Weeks { from, to, count, counted, total: total_at(stretch, to) });
        at = to;
    }
    told.extend(within(stretch, at, stretch.to).map(Told::Passage));
    told
}

/// Returns the passages between two instants, cut there.
fn within(stretch: &Stretch, from: Instant, to: Instant) -> impl Iterator<Item = Passage> {
    let overlapping = stretch.passages.iter().filter(move |passage| passage.to > from && passage.from < to);
    overlapping.map(move |passage| {
        let (from, to) = (passage.from.max(from), passage.to.min(to));
        if (from, to) == (passage.from, passage.to) {
            return passage.clone();
        }
        let open = stretch.calendar.between(from, to);
        let (counted, paused) = match passage.why {
            Why::Paused(_) => (Seconds::ZERO, open),
            _ => (open, Seconds::ZERO),
        };
        Passage { from, to, counted, paused, total: total_at(stretch, to), why: passage.why.clone() }
    })
}

/// Returns what had run by an instant.
fn total_at(stretch: &Stretch, at: Instant) -> Seconds {
    let begun = stretch.passages.partition_point(|passage| passage.from < at);
    let Some(passage) = begun.checked_sub(1).and_then(|last| stretch.passages.get(last)) else { return Seconds::ZERO };
    let still_to_come = if passage.why == Why::Counted { passage.to.since(at.min(passage.to)) } else { Seconds::ZERO };
    passage.total.minus(still_to_come)
}

/// Returns where weeks that are alike begin and end, and how many they are.
fn runs(stretch: &Stretch, wall: &Wall) -> Vec<(Instant, Instant, usize)> {
    let mondays = mondays(stretch, wall);
    let weeks: Vec<_> =
        mondays.windows(2).map(|pair| (pair[0], pair[1], pattern(stretch, wall, pair[0], pair[1]))).collect();
    let alike = weeks.chunk_by(|(.., one), (.., other)| one.is_some() && one == other);
    let runs = alike.filter(|run| run.len() > 1).filter_map(|run| Some((run.first()?.0, run.last()?.1, run.len())));
    runs.collect()
}

/// Returns the first instant of each Monday of the stretch.
fn mondays(stretch: &Stretch, wall: &Wall) -> Vec<Instant> {
    let last = wall.number_of_day(stretch.to);
    let mut date = wall.zone.local(stretch.from).date();
    let mut found = Vec::new();
    for day in wall.number_of_day(stretch.from)..=last {
        // 1970-01-05 was a Monday.
        if (day - 4).rem_euclid(7) == 0 {
            let first = wall.zone.first_instant_of(date);
            found.extend(Some(first).filter(|first| (stretch.from..=stretch.to).contains(first)));
        }
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
    found
}

/// Returns the hours of an ordinary week as the clock on the wall shows them, from its Monday on; nothing if it is
/// not ordinary, or of one piece.
fn pattern(stretch: &Stretch, wall: &Wall, monday: Instant, end: Instant) -> Option<Vec<(i64, bool)>> {
    let midnight = wall.local_second(monday).div_euclid(DAY) * DAY;
    let pieces: Vec<Passage> = within(stretch, monday, end).collect();
    let ordinary = pieces.iter().all(|piece| matches!(piece.why, Why::Counted | Why::Closed));
    let turn = |piece: &Passage| (wall.local_second(piece.from) - midnight, piece.why == Why::Counted);
    (ordinary && pieces.len() > 1).then(|| pieces.iter().map(turn).collect())
}
