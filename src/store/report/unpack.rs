//! Unpacking tickets on a thread beside the one that reads segments and counts what was in those before.

use std::ops::{ControlFlow, Range};
use std::sync::mpsc::channel;
use std::thread;

use rusqlite::{Row, Rows};
use rustc_hash::FxHashSet;

use super::packed::Whose;
use super::segment::{Head, Known, MARKED, Segment, no_such};
use super::ticket::{Mark, Reported};
use crate::domain::report::{Course, Dimension, Needs};
use crate::domain::sla::Verdict;
use crate::domain::{Instant, TicketId};
use crate::error::Error;

/// How many segments a batch is of: few enough that what was in them is counted before it is out of reach.
const SEGMENTS: usize = 4;
/// How many batches there are, used over and over.
const BATCHES: usize = 3;

/// Of whom what is wanted.
pub(super) struct Wanted<'w> {
    pub(super) whose: &'w Whose,
    pub(super) needs: Needs,
    /// The tickets that are not as they are packed any more.
    pub(super) changed: FxHashSet<TicketId>,
}

/// Some segments, and the tickets that stood in them.
#[derive(Default)]
pub(super) struct Batch {
    bytes: Vec<u8>,
    segments: Vec<Stored>,
    tickets: Vec<Ticket>,
    verdicts: Vec<Verdict>,
    /// One for each ticket, or none where they are not needed.
    courses: Vec<Course>,
    categories: String,
}

/// A segment of a batch.
struct Stored {
    /// The first number of its span.
    first: i64,
    /// The numbers of its first and its last account.
    accounts: [i64; 2],
    /// Where its columns stand.
    columns: Segment<Range<usize>>,
}

/// A ticket of a batch.
struct Ticket {
    id: TicketId,
    known: Known,
    /// Where its promises and its category stand.
    verdicts: Range<usize>,
    category: Range<usize>,
}

/// Hands what is wanted of segments to `count`, in their order. Each row is the number that a segment's span begins with,
/// the numbers of its first and its last account, and its columns.
pub(super) fn unpacked(
    wanted: &Wanted<'_>,
    mut rows: Rows<'_>,
    mut count: impl FnMut(&Batch) -> Result<(), Error>,
) -> Result<(), Error> {
    if let Whose::Of(_) = wanted.whose {
        // So few segments are unpacked before another thread would have begun.
        return unpacked_here(wanted, rows, count);
    }
    thread::scope(|scope| {
        let ((sender, packed), (done, unpacked)) = (channel::<Batch>(), channel());
        scope.spawn(move || {
            let fresh = (0..BATCHES).map(|_| Ok(Batch::default()));
            let mut batches = fresh.chain(packed.iter().map(|batch| batch.unpack(wanted)));
            batches.all(|batch| done.send(batch).is_ok())
        });
        let mut sender = Some(sender);
        for batch in unpacked {
            let mut batch = batch?;
            count(&batch)?;
            batch.refill(&mut rows)?;
            // Without anything to send, the thread comes to its end once it has unpacked what it has.
            sender = sender.filter(|sender| !batch.segments.is_empty() && sender.send(batch).is_ok());
        }
        Ok(())
    })
}

fn unpacked_here(
    wanted: &Wanted<'_>,
    mut rows: Rows<'_>,
    mut count: impl FnMut(&Batch) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut batch = Batch::default();
    loop {
        batch.refill(&mut rows)?;
        if batch.segments.is_empty() {
            return Ok(());
        }
        batch = batch.unpack(wanted)?;
        count(&batch)?;
    }
}

impl Batch {
    /// Forgets what it had, and takes the next segments.
    fn refill(&mut self, rows: &mut Rows<'_>) -> Result<(), Error> {
        let Self { bytes, segments, tickets, verdicts, courses, categories } = self;
        bytes.clear();
        segments.clear();
        tickets.clear();
        verdicts.clear();
        courses.clear();
        categories.clear();
        while segments.len() < SEGMENTS
            && let Some(row) = rows.next()?
        {
            segments.push(Stored::read(row, bytes)?);
        }
        Ok(())
    }

    fn unpack(mut self, wanted: &Wanted<'_>) -> Result<Self, Error> {
        let Self { bytes, segments, tickets, verdicts, courses, categories } = &mut self;
        let Wanted { whose, needs, changed } = wanted;
        for Stored { first, accounts: [from, to], columns } in segments {
            let mut segment = columns.of(bytes);
            while let Some(Head { known, category }) = segment.next()? {
                if !(*from..=*to).contains(&known.account) {
                    return Err(no_such());
                }
                let ControlFlow::Continue(is_theirs) = whose.has(known.account) else { break };
                let start = verdicts.len();
                if needs.verdicts {
                    segment.take_verdicts(&known, verdicts)?;
                }
                let id = known.id(*first);
                let course = needs.course.then(|| segment.take_course(&known)).transpose()?;
                if is_theirs && !changed.contains(&id) {
                    categories.push_str(category);
                    let category = categories.len() - category.len()..categories.len();
                    tickets.push(Ticket { id, known, verdicts: start..verdicts.len(), category });
                    courses.extend(course);
                } else {
                    verdicts.truncate(start);
                }
            }
        }
        Ok(self)
    }

    /// Hands each ticket to `visit`, as of `now`, with its groups.
    pub(super) fn each(
        &self,
        by: &[Dimension],
        now: Instant,
        mut visit: impl FnMut(&Reported<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let none = Course::default();
        for (index, Ticket { id, known, verdicts, category }) in self.tickets.iter().enumerate() {
            let course = self.courses.get(index).unwrap_or(&none);
            let mut marks = [Mark::Nothing; MARKED.len()];
            for (mark, by) in marks.iter_mut().zip(by) {
                *mark = known.mark(*by, &self.categories[category.clone()])?;
            }
            visit(&Reported { facts: known.facts(*id, &self.verdicts[verdicts.clone()], course, now)?, marks })?;
        }
        Ok(())
    }
}

impl Stored {
    /// Reads a row, and puts its columns behind those of others.
    fn read(row: &Row<'_>, bytes: &mut Vec<u8>) -> Result<Self, Error> {
        let mut column = |index| {
            let start = bytes.len();
            bytes.extend_from_slice(row.get_ref(index)?.as_blob().map_err(rusqlite::Error::from)?);
            Ok::<_, Error>(start..bytes.len())
        };
        let columns = Segment { heads: column(3)?, promises: column(4)?, courses: column(5)? };
        Ok(Self { first: row.get(0)?, accounts: [row.get(1)?, row.get(2)?], columns })
    }
}
