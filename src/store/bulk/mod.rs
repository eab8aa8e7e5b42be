//! Work on very many rows: the statements stay at hand. To find one among the prepared ones, by its text, costs as much
//! as a small write.

mod several;

use std::fmt;
use std::sync::Arc;

use rusqlite::{CachedStatement, OptionalExtension, params};

use super::{Kept, Key, Keyed, Tx, event, sla, ticket};
use crate::domain::TicketId;
use crate::domain::sla::{Cycle, Deadlines, Verdict};
use crate::domain::ticket::{Event, Ticket};
use crate::error::Error;
use several::{Additions, Logs, Promises};

/// What imports ask and write again and again.
pub struct Bulk<'a> {
    ticket_under: CachedStatement<'a>,
    add_ticket: CachedStatement<'a>,
    log_of: CachedStatement<'a>,
    logs: Logs<'a>,
    additions: Additions<'a>,
    promises: Promises<'a>,
    row_of: CachedStatement<'a>,
    save_row: CachedStatement<'a>,
    promises_of: CachedStatement<'a>,
    forget_promises: CachedStatement<'a>,
}

/// A ticket that is new to the desk, and all that is kept of it.
#[derive(Debug)]
pub struct Beginning {
    /// Where it stands.
    pub ticket: Ticket,
    /// Its log, of which that is the fold; all of it recorded at once.
    pub events: Vec<Event>,
    /// What is kept of its promises, each with the policy that rules it.
    pub promises: Vec<(Verdict, Arc<str>)>,
    /// What its promises come to.
    pub deadlines: Deadlines,
    /// Its id where it comes from.
    pub external_id: String,
    /// The digest of the row that told of it.
    pub digest: i64,
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
            add_ticket: prepare(ticket::ADD)?,
            log_of: prepare(&format!("{} WHERE e.ticket_id = ?1", event::SELECT))?,
            logs: Logs::new(self.connection),
            additions: Additions::new(self.connection),
            promises: Promises::new(self.connection),
            row_of: prepare(ticket::ROW)?,
            save_row: prepare(ticket::SAVE)?,
            promises_of: prepare(sla::KEPT)?,
            forget_promises: prepare(sla::FORGET)?,
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

    /// Stores a ticket that an import brings from a source, with its log and its promises. Its words are found only after
    /// [`Tx::leave_text_since`].
    pub fn begin(&mut self, it: &Beginning, source: i64) -> Result<(), Error> {
        let key = Key { source, external_id: &it.external_id };
        ticket::add(&mut self.add_ticket, &it.ticket, it.deadlines, Some((key, it.digest)))?;
        self.logs.write(it.ticket.id, &it.events)?;
        self.promises.write(it.ticket.id, &it.promises)
    }

    /// Returns a ticket's log as it was recorded, and which of it came from a source.
    pub fn log_of(&mut self, ticket: TicketId, source: i64) -> Result<Recorded, Error> {
        let mut rows = self.log_of.query([ticket])?;
        let mut recorded: Vec<(i64, Option<String>, Event)> = Vec::new();
        while let Some(row) = rows.next()? {
            let is_its = row.get::<_, Option<i64>>(25)? == Some(source);
            let external_id = if is_its { row.get(26)? } else { None };
            recorded.push((row.get(27)?, external_id, event::read(row)?.1));
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
        self.additions.write(ticket, source, events, external_ids)
    }

    /// Stores what a ticket and its promises have become: what is stored so already is not written again.
    pub fn bring_up(&mut self, ticket: &Ticket, cycles: &[Cycle], deadlines: Deadlines) -> Result<(), Error> {
        let row = self.row_of.query_row([ticket.id], |row| Ok((ticket::read(row)?, ticket::deadlines(row, 18)?)))?;
        if (&row.0, row.1) != (ticket, deadlines) {
            ticket::save(&mut self.save_row, ticket, deadlines)?;
        }
        let kept = self.promises_of.query_map([ticket.id], |row| Ok((sla::read(row)?, row.get(11)?)))?;
        let kept = kept.collect::<Result<Vec<(Verdict, String)>, _>>()?;
        let mut promises: Vec<(Verdict, &str)> =
            cycles.iter().map(|cycle| (Verdict::of(cycle), &*cycle.policy)).collect();
        promises.sort_by_key(|(verdict, _)| (verdict.metric.as_str(), verdict.number));
        if kept.iter().map(|(verdict, policy)| (*verdict, policy.as_str())).ne(promises.iter().copied()) {
            self.forget_promises.execute([ticket.id])?;
            self.promises.write(ticket.id, &promises)?;
        }
        Ok(())
    }
}
