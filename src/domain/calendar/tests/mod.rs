//! The rules of business time at their edges, and for calendars nobody thought of.

mod boundaries;
mod clocks;
mod days;
mod explained;
mod oracle;
mod properties;
mod refusals;

use super::*;

pub(super) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(super) fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

/// A calendar as a file would write it.
pub(super) fn calendar(
    zone_name: &str,
    week: &[(&str, &[&str])],
    holidays: &[&str],
    overrides: &[(&str, &[&str])],
) -> Result<Calendar, CalendarError> {
    let week = Week::read(week.iter().copied())?;
    let holidays = holidays.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    let overrides = overrides.iter().map(|(date, hours)| Override::read(date, hours)).collect::<Result<_, _>>()?;
    Calendar::new("office", zone(zone_name), week, holidays, overrides)
}

/// The office of the handbook: Rome, split days, a short Saturday.
pub(super) fn office() -> Calendar {
    calendar(
        "Europe/Rome",
        &[("mon-fri", &["09:00-13:00", "14:00-18:00"]), ("sat", &["09:00-12:00"])],
        &["12-25 Christmas", "2026-04-06 Easter Monday", "2026-08-10..2026-08-21 Summer"],
        &[("2026-12-24", &["09:00-12:00"]), ("2026-11-22", &["10:00-12:00"]), ("2026-12-07", &[])],
    )
    .unwrap()
}

/// Every day of the week with the same hours, in a zone.
pub(super) fn daily(zone_name: &str, hours: &[&str]) -> Calendar {
    calendar(zone_name, &[("mon-sun", hours)], &[], &[]).unwrap()
}

pub(super) fn add(calendar: &Calendar, start: &str, span: &str) -> String {
    calendar.add(at(start), span.parse().unwrap()).unwrap().to_string()
}

pub(super) fn between(calendar: &Calendar, from: &str, to: &str) -> String {
    calendar.between(at(from), at(to)).to_string()
}
