//! A calendar that other programs subscribe to (RFC 5545, its name and refresh by RFC 7986).

use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};

use super::{Out, OutputError, escape};
use crate::domain::{Instant, Seconds};

/// A point in time that somebody wants to see coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The same whenever it is told of: a calendar moves what it knows.
    pub uid: String,
    /// When it is.
    pub at: Instant,
    /// What it is, in a line.
    pub summary: String,
    /// What else there is to know.
    pub details: String,
    /// What it is among its like.
    pub category: String,
}

impl Out {
    /// Writes a calendar, to be asked for again after a while.
    pub fn feed(&mut self, name: &str, again: Seconds, appointments: &[Appointment]) -> Result<(), OutputError> {
        // Empty: what the library begins with says that the library made it.
        let mut calendar = Calendar::empty();
        let head =
            [("VERSION", "2.0"), ("PRODID", "-//desk//desk//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")];
        for (name, value) in head {
            calendar.append_property(Property::new(name, value));
        }
        calendar.name(name).ttl(&chrono::Duration::seconds(again.get()));
        for appointment in appointments {
            calendar.push(event(appointment, self.settings.now));
        }
        let text = calendar.to_string();
        self.put(|out| out.write_all(text.as_bytes()))
    }
}

fn event(appointment: &Appointment, now: Instant) -> Event {
    let Appointment { uid, at, summary, details, category } = appointment;
    let mut event = Event::new();
    event.uid(uid).timestamp(now.to_utc()).summary(&visible(summary)).description(&visible(details));
    // It takes no time: nobody is busy because of it.
    event.starts(at.to_utc()).add_property("TRANSP", "TRANSPARENT").add_property("CATEGORIES", category);
    event.done()
}

/// Spells out what acts on an eye without being seen; line breaks are the calendar's to write.
fn visible(text: &str) -> String {
    text.split('\n').map(escape::line).collect::<Vec<_>>().join("\n")
}
