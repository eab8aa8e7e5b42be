//! Instants as a clock on the wall of the calendar's zone shows them.

use std::rc::Rc;

use crate::domain::calendar::{Calendar, Target};
use crate::domain::{Instant, Seconds, Zone};

const DAY: i64 = 86_400;

/// A clock on a wall, and the year that goes without saying.
#[derive(Debug, Clone)]
pub(super) struct Wall {
    pub(super) zone: Zone,
    year: String,
}

impl Wall {
    /// Hangs a clock where the calendar is; the year of `at` goes without saying.
    pub(super) fn new(calendar: Option<&Rc<Calendar>>, at: Instant) -> Self {
        let zone = calendar.map_or_else(Zone::utc, |calendar| calendar.zone().clone());
        let year = zone.local(at).strftime("%Y").to_string();
        Self { zone, year }
    }

    /// Tells day and time: `Thu 15 Jan 09:00`, with the year if it is another.
    pub(super) fn at(&self, at: Instant) -> String {
        format!("{} {}", self.day(at), self.time(at))
    }

    /// Tells the day: `Thu 15 Jan`, `Wed 31 Dec 2025`.
    pub(super) fn day(&self, at: Instant) -> String {
        let local = self.zone.local(at);
        let year = local.strftime("%Y").to_string();
        let day = local.strftime("%a %-d %b").to_string();
        if year == self.year { day } else { format!("{day} {year}") }
    }

    /// Tells the time of day, with seconds where there are any.
    pub(super) fn time(&self, at: Instant) -> String {
        let local = self.zone.local(at);
        let form = if self.second_of_day(at) % 60 == 0 { "%H:%M" } else { "%H:%M:%S" };
        local.strftime(form).to_string()
    }

    /// Tells until when something lasts that begins at `from`: a midnight is the end of the day before.
    pub(super) fn until(&self, from: Instant, to: Instant) -> String {
        let midnight = self.second_of_day(to) == 0;
        let last = if midnight { to.plus(Seconds::new(-1)) } else { to };
        let time = if midnight { "24:00".to_owned() } else { self.time(to) };
        match self.number_of_day(last) - self.number_of_day(from) {
            0 => time,
            1..=6 => format!("{} {time}", self.zone.local(last).strftime("%a")),
            _ => format!("{} {time}", self.day(last)),
        }
    }

    /// Returns the number of the local day, from 1970-01-01.
    pub(super) fn number_of_day(&self, at: Instant) -> i64 {
        self.local_second(at).div_euclid(DAY)
    }

    fn second_of_day(&self, at: Instant) -> i64 {
        self.local_second(at).rem_euclid(DAY)
    }

    /// Returns the seconds that the clock on the wall shows, counted from 1970-01-01.
    pub(super) fn local_second(&self, at: Instant) -> i64 {
        at.epoch() + self.zone.offset_at(at)
    }
}

/// Writes business time, exact: `26h40m`, since a day of it has no fixed length.
pub(super) fn business(span: Seconds) -> String {
    let sign = if span < Seconds::ZERO { "-" } else { "" };
    format!("{sign}{}", Target::Business(Seconds::new(span.get().saturating_abs())))
}
