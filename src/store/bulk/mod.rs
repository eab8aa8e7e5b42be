//! Work on very many rows: the statements stay at hand. To find one among the prepared ones, by its text, costs as much
//! as a small write.

mod indexes;
mod referred;
mod several;

use std::fmt;
use std::sync::Arc;

use rusqlite::{CachedStatement, OptionalExtension, Row, params};

use super::{Kept, Key, Keyed, Tx, event, report, sla, ticket};
use crate::domain::TicketId;
use crate::domain::sla::{Deadlines, Verdict};
use crate::domain::ticket::{Event, Ticket};
use crate::error::Error;
use indexes::Indexes;
pub use referred::Referred;
use several::{Entries, Entry, Promises, Tickets};

/// What imports ask and write again and again.
pub struct Bulk<'a> {
    ticket_under: CachedStatement<'a>,
    log_of: CachedStatement<'a>,
    tickets: Tickets<'a>,
    entries: Entries<'a>,
    promises: Promises<'a>,
    row_of: CachedStatement<'a>,
    row_under: CachedStatement<'a>,
    save_row: CachedStatement<'a>,
    promises_of: CachedStatement<'a>,
    forget_promises: CachedStatement<'a>,
    unpack: CachedStatement<'a>,
    packed_until: TicketId,
    indexes: Indexes<'a>,
    referred: Referred,
}

/// Where a ticket stands: the fold of its log.
#[derive(Debug)]
pub struct Standing {
    /// The ticket.
    pub ticket: Ticket,
    /// What its promises come to.
    pub deadlines: Deadlines,
    /// What is kept of its promises in the order of the table, each with the policy that rules it.
    pub promises: Vec<(Verdict, Arc<str>)>,
}

/// A ticket that is new to the desk, and all that is kept of it.
#[derive(Debug)]
pub struct Beginning {
    /// Where it stands.
    pub standing: Standing,
    /// Its log, of which that is the fold.
    pub events: Vec<Event>,
    /// Its id where it comes from.
    pub external_id: String,
    /// The digest of the row that told of it.
    pub digest: i64,
}

/// A ticket whose log has grown.
#[derive(Debug)]
pub struct Brought {
    /// Where it stands now.
    pub standing: Standing,
    /// Whether its row is another than the one stored.
    pub moved: bool,
    /// Whether what is kept of its promises is.
    pub judged_anew: bool,
    /// The new events, each under its id where it comes from.
    pub events: Vec<(String, Event)>,
}

/// A ticket's log as it was recorded.
#[derive(Debug, Default)]
pub struct Recorded {
    /// The events.
    pub log: Vec<Event>,
    /// The ids of those that came from the source asked for, each with its place in the log.
    pub known: Vec<(String, usize)>,
}

impl<'a> Tx<'a> {
    /// Takes the statements in hand.
    pub fn bulk(&self) -> Result<Bulk<'a>, Error> {
        let prepare = |sql: &str| self.connection.prepare_cached(sql);
        Ok(Bulk {
            ticket_under: prepare(Keyed::Ticket.find())?,
            log_of: prepare(event::LOG)?,
            tickets: Tickets::new(self.connection),
            entries: Entries::new(self.connection),
            promises: Promises::new(self.connection),
            row_of: prepare(&format!("{} WHERE t.id = ?1", ticket::ROW))?,
            row_under: prepare(&format!("{} WHERE t.source_id = ?1 AND t.external_id = ?2", ticket::ROW))?,
            save_row: prepare(ticket::SAVE)?,
            promises_of: prepare(sla::KEPT)?,
            forget_promises: prepare(sla::FORGET)?,
            unpack: prepare(report::UNPACK)?,
            packed_until: self.packed_until()?,
            indexes: Indexes::new(self.connection),
            referred: Referred::default(),
        })
    }
}

impl fmt::Debug for Bulk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulk").finish_non_exhaustive()
    }
}

