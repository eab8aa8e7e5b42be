//! What it takes to recompute a ticket's verdict without the desk.

use super::{Surroundings, begun};
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::access::Deed;
use crate::domain::sla::evidence::{CaseText, ZoneText};
use crate::domain::sla::{Book, Cycle, TimelineEntry, evaluate};
use crate::domain::ticket::{Event, What, in_turn, moments};
use crate::domain::{Instant, TicketId, Zone};
use crate::error::Error;
use crate::store::{StoredVersion, Tx};

/// A ticket's verdict, and all it rests on.
#[derive(Debug)]
pub struct Evidence {
    /// The ticket.
    pub ticket: TicketId,
    /// As of when it was judged.
    pub at: Instant,
    /// What matching needs beside the log.
    pub case: CaseText,
    /// What had happened by then.
    pub log: Vec<TimelineEntry>,
    /// Every policy version.
    pub versions: Vec<StoredVersion>,
    /// The zones of their calendars, each once.
    pub zones: Vec<ZoneText>,
    /// The verdict.
    pub cycles: Vec<Cycle>,
}

impl Desk {
    /// Gathers what a ticket's verdict as of `at` rests on; what was written only `with_text`, else its digests.
    ///
    /// # Errors
    /// The ticket had not begun by then.
    pub fn evidence(&mut self, id: TicketId, at: Instant, with_text: bool) -> Result<Evidence, Error> {
        self.look(Deed::SlaRead, |tx, _| {
            let ticket = tx.need_ticket(id)?;
            begun(&ticket, at)?;
            let (around, book) = (Surroundings::of(tx, &ticket)?, book(tx)?);
            let mut events = tx.events(id)?;
            events.retain(|event| event.at <= at);
            Ok(Evidence {
                ticket: id,
                at,
                case: CaseText::of(&around.case()),
                log: log(tx, in_turn(events.clone()), with_text)?,
                versions: tx.versions()?,
                zones: zones(&book).iter().map(ZoneText::of).collect(),
                cycles: evaluate(&moments(&events), &around.case(), &book, at),
            })
        })
    }
}

fn log(tx: &Tx<'_>, events: Vec<Event>, with_text: bool) -> Result<Vec<TimelineEntry>, Error> {
    let mut log = Vec::new();
    for event in events {
        let team = match event.what {
            What::Assigned { team, .. } => team.map(|team| tx.team_name(team)).transpose()?,
            _ => None,
        };
        log.extend(TimelineEntry::of(&event, team.map(|name| name.to_string()), with_text));
    }
    Ok(log)
}

fn zones(book: &Book) -> Vec<Zone> {
    let calendars = book.versions().iter().flat_map(|version| &version.calendars);
    let mut zones: Vec<Zone> = calendars.map(|calendar| calendar.zone().clone()).collect();
    zones.sort_by(|one, other| one.name().cmp(other.name()));
    zones.dedup_by(|one, other| one.name() == other.name());
    zones
}
