//! `[calendar.NAME]`: a zone, weekly hours, holidays, and dates with hours of their own.

use std::rc::Rc;

use toml::de::DeTable;

use super::Import;
use super::fields::{Entry, Fields, Kind, Text, entries, list};
use super::refusal::Mistakes;
use crate::domain::calendar::{
    Calendar, CalendarError, DayHours, Holiday, OpenHours, Override, Week, Weekday, read_date,
};
use crate::domain::{Code, Invalid};

const KIND: Kind = Kind {
    what: "a key of a calendar",
    keys: &["timezone", "hours", "holidays", "holidays_ics", "overrides"],
    form: "a table that begins with `[calendar.NAME]`",
};
const INTERVALS: &str = "a list of intervals, e.g. `[\"09:00-13:00\", \"14:00-18:00\"]`";

/// The calendars of a file.
pub(super) struct Calendars {
    always: Rc<Calendar>,
    /// Those that could be read, the built-in one first.
    pub(super) read: Vec<Rc<Calendar>>,
    /// Those that could not: a policy that names one is not to blame.
    broken: Vec<String>,
}

impl Calendars {
    pub(super) fn read(top: &Fields<'_, '_>, ics: Import<'_>) -> Self {
        let always = Rc::new(Calendar::always());
        let mut calendars = Self { read: vec![Rc::clone(&always)], always, broken: Vec::new() };
        let written = top.table("calendar", "tables that each begin with `[calendar.NAME]`");
        for entry in written.into_iter().flat_map(entries) {
            match calendar(top.mistakes, entry, ics) {
                Some(calendar) => calendars.read.push(Rc::new(calendar)),
                None => calendars.broken.push(entry.key.to_owned()),
            }
        }
        calendars
    }

    /// Returns the built-in calendar.
    pub(super) fn always(&self) -> Rc<Calendar> {
        Rc::clone(&self.always)
    }

    /// Returns the calendar of that name; none without an error if it is there, but broken.
    pub(super) fn find(&self, name: &str) -> Result<Option<Rc<Calendar>>, Invalid> {
        let known = self.read.iter().find(|calendar| calendar.name() == name).cloned();
        if known.is_some() || self.broken.iter().any(|broken| broken == name) {
            return Ok(known);
        }
        let names = self.read.iter().map(|calendar| calendar.name());
        let names: Vec<&str> = names.chain(self.broken.iter().map(String::as_str)).collect();
        Err(Invalid::word(name, "a calendar of this file", &names))
    }
}

fn calendar(mistakes: &Mistakes, entry: Entry<'_, '_>, ics: Import<'_>) -> Option<Calendar> {
    let before = mistakes.count();
    mistakes.accept(entry.at, entry.key.parse::<Code>());
    let fields = Fields::open(mistakes, entry, &KIND)?;
    let owner = format!("calendar `{}`", entry.key);
    let zone = fields.required("timezone", &owner, "an IANA name, e.g. `timezone = \"Europe/Rome\"`");
    let hours = fields.table("hours", "weekdays with their hours, e.g. `{ mon-fri = [\"09:00-17:00\"] }`");
    let week = hours.and_then(|hours| week(mistakes, hours)).unwrap_or_default();
    let holidays = holidays(&fields, ics);
    let special = fields.table("overrides", "dates with their hours, e.g. `{ \"2026-12-24\" = [\"09:00-12:00\"] }`");
    let overrides = special.map(|special| overrides(mistakes, special)).unwrap_or_default();
    if mistakes.count() > before {
        return None;
    }
    Calendar::new(entry.key, zone?, week, holidays, overrides)
        .map_err(|why| mistakes.refuse(culprit(&why, special).unwrap_or(entry.at), why))
        .ok()
}

/// Returns where the override stands that makes a calendar impossible, if one does.
fn culprit(why: &CalendarError, overrides: Option<&DeTable<'_>>) -> Option<usize> {
    let CalendarError::RunsInto { day, next, .. } = why else { return None };
    let guilty = |entry: &Entry<'_, '_>| day.ends_with(entry.key) || next.ends_with(entry.key);
    entries(overrides?).find(guilty).map(|entry| entry.at)
}

fn week(mistakes: &Mistakes, hours: &DeTable<'_>) -> Option<Week> {
    let mut named = Vec::new();
    for entry in entries(hours) {
        // Each key alone first: a week as a whole reports its first mistake only.
        let key = mistakes.accept(entry.at, Week::new([(entry.key, DayHours::CLOSED)]));
        let hours = day_hours(mistakes, entry);
        let (Some(_), Some(hours)) = (key, hours) else { continue };
        if let Some(alone) = mistakes.accept(entry.at, Week::new([(entry.key, hours.clone())])) {
            named.push((entry, hours, alone));
        }
    }
    let place = |why: &CalendarError| {
        let guilty = |(entry, _, alone): &&(Entry<'_, '_>, DayHours, Week)| match why {
            CalendarError::DayTwice { second, .. } => entry.key == second,
            CalendarError::RunsInto { day, night, .. } => {
                day.parse().is_ok_and(|day: Weekday| alone.on(day).intervals().contains(night))
            }
            _ => false,
        };
        named.iter().find(guilty).or(named.first()).map_or(0, |(entry, ..)| entry.at)
    };
    let week = Week::new(named.iter().map(|(entry, hours, _)| (entry.key, hours.clone())));
    week.map_err(|why| mistakes.refuse(place(&why), why)).ok()
}

fn day_hours(mistakes: &Mistakes, entry: Entry<'_, '_>) -> Option<DayHours> {
    let read = |Text { text, at }: Text<'_>| Some((mistakes.accept(at, text.parse::<OpenHours>())?, at));
    let intervals: Vec<(OpenHours, usize)> = list(mistakes, entry, INTERVALS)?.into_iter().filter_map(read).collect();
    let place = |why: &CalendarError| match why {
        CalendarError::Overlap { second, .. } => intervals.iter().rfind(|(interval, _)| interval == second),
        _ => None,
    };
    DayHours::new(intervals.iter().map(|(interval, _)| *interval).collect())
        .map_err(|why| mistakes.refuse(place(&why).map_or(entry.at, |(_, at)| *at), why))
        .ok()
}

fn holidays(fields: &Fields<'_, '_>, ics: Import<'_>) -> Vec<Holiday> {
    let mistakes = fields.mistakes;
    let written = fields.list("holidays", "a list of dates, e.g. `[\"12-25\", \"2026-08-10..2026-08-21\"]`");
    let written = written.unwrap_or_default().into_iter();
    let mut holidays: Vec<Holiday> = written.filter_map(|day| mistakes.accept(day.at, day.text.parse())).collect();
    if let Some(file) = fields.text("holidays_ics", "the name of an iCalendar file, e.g. `\"it.ics\"`") {
        let imported = ics(&file.text).map_err(|why| format!("holidays of `{}` cannot be read: {why}", file.text));
        holidays.extend(mistakes.accept(file.at, imported).into_iter().flatten());
    }
    holidays
}

fn overrides(mistakes: &Mistakes, special: &DeTable<'_>) -> Vec<Override> {
    let read = |entry: Entry<'_, '_>| {
        let date = mistakes.accept(entry.at, read_date(entry.key));
        let hours = day_hours(mistakes, entry);
        Some(Override { date: date?, hours: hours? })
    };
    entries(special).filter_map(read).collect()
}