impl Bulk<'_> {
    /// Returns the ticket that an import brought before under `key`.
    pub fn ticket_under(&mut self, key: Key<'_>) -> Result<Option<Kept>, Error> {
        let bound = params![key.source, key.external_id];
        let kept = self.ticket_under.query_row(bound, |row| Ok(Kept { id: row.get(0)?, digest: row.get(1)? }));
        Ok(kept.optional()?)
    }

    /// Stores tickets that an import brings from a source, with their logs and their promises. Their words are found only
    /// after [`Tx::leave_text_since`], and they are found by what they have in common only after [`Bulk::end_tickets`].
    pub fn begin(&mut self, tickets: &[Beginning], source: i64) -> Result<(), Error> {
        let Some(last) = tickets.last() else { return Ok(()) };
        self.indexes.expect(tickets.len(), last.standing.ticket.id)?;
        tickets.iter().try_for_each(|it| self.unpack(it.standing.ticket.id))?;
        self.referred.made(tickets, source);
        self.tickets.write(tickets, source)?;
        let entries = tickets.iter().flat_map(|it| {
            let ticket = it.standing.ticket.id;
            it.events.iter().map(move |event| Entry { ticket, key: None, event })
        });
        self.entries.write(&entries.collect::<Vec<_>>())?;
        self.promises.write(tickets.iter().map(|it| &it.standing))
    }

    /// Says that other things are asked of the file next than to begin tickets.
    pub fn end_tickets(&mut self) -> Result<(), Error> {
        self.indexes.make()
    }

    /// Stores what events that an import brings from a source have made of tickets: what is stored so already is not written
    /// again. Their words are found only after [`Tx::leave_text_since`].
    pub fn bring(&mut self, tickets: &[Brought], source: i64) -> Result<(), Error> {
        self.referred.brought(tickets, source);
        let entries = tickets.iter().flat_map(|it| {
            let ticket = it.standing.ticket.id;
            it.events.iter().map(move |(id, event)| Entry { ticket, key: Some((source, id)), event })
        });
        self.entries.write(&entries.collect::<Vec<_>>())?;
        tickets.iter().try_for_each(|it| self.unpack(it.standing.ticket.id))?;
        for Standing { ticket, deadlines, .. } in tickets.iter().filter(|it| it.moved).map(|it| &it.standing) {
            ticket::save(&mut self.save_row, ticket, *deadlines)?;
        }
        let judged_anew = || tickets.iter().filter(|it| it.judged_anew).map(|it| &it.standing);
        for standing in judged_anew() {
            self.forget_promises.execute([standing.ticket.id])?;
        }
        self.promises.write(judged_anew())
    }

    /// Returns a ticket's log as it was recorded, and which of it came from a source.
    pub fn log_of(&mut self, ticket: &Ticket, source: i64) -> Result<Recorded, Error> {
        let mut rows = self.log_of.query([ticket.id])?;
        let mut recorded: Vec<(i64, Option<String>, Event)> = Vec::new();
        while let Some(row) = rows.next()? {
            let is_its = row.get::<_, Option<i64>>(21)? == Some(source);
            let external_id = if is_its { row.get(22)? } else { None };
            recorded.push((row.get(23)?, external_id, event::read_of(row, ticket)?));
        }
        // Here and not by the engine, which would make a table of the rows first.
        recorded.sort_unstable_by_key(|(id, ..)| *id);
        let (mut log, mut known) = (Vec::with_capacity(recorded.len() + 4), Vec::new());
        for (_, external_id, event) in recorded {
            known.extend(external_id.map(|external_id| (external_id, log.len())));
            log.push(event);
        }
        Ok(Recorded { log, known })
    }

    /// Adds events from a source to a ticket's log, each under its id there; all of them were recorded at once. Their words
    /// are found only after [`Tx::leave_text_since`].
    pub fn add_events(
        &mut self,
        ticket: TicketId,
        source: i64,
        events: &[Event],
        external_ids: &[String],
    ) -> Result<(), Error> {
        let keys = external_ids.iter().map(|external_id| Some((source, external_id.as_str())));
        let entries = events.iter().zip(keys).map(|(event, key)| Entry { ticket, key, event });
        self.entries.write(&entries.collect::<Vec<_>>())?;
        self.unpack(ticket)
    }

    /// Returns what rows refer to that were written here, [`Bulk::add_events`] left out.
    pub fn into_referred(self) -> Referred {
        self.referred
    }

    fn unpack(&mut self, ticket: TicketId) -> Result<(), Error> {
        if ticket < self.packed_until {
            self.unpack.execute([ticket])?;
        }
        Ok(())
    }

    /// Returns what is stored of a ticket beside its log.
    pub fn standing(&mut self, ticket: TicketId) -> Result<Standing, Error> {
        let row = self.row_of.query_row([ticket], row)?;
        self.standing_of(row)
    }

    /// Does the same of a ticket whose row was read.
    pub fn standing_of(&mut self, (ticket, deadlines): (Ticket, Deadlines)) -> Result<Standing, Error> {
        let kept = self.promises_of.query_map([ticket.id], |row| Ok((sla::read(row)?, row.get(11)?)))?;
        let promises = kept.collect::<Result<_, _>>()?;
        Ok(Standing { ticket, deadlines, promises })
    }

    /// Returns the row of the ticket that an import brought before under `key`.
    pub fn row_under(&mut self, key: Key<'_>) -> Result<Option<(Ticket, Deadlines)>, Error> {
        Ok(self.row_under.query_row(params![key.source, key.external_id], row).optional()?)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<(Ticket, Deadlines)> {
    Ok((ticket::read(row)?, ticket::deadlines(row, 18)?))
}
