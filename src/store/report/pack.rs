//! Which tickets are packed for reports, and reading them.

use rusqlite::params;

use super::segment::{Head, MARKED, SPAN, Segment};
use super::ticket::{Mark, Reported, Which};
use crate::domain::report::{Course, Dimension, Needs};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::Tx;

/// How many tickets of a segment must have changed before it is packed anew; until then, their rows are read beside it.
const CHANGED: i64 = SPAN / 8;

/// Every segment.
pub(super) const EVERY: [i64; 2] = [0, i64::MAX];

/// All that is packed of a ticket.
const ALL: Needs = Needs { open: false, verdicts: true, course: true };

/// Notes that a ticket below [`Tx::packed_until`] is not as it is packed any more.
pub(in crate::store) const UNPACK: &str = "INSERT OR IGNORE INTO ticket_changed (ticket_id) VALUES (?1)";

impl Tx<'_> {
    /// Hands every packed ticket of some segments that has not changed since to `visit`, as of `now`, in the order of their
    /// numbers.
    pub(super) fn each_packed(
        &self,
        [first, last]: [i64; 2],
        by: &[Dimension],
        needs: Needs,
        now: Instant,
        mut visit: impl FnMut(&Reported<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let if_needed = |is_needed, column| if is_needed { column } else { "x''" };
        let (promises, courses) = (if_needed(needs.verdicts, "promises"), if_needed(needs.course, "courses"));
        let sql = format!(
            "SELECT number, heads, {promises}, {courses} FROM ticket_segment WHERE number BETWEEN ?1 AND ?2
            ORDER BY number"
        );
        let mut changed = self.changed_tickets([first, last])?.into_iter().peekable();
        let (mut statement, mut verdicts, mut course) =
            (self.connection.prepare_cached(&sql)?, Vec::new(), Course::default());
        let mut rows = statement.query([first, last])?;
        while let Some(row) = rows.next()? {
            let first = row.get::<_, i64>(0)?.saturating_mul(SPAN);
            let blob = |column| row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from);
            let mut segment = Segment { heads: blob(1)?, promises: blob(2)?, courses: blob(3)? };
            while let Some(head) = segment.next()? {
                if needs.verdicts {
                    segment.take_verdicts(&head, &mut verdicts)?;
                }
                if needs.course {
                    course = segment.take_course(&head)?;
                }
                let facts = head.facts(first, &verdicts, &course, now)?;
                while changed.next_if(|id| *id < facts.id).is_some() {}
                if changed.peek() != Some(&facts.id) {
                    visit(&Reported { facts, marks: marks(&head, by)? })?;
                }
            }
        }
        Ok(())
    }

    fn changed_tickets(&self, [first, last]: [i64; 2]) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "SELECT ticket_id FROM ticket_changed WHERE ticket_id BETWEEN ?1 AND ?2 ORDER BY ticket_id";
        let ends = params![numbers(first)[0], numbers(last)[1]];
        Ok(self.connection.prepare_cached(SQL)?.query_map(ends, |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Returns the first and last numbers of segments of which a ticket that has not changed is packed otherwise than it is.
    pub(in crate::store) fn mispacked_spans(&self) -> Result<Vec<[TicketId; 2]>, Error> {
        const SQL: &str = "SELECT number FROM ticket_segment ORDER BY number";
        const UNCHANGED: &str = "t.id BETWEEN ?1 AND ?2 AND t.id NOT IN (SELECT ticket_id FROM ticket_changed)";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let segments: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut odd = Vec::new();
        for number in segments {
            let mut kept = Segment::<Vec<u8>>::default();
            let read = self.each_packed([number; 2], &MARKED, ALL, Instant::MAX, |ticket| kept.push(ticket));
            let is_sound = match read.map_err(Error::into_damage) {
                Ok(()) => kept == self.packed_anew(number, UNCHANGED)?,
                Err(damage) => damage.map(|_| false)?,
            };
            if !is_sound {
                odd.push(numbers(number).map(TicketId::new));
            }
        }
        Ok(odd)
    }

    fn packed_anew(&self, number: i64, condition: &str) -> Result<Segment<Vec<u8>>, Error> {
        let [first, last] = numbers(number);
        let bound = [Some(first), Some(last), None];
        let mut segment = Segment::default();
        let which = Which { condition: Some(condition), bound };
        self.each_row(&MARKED, &which, ALL, Instant::MAX, |ticket| segment.push(ticket))?;
        Ok(segment)
    }

    /// Returns the segments to be packed, the lowest first: those that are full and were never packed, and those of which
    /// much has changed since.
    pub fn unpacked(&self) -> Result<Vec<i64>, Error> {
        const CHANGED_MUCH: &str =
            "SELECT ticket_id / ?1 FROM ticket_changed GROUP BY 1 HAVING count(*) >= ?2 ORDER BY 1";
        const END: &str = "SELECT coalesce((SELECT (1 + max(id)) / ?1 FROM ticket), 0)";
        let mut statement = self.connection.prepare_cached(CHANGED_MUCH)?;
        let mut segments: Vec<i64> =
            statement.query_map([SPAN, CHANGED], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let end: i64 = self.connection.prepare_cached(END)?.query_row([SPAN], |row| row.get(0))?;
        segments.extend(self.packed_until()?.number() / SPAN..end);
        Ok(segments)
    }

    /// Packs the tickets of a segment as they are now, unless some before it are not packed any more.
    pub fn pack(&self, number: i64) -> Result<(), Error> {
        const KEEP: &str =
            "INSERT OR REPLACE INTO ticket_segment (number, heads, promises, courses) VALUES (?1, ?2, ?3, ?4)";
        const PACKED: &str = "DELETE FROM ticket_changed WHERE ticket_id BETWEEN ?1 AND ?2";
        if self.packed_until()?.number() < number * SPAN {
            return Ok(());
        }
        let Segment { heads, promises, courses } = self.packed_anew(number, "t.id BETWEEN ?1 AND ?2")?;
        self.connection.prepare_cached(KEEP)?.execute(params![number, heads, promises, courses])?;
        self.connection.prepare_cached(PACKED)?.execute(numbers(number))?;
        Ok(())
    }

    /// Returns the first ticket after all that are packed.
    pub(in crate::store) fn packed_until(&self) -> Result<TicketId, Error> {
        const SQL: &str = "SELECT coalesce((SELECT ?1 * (1 + max(number)) FROM ticket_segment), 0)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([SPAN], |row| row.get(0))?)
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
        const SEGMENTS: &str = "DELETE FROM ticket_segment WHERE number >= ?1";
        const CHANGED: &str = "DELETE FROM ticket_changed WHERE ticket_id >= ?1";
        let number = from.number() / SPAN;
        self.connection.prepare_cached(SEGMENTS)?.execute([number])?;
        self.connection.prepare_cached(CHANGED)?.execute([number * SPAN])?;
        Ok(())
    }
}

/// Returns the first and the last number of a ticket in a segment.
const fn numbers(segment: i64) -> [i64; 2] {
    let first = segment.saturating_mul(SPAN);
    [first, first.saturating_add(SPAN - 1)]
}

fn marks<'b>(head: &Head<'b>, by: &[Dimension]) -> Result<[Mark<'b>; MARKED.len()], Error> {
    let mut marks = [Mark::Nothing; MARKED.len()];
    for (mark, by) in marks.iter_mut().zip(by) {
        *mark = head.mark(*by)?;
    }
    Ok(marks)
}
