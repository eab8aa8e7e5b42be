//! Which tickets are packed for reports.

use rusqlite::{OptionalExtension, params};

use super::packed::{EVERY, Whose};
use super::pile::{Packed, Pile};
use super::segment::MARKED;
use super::span::{Span, Spans};
use super::ticket::Which;
use crate::domain::report::Needs;
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::Tx;

/// All that is packed of a ticket.
const ALL: Needs = Needs { open: false, verdicts: true, course: true };

/// Notes that a ticket below [`Tx::packed_until`] is not as it is packed any more.
pub(in crate::store) const UNPACK: &str = "INSERT OR IGNORE INTO ticket_changed (ticket_id) VALUES (?1)";

impl Tx<'_> {
    /// Returns the numbers of the spans of which a ticket that has not changed is packed otherwise than it is.
    pub(in crate::store) fn mispacked_spans(&self) -> Result<Vec<[TicketId; 2]>, Error> {
        const UNCHANGED: &str = "t.id BETWEEN ?1 AND ?2 AND t.id NOT IN (SELECT ticket_id FROM ticket_changed)";
        let (spans, mut odd) = (self.packed_spans()?, Vec::new());
        if spans.until > self.end_of_tickets()? {
            return Ok(vec![[0, spans.until - 1].map(TicketId::new)]);
        }
        for span in spans.iter() {
            let (whose, mut kept) = (Whose::All(span.numbers()), Pile::default());
            let read = self.each_packed(&whose, &MARKED, ALL, Instant::MAX, |ticket| kept.push(span, ticket));
            let is_sound = match read.map_err(Error::into_damage) {
                Ok(()) => kept.into_segments() == self.packed_anew(span, UNCHANGED)?,
                Err(damage) => damage.map(|_| false)?,
            };
            if !is_sound {
                odd.push(span.tickets());
            }
        }
        Ok(odd)
    }

    fn packed_anew(&self, span: Span, condition: &str) -> Result<Vec<Packed>, Error> {
        let [first, last] = span.numbers();
        let which = Which { condition: Some(condition), bound: [Some(first), Some(last), None] };
        let mut pile = Pile::default();
        self.each_row(&MARKED, &which, ALL, Instant::MAX, |ticket| pile.push(span, ticket))?;
        Ok(pile.into_segments())
    }

    /// Returns the spans to be packed, the lowest first: those that are full and not packed as they should be, and those of
    /// which much has changed since.
    pub fn unpacked(&self) -> Result<Vec<Span>, Error> {
        let changed: Vec<i64> = self.changed_tickets(EVERY)?.into_iter().map(TicketId::number).collect();
        Ok(self.packed_spans()?.due(&changed, self.end_of_tickets()?))
    }

    /// Returns the first number after those of all tickets.
    fn end_of_tickets(&self) -> Result<i64, Error> {
        const SQL: &str = "SELECT coalesce((SELECT 1 + max(id) FROM ticket), 0)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Packs the tickets of a span as they are now; unless somebody else has packed or forgotten some meanwhile, so that it
    /// does not fit any more.
    pub fn pack(&self, span: Span) -> Result<(), Error> {
        const FORGET: &str = "DELETE FROM ticket_segment WHERE id BETWEEN ?1 AND ?2";
        const KEEP: &str =
            "INSERT INTO ticket_segment (id, span, first_account, last_account, heads, promises, courses)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        const PACKED: &str = "DELETE FROM ticket_changed WHERE ticket_id BETWEEN ?1 AND ?2";
        if !self.packed_spans()?.takes(span) {
            return Ok(());
        }
        let segments = self.packed_anew(span, "t.id BETWEEN ?1 AND ?2")?;
        self.connection.prepare_cached(FORGET)?.execute(span.numbers())?;
        let mut keep = self.connection.prepare_cached(KEEP)?;
        for (id, Packed { accounts: [first, last], segment }) in (span.first..).zip(segments) {
            keep.execute(params![id, span.length, first, last, segment.heads, segment.promises, segment.courses])?;
        }
        self.connection.prepare_cached(PACKED)?.execute(span.numbers())?;
        Ok(())
    }

    /// Returns the spans that are packed.
    fn packed_spans(&self) -> Result<Spans, Error> {
        const SQL: &str = "SELECT id - id % span, span FROM ticket_segment ORDER BY id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let last = statement.query_row([], |row| Ok(Span { first: row.get(0)?, length: row.get(1)? })).optional()?;
        Ok(last.map(Spans::up_to).unwrap_or_default())
    }

    /// Returns the first ticket after all that are packed.
    pub(in crate::store) fn packed_until(&self) -> Result<TicketId, Error> {
        Ok(TicketId::new(self.packed_spans()?.until))
    }

    /// Notes that a ticket is not as it is packed any more.
    pub(in crate::store) fn unpack(&self, ticket: TicketId) -> Result<(), Error> {
        if ticket < self.packed_until()? {
            self.connection.prepare_cached(UNPACK)?.execute([ticket])?;
        }
        Ok(())
    }

    /// Forgets all that is packed: the next report packs it anew.
    pub fn forget_all_packed(&self) -> Result<(), Error> {
        self.forget_packed(TicketId::new(0))
    }

    /// Forgets what is packed of tickets from one on: they are about to be deleted.
    pub(in crate::store) fn forget_packed(&self, from: TicketId) -> Result<(), Error> {
        const SEGMENTS: &str = "DELETE FROM ticket_segment WHERE id - id % span + span > ?1";
        const CHANGED: &str = "DELETE FROM ticket_changed WHERE ticket_id >= ?1";
        self.connection.prepare_cached(SEGMENTS)?.execute([from])?;
        self.connection.prepare_cached(CHANGED)?.execute([self.packed_until()?])?;
        Ok(())
    }
}
