//! Work on very many rows: the statements stay at hand. To find one among the prepared ones, by its text, costs as much
//! as a small write.

use std::fmt;

use rusqlite::{CachedStatement, OptionalExtension, params};

use super::{Kept, Key, Keyed, Tx, event, sla, ticket};
use crate::domain::TicketId;
use crate::domain::sla::{Cycle, Deadlines, Verdict};
use crate::domain::ticket::{Event, Ticket};
use crate::error::Error;

/// What imports ask and write again and again.
pub struct Bulk<'a> {
    ticket_under: CachedStatement<'a>,
    add_ticket: CachedStatement<'a>,
    log_of: CachedStatement<'a>,
    add_event: CachedStatement<'a>,
    keep_promise: CachedStatement<'a>,
    row_of: CachedStatement<'a>,
    save_row: CachedStatement<'a>,
    promises_of: CachedStatement<'a>,
    forget_promises: CachedStatement<'a>,
}

impl<'a> Tx<'a> {
    /// Takes the statements in hand.
    pub fn bulk(&self) -> Result<Bulk<'a>, Error> {
        let prepare = |sql: &str| self.connection.prepare_cached(sql);
        Ok(Bulk {
            ticket_under: prepare(Keyed::Ticket.find())?,
            add_ticket: prepare(ticket::ADD)?,
            log_of: prepare(&format!("{} WHERE e.ticket_id = ?1 ORDER BY e.id", event::SELECT))?,
            add_event: prepare(event::WRITE)?,
            keep_promise: prepare(sla::KEEP)?,
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

    /// Stores a ticket that an import brings, with its log and its promises. Its words are found only after [`Tx::leave_text_since`].
    pub fn begin(
        &mut self,
        ticket: &Ticket,
        events: &[Event],
        (cycles, deadlines): (&[Cycle], Deadlines),
        (key, digest): (Key<'_>, i64),
    ) -> Result<(), Error> {
        ticket::add(&mut self.add_ticket, ticket, deadlines, Some((key, digest)))?;
        for event in events {
            event::write(&mut self.add_event, ticket.id, event, None)?;
        }
        for cycle in cycles {
            sla::keep(&mut self.keep_promise, ticket.id, &Verdict::of(cycle), &cycle.policy)?;
        }
        Ok(())
    }

    /// Returns a ticket's log as it was recorded, and the ids of those events that came from a source, each with its
    /// place in the log.
    pub fn log_of(&mut self, ticket: TicketId, source: i64) -> Result<(Vec<Event>, Vec<(String, usize)>), Error> {
        let (mut log, mut known) = (Vec::new(), Vec::new());
        let mut rows = self.log_of.query([ticket])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, Option<i64>>(25)? == Some(source) {
                known.push((row.get(26)?, log.len()));
            }
            log.push(event::read(row)?.1);
        }
        Ok((log, known))
    }

    /// Adds an event under a key to a ticket's log; its words are found only after [`Tx::leave_text_since`].
    pub fn log(&mut self, ticket: TicketId, event: &Event, key: Key<'_>) -> Result<(), Error> {
        event::write(&mut self.add_event, ticket, event, Some(key)).map(drop)
    }

    /// Stores what a ticket and its promises have become: what is stored so already is not written again.
    pub fn bring_up(&mut self, ticket: &Ticket, cycles: &[Cycle], deadlines: Deadlines) -> Result<(), Error> {
        let row = self.row_of.query_row([ticket.id], |row| Ok((ticket::read(row)?, ticket::deadlines(row, 18)?)))?;
        if (&row.0, row.1) != (ticket, deadlines) {
            ticket::save(&mut self.save_row, ticket, deadlines)?;
        }
        let kept = self.promises_of.query_map([ticket.id], |row| Ok((sla::read(row)?, row.get(11)?)))?;
        let kept = kept.collect::<Result<Vec<(Verdict, String)>, _>>()?;
        let mut promises: Vec<(Verdict, &str)> = cycles.iter().map(|cycle| (Verdict::of(cycle), &*cycle.policy)).collect();
        promises.sort_by_key(|(verdict, _)| (verdict.metric.as_str(), verdict.number));
        if kept.iter().map(|(verdict, policy)| (*verdict, policy.as_str())).ne(promises.iter().copied()) {
            self.forget_promises.execute([ticket.id])?;
            for (verdict, policy) in promises {
                sla::keep(&mut self.keep_promise, ticket.id, &verdict, policy)?;
            }
        }
        Ok(())
    }
}
