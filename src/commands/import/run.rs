//! One import, from the first row to the commit.

use std::path::PathBuf;

use super::kind::Importable;
use crate::app::import::{Outcome, Rejection, Session, Take};
use crate::commands::{Context, Stop};
use crate::import::{Import, Imported, Refusal, Rejects, Row, Seen, Trimmed};

/// A file to take in.
#[derive(Debug)]
pub(in crate::commands) struct Job {
    pub(in crate::commands) what: Importable,
    pub(in crate::commands) import: Import,
    /// The system the file comes from.
    pub(in crate::commands) origin: String,
}

/// How an import is to be run.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::commands) struct Manner {
    pub(in crate::commands) dry_run: bool,
    pub(in crate::commands) keep_going: bool,
}

/// How many rows came to what.
#[derive(Debug, Default)]
struct Counts {
    created: u64,
    updated: u64,
    same: u64,
}

/// What came of the rows of a file.
#[derive(Debug, Default)]
pub(super) struct Written {
    counts: Counts,
    refused: Vec<Refusal>,
    /// The cells from which outer spaces were removed.
    trimmed: Option<Trimmed>,
}

/// What came of a file.
#[derive(Debug)]
pub(in crate::commands) struct Taken {
    written: Written,
    /// Where the refused rows were written.
    rejects: Option<PathBuf>,
}

/// Takes in files, one after the other: checks every row first, while nothing is locked, then writes all of them in one
/// transaction.
pub(in crate::commands) fn take_in(cx: &mut Context, jobs: &[Job], manner: Manner) -> anyhow::Result<Vec<Taken>> {
    if !manner.keep_going {
        let refused: Vec<Refusal> = jobs.iter().flat_map(|job| (job.what.examine)(&job.import)).collect();
        refuse_any(&refused)?;
    }
    cx.desk()?.prepare_for_bulk()?;
    let taken = cx.desk()?.import(manner.dry_run, |session| -> anyhow::Result<Vec<(Written, Option<Rejects>)>> {
        jobs.iter().map(|job| take_in_one(session, job, manner)).collect()
    })?;
    let finish = |(written, rejects): (Written, Option<Rejects>)| {
        let rejects = rejects.filter(|_| !manner.dry_run).map(Rejects::finish).transpose()?.flatten();
        Ok(Taken { written, rejects })
    };
    taken.into_iter().map(finish).collect()
}

fn take_in_one(session: &mut Session<'_>, job: &Job, manner: Manner) -> anyhow::Result<(Written, Option<Rejects>)> {
    session.turn_to(&job.origin)?;
    let mut rejects = manner.keep_going.then(|| Rejects::beside(&job.import));
    let written = (job.what.write)(session, &job.import, rejects.as_mut())?;
    if !manner.keep_going {
        // Leaving with an error here leaves the desk as it was.
        refuse_any(&written.refused)?;
    }
    Ok((written, rejects))
}

/// Takes in files and tells what came of each.
pub(super) fn take_in_and_tell(cx: &mut Context, jobs: &[Job], manner: Manner) -> anyhow::Result<()> {
    let mut refused = Vec::new();
    for (job, taken) in jobs.iter().zip(take_in(cx, jobs, manner)?) {
        tell(cx, job, &taken, manner)?;
        refused.extend(taken.written.refused);
    }
    refuse_any(&refused)
}

/// Tells what came of a file.
fn tell(cx: &mut Context, job: &Job, taken: &Taken, manner: Manner) -> anyhow::Result<()> {
    let Taken { written: Written { counts, refused, trimmed }, rejects } = taken;
    if let Some(trimmed) = trimmed {
        remark_on(cx, trimmed)?;
    }
    let done = if manner.dry_run { "Would import" } else { "Imported" };
    let Counts { created, updated, same } = counts;
    let (name, bad) = (job.what.kind.name, refused.len());
    cx.note(format_args!("{done} {name}: + {created} created, ~ {updated} updated, = {same} same, - {bad} refused"))?;
    if let Some(path) = rejects {
        cx.note(format_args!("The refused rows are in {}", path.display()))?;
    }
    Ok(())
}

/// Reads every row without the desk, and returns what is wrong with them.
pub(super) fn examine<T: Imported>(import: &Import) -> Vec<Refusal> {
    let mut rows = match import.rows() {
        Ok(rows) => rows,
        Err(refusal) => return vec![refusal],
    };
    let (mut refused, mut seen) = (Vec::new(), Seen::new());
    while let Some(row) = rows.next_row() {
        let checked = row.and_then(|row| T::read(&row).and_then(|_| seen.once(&row, T::KIND.key)));
        refused.extend(checked.err());
    }
    refused
}

/// Takes in every row, and returns what came of them.
pub(super) fn write<T: Imported + Take>(
    session: &mut Session<'_>,
    import: &Import,
    mut rejects: Option<&mut Rejects>,
) -> anyhow::Result<Written> {
    let (mut written, mut seen) = (Written::default(), Seen::new());
    let mut rows = import.rows().map_err(|refusal| Stop::RowsRefused(refusal.to_string()))?;
    while let Some(row) = rows.next_row() {
        let taken = match row {
            Ok(row) => seen.once(&row, T::KIND.key).map_err(Trouble::Row).and_then(|()| take::<T>(session, &row)),
            Err(refusal) => Err(Trouble::Row(refusal)),
        };
        match taken {
            Ok(Outcome::Created) => written.counts.created += 1,
            Ok(Outcome::Updated) => written.counts.updated += 1,
            Ok(Outcome::Same) => written.counts.same += 1,
            Err(Trouble::Fatal(why)) => return Err(why),
            Err(Trouble::Row(refusal)) => {
                if let Some(rejects) = rejects.as_mut() {
                    rejects.write(&rows, &refusal)?;
                }
                written.refused.push(refusal);
            }
        }
    }
    written.trimmed = rows.trimmed().cloned();
    Ok(written)
}

/// What stands in the way of a row, or of everything.
enum Trouble {
    Row(Refusal),
    Fatal(anyhow::Error),
}

fn take<T: Imported + Take>(session: &mut Session<'_>, row: &Row<'_>) -> Result<Outcome, Trouble> {
    let intake = T::read(row).map_err(Trouble::Row)?;
    T::take(session, intake).map_err(|rejection| match rejection {
        Rejection::Field(field, why) => Trouble::Row(row.refuse(field, why)),
        Rejection::Fatal(why) => Trouble::Fatal(why.into()),
    })
}

/// Ends an import if any row was refused.
fn refuse_any(refused: &[Refusal]) -> anyhow::Result<()> {
    if refused.is_empty() { Ok(()) } else { Err(Stop::refused(refused).into()) }
}

/// Says that cells were trimmed: nothing is changed in silence.
fn remark_on(cx: &mut Context, trimmed: &Trimmed) -> anyhow::Result<()> {
    let cells = if trimmed.cells == 1 { "a cell".to_owned() } else { format!("{} cells, first", trimmed.cells) };
    cx.note(format_args!("Removed outer spaces in {cells} on line {}, column `{}`", trimmed.line, trimmed.column))
}
