//! The rows of a file on their way to the desk.
//!
//! ```text
//! examine: all of them, while nothing is locked ─► write: read ahead by a thread of its own ─ batches ─► taken in
//!                                                         refuse: only if any was refused, says which and why
//! ```
//!
//! Rows that were not examined are written only if all of them are sound: who is refused and why is told by doing both.

use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use super::run::Written;
use crate::app::import::{Outcome, Rejection, Session, Take};
use crate::commands::Stop;
use crate::domain::batch::Counts;
use crate::domain::intake::Intake;
use crate::import::{
    Held, Import, Imported, Objected, Objections, Refusal, Refusals, Rejects, Repeats, Row, Seen, Trimmed,
};

/// How many batches wait to be taken in.
const WAITING: usize = 2;
/// When a batch goes on its way: at so many rows, or so many bytes.
const ROWS: usize = 512;
const BYTES: usize = 256 * 1024;
/// How many bytes a row usually has at most.
const USUAL: usize = 16 * 1024;

/// Is told how many rows are done, and of how many.
pub(super) type Tell<'t> = dyn FnMut(u64, u64) + 't;

/// What was found in a file before the desk was asked.
#[derive(Debug, Default)]
pub(super) struct Examined {
    pub(super) refused: Refusals,
    pub(super) repeats: Repeats,
    pub(super) rows: u64,
}

/// Reads every row without the desk. With `keys_only`, looks for nothing but keys that come again.
pub(super) fn examine<T: Imported>(import: &Import, keys_only: bool, tell: &mut Tell<'_>) -> anyhow::Result<Examined> {
    let (mut examined, mut seen, mut passed) = (Examined::default(), Seen::new(T::KIND, T::KIND.key), 0);
    thread::scope(|scope| -> anyhow::Result<()> {
        let ((sender, batches), (back, spare)) = (sync_channel(WAITING), channel());
        let reader = scope.spawn(move || hold_ahead(import, &sender, &spare));
        for mut batch in batches {
            let mut looked_at = Vec::with_capacity(ROWS);
            for read in batch.drain(..) {
                examined.rows += 1;
                let checked = read.and_then(|held| {
                    let row = import.row(&held);
                    if keys_only { Ok(()) } else { T::read(&row).map(drop) }.map(|()| held)
                });
                match checked {
                    Ok(held) => {
                        passed += held.size() as u64;
                        seen.note(&import.row(&held))?;
                        looked_at.push(held);
                    }
                    Err(refusal) => examined.refused.add(refusal),
                }
            }
            tell(examined.rows, foreseen(examined.rows, passed, import.source().size()));
            // At the end nobody wants them back.
            let _ = back.send(looked_at);
        }
        if let Err(refusal) = reader.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)) {
            examined.refused.add(refusal);
        }
        Ok(())
    })?;
    examined.repeats = seen.repeats()?;
    if !keys_only && !examined.repeats.is_empty() {
        examined.refused.merge(refuse_repeats(import, &examined.repeats));
    }
    Ok(examined)
}

/// Reads every row and sends it to be looked at, in order; those that were are filled again.
fn hold_ahead(
    import: &Import,
    sender: &SyncSender<Vec<Result<Held, Refusal>>>,
    spare: &Receiver<Vec<Held>>,
) -> Result<(), Refusal> {
    let (mut rows, mut spares, mut batch, mut bytes) = (import.rows()?, Vec::new(), Vec::with_capacity(ROWS), 0);
    loop {
        if spares.is_empty() {
            spares = spare.try_recv().unwrap_or_default();
        }
        // A row of unusual length would keep its memory.
        let held = spares.pop().filter(|held: &Held| held.size() < USUAL).unwrap_or_default();
        let Some(read) = rows.hold_next(held) else { break };
        bytes += read.as_ref().map_or(0, Held::size);
        batch.push(read);
        if batch.len() == ROWS || bytes >= BYTES {
            bytes = 0;
            if sender.send(std::mem::replace(&mut batch, Vec::with_capacity(ROWS))).is_err() {
                break;
            }
        }
    }
    // Whoever has stopped looking at them says why.
    let _ = sender.send(batch);
    Ok(())
}

/// Returns how many rows a file likely has, by the size of those that were read.
fn foreseen(rows: u64, passed: u64, size: u64) -> u64 {
    let all = u128::from(rows) * u128::from(size) / u128::from(passed.max(1));
    u64::try_from(all).unwrap_or(u64::MAX)
}

fn refuse_repeats(import: &Import, repeats: &Repeats) -> Refusals {
    let mut refused = Refusals::default();
    let Ok(mut rows) = import.rows() else { return refused };
    while let Some(row) = rows.next_row() {
        if let Some(refusal) = row.ok().and_then(|row| repeats.refuse(&row, import.kind().key).err()) {
            refused.add(refusal);
        }
    }
    refused
}

/// Rows that were read, each with its line, and how many bytes they had.
struct Batch<T> {
    rows: Vec<(u64, Intake<T>)>,
    bytes: usize,
}

impl<T> Batch<T> {
    fn new() -> Self {
        Self { rows: Vec::with_capacity(ROWS), bytes: 0 }
    }

