//! A second opinion that shares no arithmetic: whether an instant is open, asked of its local time alone.

use jiff::civil::Date;

use super::super::week::Weekday;
use crate::domain::{Instant, Zone};

/// Intervals in minutes after midnight; beyond 1440 on the day after.
pub(super) type Minutes = Vec<(i64, i64)>;

/// A calendar, spelled out without any of the calendar's own types.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    pub(super) zone: String,
    /// Monday first.
    pub(super) week: [Minutes; 7],
    pub(super) holidays: Vec<(Date, Date)>,
    pub(super) yearly: Vec<(i8, i8)>,
    pub(super) overrides: Vec<(Date, Minutes)>,
}

impl Plain {
    fn hours(&self, date: Date) -> &[(i64, i64)] {
        if let Some((_, hours)) = self.overrides.iter().find(|(day, _)| *day == date) {
            return hours;
        }
        let dated = self.holidays.iter().any(|(first, last)| *first <= date && date <= *last);
        if dated || self.yearly.contains(&(date.month(), date.day())) {
            return &[];
        }
        &self.week[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap()]
    }

    pub(super) fn is_open(&self, zone: &Zone, at: Instant) -> bool {
        let local = zone.local(at);
        let of_day = i64::from(local.hour()) * 3600 + i64::from(local.minute()) * 60 + i64::from(local.second());
        let within = |seconds: i64| move |(open, close): &(i64, i64)| (open * 60..close * 60).contains(&seconds);
        let today = self.hours(local.date()).iter().any(within(of_day));
        today || self.hours(local.date().yesterday().unwrap()).iter().any(within(of_day + 86_400))
    }

    /// Counts the open seconds from `from` to `to`, looking at one instant in `step`; right if nothing happens between.
    pub(super) fn between(&self, zone: &Zone, from: i64, to: i64, step: i64) -> i64 {
        let instants = (0..(to - from) / step).map(|n| Instant::from_epoch(from + n * step));
        step * i64::try_from(instants.filter(|at| self.is_open(zone, *at)).count()).unwrap()
    }

    /// Writes the calendar as a file would.
    pub(super) fn build(&self) -> Result<super::Calendar, super::CalendarError> {
        let week: Vec<(&str, Vec<String>)> =
            Weekday::WORDS.iter().copied().zip(self.week.iter().map(written)).collect();
        let week = super::Week::read(week.iter().map(|(key, hours)| (*key, hours.as_slice())))?;
        let ranges = self.holidays.iter().map(|(first, last)| format!("{first}..{last}"));
        let yearly = self.yearly.iter().map(|(month, day)| format!("{month:02}-{day:02}"));
        let holidays = ranges.chain(yearly).map(|text| text.parse()).collect::<Result<_, _>>()?;
        let overrides = self.overrides.iter();
        let overrides = overrides.map(|(date, hours)| super::Override::read(&date.to_string(), &written(hours)));
        super::Calendar::new("random", super::zone(&self.zone), week, holidays, overrides.collect::<Result<_, _>>()?)
    }
}

fn written(hours: &Minutes) -> Vec<String> {
    let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let close = |minutes: i64| clock(if minutes > 1440 { minutes - 1440 } else { minutes });
    hours.iter().map(|(from, to)| format!("{}-{}", clock(*from), close(*to))).collect()
}
