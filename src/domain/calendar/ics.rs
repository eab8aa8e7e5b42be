//! Holidays from calendar files (iCalendar, RFC 5545).

use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime};

use super::{Holiday, read_date};
use crate::domain::Date;

/// Reads the all-day events of a calendar file as holidays with their names; an event of several days is one holiday a
/// day. An event that repeats by a rule is refused: what it means depends on years nobody named.
pub fn holidays(text: &str) -> Result<Vec<Holiday>, String> {
    let calendar: Calendar = text.parse().map_err(|_| "it is not a calendar file (iCalendar)".to_owned())?;
    let mut holidays = Vec::new();
    for event in calendar.components.iter().filter_map(|component| component.as_event()) {
        let name = event.get_summary().unwrap_or("holiday");
        if event.property_value("RRULE").is_some() {
            return Err(format!("`{name}` repeats by a rule; list its days, or write it as a yearly holiday"));
        }
        let first = day(event.get_start(), name)?;
        // The end of an event is the day after its last; without one it lasts a day.
        let end = event.get_end().map(|end| day(Some(end), name)).transpose()?;
        let mut date = first;
        loop {
            holidays.push(Holiday::on(date).named(name));
            match date.tomorrow() {
                Ok(next) if end.is_some_and(|end| next < end) => date = next,
                _ => break,
            }
        }
    }
    if holidays.is_empty() { Err("there are no events in it".to_owned()) } else { Ok(holidays) }
}

fn day(at: Option<DatePerhapsTime>, name: &str) -> Result<Date, String> {
    let date = match at.ok_or_else(|| format!("`{name}` has no day"))? {
        DatePerhapsTime::Date(date) => date,
        DatePerhapsTime::DateTime(CalendarDateTime::Floating(at)) => at.date(),
        DatePerhapsTime::DateTime(_) => return Err(format!("`{name}` is at a time of day, not on a day")),
    };
    read_date(&date.format("%Y-%m-%d").to_string()).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n")
    }

    #[test]
    fn all_day_events_become_holidays_day_by_day() {
        let text = file(
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Natale\r\nEND:VEVENT\r\n",
        );
        let read: Vec<String> = holidays(&text).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(read, ["2026-12-25 Natale", "2026-12-26 Natale"]);
    }

    #[test]
    fn what_is_no_list_of_days_is_refused() {
        assert!(holidays("nonsense").is_err());
        assert!(holidays(&file("")).unwrap_err().contains("no events"));
        let rule = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Natale\r\nEND:VEVENT\r\n";
        assert!(holidays(&file(rule)).unwrap_err().contains("repeats"));
    }
}
