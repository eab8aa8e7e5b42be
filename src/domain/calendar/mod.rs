//! Business time: which instants count, how many lie between two of them, and when a given number has passed.
//!
//! An instant is open if its date and time of day in the calendar's zone fall into an open interval of that date; a night
//! belongs to the date it starts on. From this one definition follows all that clocks do: a day has 23 or 25 hours, an
//! interval in the spring gap is what is left of it, and what lies in the repeated hour is open in both passes.

mod date;
mod due;
mod error;
mod holiday;
mod hours;
mod ics;
mod month;
mod pattern;
mod quarter;
mod rules;
mod segment;
mod target;
mod timetable;
mod wall;
mod week;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use date::{read_date, read_day};
pub use error::CalendarError;
pub use holiday::{Holiday, Override};
pub use hours::{DayHours, OpenHours};
pub use ics::holidays;
pub use month::Month;
pub use quarter::Quarter;
pub use segment::{Reason, Segment};
pub use target::Target;
pub use week::{Week, Weekday};

use super::{Instant, Seconds, Zone};
use rules::Rules;
use timetable::Timetable;

/// Opening hours in a time zone: a week, holidays, and dates with hours of their own.
#[derive(Debug, Clone)]
pub struct Calendar {
    name: String,
    timetable: Timetable,
}

impl Calendar {
    /// The name of the built-in calendar that never closes.
    pub const ALWAYS: &'static str = "24x7";

    /// Puts a calendar together. An override beats a holiday, and a holiday the week; the order of the lists does not
    /// matter, and two holidays may share a date.
    ///
    /// # Errors
    /// Overlapping hours of neighbouring dates, a date overridden twice, no open interval at all, the built-in name.
    pub fn new(
        name: &str,
        zone: Zone,
        week: Week,
        holidays: Vec<Holiday>,
        overrides: Vec<Override>,
    ) -> Result<Self, CalendarError> {
        if name == Self::ALWAYS {
            return Err(CalendarError::BuiltIn(name.to_owned()));
        }
        let rules = Rules::new(week, holidays, overrides)?;
        if !rules.ever_open() {
            return Err(CalendarError::NeverOpen(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), timetable: Timetable::new(zone, rules) })
    }

    /// Returns the built-in calendar `24x7`, in UTC, in which all time counts.
    pub fn always() -> Self {
        let timetable = Timetable::new(Zone::utc(), Rules::every_day(Week::always()));
        Self { name: Self::ALWAYS.to_owned(), timetable }
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the zone its hours and dates are in.
    pub fn zone(&self) -> &Zone {
        &self.timetable.zone
    }

    /// Returns its weekly hours.
    pub fn week(&self) -> &Week {
        self.timetable.rules.week()
    }

    /// Returns its holidays as they were given.
    pub fn holidays(&self) -> &[Holiday] {
        self.timetable.rules.holidays()
    }

    /// Returns the dates with hours of their own, in order.
    pub fn overrides(&self) -> impl Iterator<Item = (Date, &DayHours)> {
        self.timetable.rules.overrides()
    }

    /// Returns no less than the business time of any one day: its hours, and one more, which the clock may repeat.
    pub fn longest_day(&self) -> Seconds {
        let week = Weekday::ALL.iter().map(|day| self.week().on(*day));
        let spans = week.chain(self.overrides().map(|(_, hours)| hours)).map(DayHours::span);
        spans.max().unwrap_or(Seconds::ZERO).plus(Seconds::hours(1))
    }

    /// Returns the earliest instant by which `span` of business time has passed since `start`: at the edge it is the
    /// closing, not the next opening. None if that is after the last instant; `start` itself if `span` is not positive.
    pub fn add(&self, start: Instant, span: Seconds) -> Option<Instant> {
        if span <= Seconds::ZERO {
            return Some(start);
        }
        let end = self.timetable.reach(start.epoch(), span.get())?;
        (end <= Instant::MAX.epoch()).then(|| Instant::from_epoch(end))
    }

    /// Returns the instant by which `target` has to be met if its clock starts at `start`; none after the last instant.
    ///
    /// Business time is added. Working days, dates in the calendar's zone on which an interval starts, are counted from
    /// the date after the start's, and the last of them is due at the time on the wall at the start, even outside its
    /// hours, or with `end_of_day` at the end of its last interval. A wall time that is skipped is the end of the gap,
    /// and one that comes twice the first. A start on a closed date stands for the midnight at which the next working
    /// day begins, hence is due at the midnight that ends the last one counted: a later start is never due earlier,
    /// save for the hour the clock repeats.
    pub fn due(&self, start: Instant, target: Target) -> Option<Instant> {
        match target {
            Target::Business(span) => self.add(start, span),
            Target::Days { count, end_of_day } => due::after_days(&self.timetable, start, count.get(), end_of_day),
        }
    }

    /// Returns the business time from `from` to `to`; none at all if `to` is the earlier.
    pub fn between(&self, from: Instant, to: Instant) -> Seconds {
        if to <= from {
            return Seconds::ZERO;
        }
        Seconds::new(self.timetable.between(from.epoch(), to.epoch()))
    }

    /// Returns the first open instant at or after `at`, if there is one.
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        // The first open second after `at` ends where one second of business time has passed.
        let end = self.timetable.reach(at.epoch(), 1)?;
        (end <= Instant::MAX.epoch() + 1).then(|| Instant::from_epoch(end - 1))
    }

    /// Tells whether `at` is open.
    pub fn is_open(&self, at: Instant) -> bool {
        self.timetable.between(at.epoch(), at.epoch() + 1) == 1
    }

    /// Cuts `[from, to)` into segments without gaps, each with the reason why it counts or does not; neighbours differ in
    /// theirs. Cost grows with the days in between.
    pub fn segments(&self, from: Instant, to: Instant) -> Vec<Segment<'_>> {
        segment::segments(&self.timetable, from, to)
    }
}

/// Two calendars are equal if they have the same name, zone and rules.
impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        let rules = self.timetable.rules == other.timetable.rules;
        rules && self.name == other.name && self.zone() == other.zone()
    }
}

impl Eq for Calendar {}
