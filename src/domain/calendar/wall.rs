//! Between the clock on the wall and the line of instants.
//!
//! Where the zone's offset is constant the one is the other shifted, so everything is done piece by piece.

use super::date::DAY;
use crate::domain::{Instant, Zone};

/// More than any offset, and than any jump from one offset to another.
pub(super) const MARGIN: i64 = 2 * DAY;

/// A stretch of instants `[from, to)` in which local time is ahead of UTC by `offset` throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) offset: i64,
}

/// Cuts the epoch seconds `[from, to)` where the zone's offset changes.
pub(super) fn pieces(zone: &Zone, from: i64, to: i64) -> impl Iterator<Item = Piece> {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        // Beyond the range of instants nothing changes, so the nearest one speaks for what is held back here.
        let start = Instant::from_epoch(at);
        let change = zone.next_change(start).map(Instant::epoch).filter(|change| at < *change && *change < to);
        let piece = Piece { from: at, to: change.unwrap_or(to), offset: zone.offset_at(start) };
        at = piece.to;
        Some(piece)
    })
}

/// Returns the first instant at which the clock shows `local` or, if it skips that, what it skips to.
pub(super) fn earliest(zone: &Zone, local: i64) -> i64 {
    let reached = pieces(zone, local - MARGIN, local + MARGIN).find(|piece| local < piece.to + piece.offset);
    reached.map_or(local, |piece| piece.from.max(local - piece.offset))
}

/// Returns the last instant up to which the clock shows less than `local`: a closing in a repeated hour is the later.
pub(super) fn latest(zone: &Zone, local: i64) -> i64 {
    let before = pieces(zone, local - MARGIN, local + MARGIN).filter(|piece| piece.from + piece.offset < local);
    before.last().map_or(local, |piece| piece.to.min(local - piece.offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn local(text: &str) -> i64 {
        format!("{text}Z").parse::<Instant>().unwrap().epoch()
    }

    fn utc(epoch: i64) -> String {
        Instant::from_epoch(epoch).to_string()
    }

    #[test]
    fn the_repeated_hour_begins_early_and_ends_late() {
        let (rome, half_past_two) = (zone("Europe/Rome"), local("2026-10-25T02:30:00"));
        assert_eq!(utc(earliest(&rome, half_past_two)), "2026-10-25T00:30:00Z");
        assert_eq!(utc(latest(&rome, half_past_two)), "2026-10-25T01:30:00Z");
        assert_eq!(utc(earliest(&rome, local("2026-10-25T02:00:00"))), "2026-10-25T00:00:00Z");
        assert_eq!(utc(earliest(&rome, local("2026-10-25T03:00:00"))), "2026-10-25T02:00:00Z");
        assert_eq!(utc(latest(&rome, local("2026-10-25T03:00:00"))), "2026-10-25T02:00:00Z");
        assert_eq!(utc(latest(&rome, local("2026-10-25T02:00:00"))), "2026-10-25T00:00:00Z");
    }

    #[test]
    fn the_wall_is_read_before_1970_too() {
        let (rome, noon) = (zone("Europe/Rome"), local("1936-07-01T12:00:00"));
        assert_eq!([earliest(&rome, noon), latest(&rome, noon)].map(utc), ["1936-07-01T11:00:00Z"; 2]);
        let tokyo = zone("Asia/Tokyo");
        assert_eq!(utc(latest(&tokyo, local("1960-01-01T00:00:00"))), "1959-12-31T15:00:00Z");
    }

    #[test]
    fn a_skipped_time_is_the_end_of_the_gap() {
        let (rome, half_past_two) = (zone("Europe/Rome"), local("2026-03-29T02:30:00"));
        assert_eq!(utc(earliest(&rome, half_past_two)), "2026-03-29T01:00:00Z");
        assert_eq!(utc(latest(&rome, half_past_two)), "2026-03-29T01:00:00Z");
        let apia = zone("Pacific/Apia");
        assert_eq!(utc(earliest(&apia, local("2011-12-30T09:00:00"))), "2011-12-30T10:00:00Z");
        assert_eq!(utc(latest(&apia, local("2011-12-30T18:00:00"))), "2011-12-30T10:00:00Z");
    }
}