    fn is_full(&self) -> bool {
        self.rows.len() == ROWS || self.bytes >= BYTES
    }
}

/// What one reading came to, beside the rows.
struct Reading {
    refused: bool,
    trimmed: Option<Trimmed>,
}

/// Takes in every row, and returns what came of them. Where nothing was examined, the first row that is refused ends it with
/// an error.
pub(super) fn write<T: Imported + Take + Send>(
    session: &mut Session<'_>,
    import: &Import,
    examined: Option<&Examined>,
    mut rejects: Option<Rejects>,
    tell: &mut Tell<'_>,
) -> anyhow::Result<Written> {
    let (mut counts, mut objections, mut passed) = (Counts::default(), Objections::default(), 0);
    let reading = thread::scope(|scope| {
        let (sender, batches) = sync_channel(WAITING);
        let reader = scope.spawn(move || read_ahead::<T>(import, examined, &sender));
        let mut next = foreseen_by(session, batches.recv().ok());
        while let Some(batch) = next {
            next = foreseen_by(session, batches.recv().ok());
            for (line, intake) in batch.rows {
                match session.take(intake) {
                    Ok(Outcome::Created) => counts.created += 1,
                    Ok(Outcome::Updated) => counts.updated += 1,
                    Ok(Outcome::Same) => counts.same += 1,
                    Err(Rejection::Field(..)) if examined.is_none() => return Err(unsound()),
                    Err(Rejection::Field(field, why)) => objections.add(line, field, why)?,
                    // The reader ends when nobody takes its batches any more.
                    Err(Rejection::Fatal(why)) => return Err(anyhow::Error::from(why)),
                }
            }
            passed += batch.bytes as u64;
            let done = counts.rows() + objections.count();
            tell(done, examined.map_or_else(|| foreseen(done, passed, import.source().size()), |known| known.rows));
        }
        reader.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked))
    })?;
    let mut refused = Refusals::default();
    if let Some(examined) = examined
        && (reading.refused || objections.count() > 0)
    {
        refused = refuse::<T>(import, &examined.repeats, objections.read()?, rejects.as_mut())?;
        counts.refused = refused.count();
    }
    Ok(Written { counts, refused, trimmed: reading.trimmed, rejects, twins: None })
}

/// Says that a row was refused that nobody had examined: nobody reads it.
fn unsound() -> anyhow::Error {
    Stop::RowsRefused("a row is refused".to_owned()).into()
}

/// Lets the session know of a batch that comes next.
fn foreseen_by<T: Take>(session: &mut Session<'_>, batch: Option<Batch<T>>) -> Option<Batch<T>> {
    batch.inspect(|batch| session.foresee(&batch.rows))
}

/// Reads every row and sends those that are sound, in order, until nobody takes them. Of rows that were not examined, all
/// have to be.
fn read_ahead<T: Imported>(
    import: &Import,
    examined: Option<&Examined>,
    sender: &SyncSender<Batch<T>>,
) -> anyhow::Result<Reading> {
    let none = Repeats::default();
    let repeats = examined.map_or(&none, |examined| &examined.repeats);
    let mut seen = examined.is_none().then(|| Seen::new(T::KIND, T::KIND.key));
    let (mut rows, mut refused) = (import.rows().map_err(|refusal| Stop::RowsRefused(refusal.to_string()))?, false);
    let mut batch = Batch::new();
    while let Some(row) = rows.next_row() {
        match row.and_then(|row| read::<T>(&row, repeats).map(|intake| (row, intake))) {
            Ok((row, intake)) => {
                if let Some(seen) = &mut seen {
                    seen.note(&row)?;
                }
                batch.bytes += row.size();
                batch.rows.push((row.line(), intake));
            }
            Err(_) if examined.is_none() => return Err(unsound()),
            Err(_) => refused = true,
        }
        if batch.is_full() && sender.send(std::mem::replace(&mut batch, Batch::new())).is_err() {
            break;
        }
    }
    // Whoever has stopped taking them says why.
    let _ = sender.send(batch);
    if !seen.map(Seen::repeats).transpose()?.unwrap_or_default().is_empty() {
        return Err(unsound());
    }
    Ok(Reading { refused, trimmed: rows.trimmed().cloned() })
}

fn read<T: Imported>(row: &Row<'_>, repeats: &Repeats) -> Result<Intake<T>, Refusal> {
    repeats.refuse(row, T::KIND.key)?;
    T::read(row)
}

/// Reads the file once more and says what was refused, in order: by the row itself, or by the desk.
fn refuse<T: Imported>(
    import: &Import,
    repeats: &Repeats,
    mut objected: Objected,
    mut rejects: Option<&mut Rejects>,
) -> anyhow::Result<Refusals> {
    let (mut rows, mut refused) = (import.rows()?, Refusals::default());
    while let Some(row) = rows.next_row() {
        let refusal = match row.and_then(|row| read::<T>(&row, repeats).map(|_| row)) {
            Ok(row) => objected.against(&row)?,
            Err(refusal) => Some(refusal),
        };
        let Some(refusal) = refusal else { continue };
        if let Some(rejects) = rejects.as_mut() {
            rejects.write(&rows, &refusal)?;
        }
        refused.add(refusal);
    }
    Ok(refused)
}
