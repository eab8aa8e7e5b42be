//! One import, from the first row to the commit.

use super::kind::Importable;
use crate::app::import::{Outcome, Rejection, Session, Take};
use crate::commands::{Context, Stop};
use crate::domain::Line;
use crate::domain::batch::{Batch, Counts, Origin};
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
#[derive(Debug, Clone, Default)]
pub(in crate::commands) struct Manner {
    pub(in crate::commands) dry_run: bool,
    pub(in crate::commands) keep_going: bool,
    /// Under which a second run is answered, and not run.
    pub(in crate::commands) key: Option<Line>,
}

/// What came of the rows of a file.
#[derive(Debug, Default)]
pub(in crate::commands) struct Written {
    counts: Counts,
    refused: Vec<Refusal>,
    /// The cells from which outer spaces were removed.
    trimmed: Option<Trimmed>,
    rejects: Option<Rejects>,
}

/// What came of an import.
#[derive(Debug)]
pub(in crate::commands) enum Taken {
    /// What became of each file.
    Files(Vec<Written>),
    /// The same was done before under the same key.
    Answered(Vec<Batch>),
}

/// Takes in files, one after the other: checks every row first, while nothing is locked, then writes all of them in one
/// transaction.
pub(in crate::commands) fn take_in(cx: &mut Context, jobs: &[Job], manner: &Manner) -> anyhow::Result<Taken> {
    if !manner.keep_going {
        let refused: Vec<Refusal> = jobs.iter().flat_map(|job| (job.what.examine)(&job.import)).collect();
        refuse_any(&refused)?;
    }
    let origins: Vec<Origin> = jobs.iter().map(Job::origin).collect::<Result<_, _>>()?;
    cx.desk()?.prepare_for_bulk()?;
    cx.desk()?.import(manner.dry_run, |session| {
        if let Some(key) = &manner.key
            && let Some(before) = session.answered(key, &origins)?
        {
            return Ok(Taken::Answered(before));
        }
        let files = jobs.iter().zip(origins).map(|(job, origin)| take_in_one(session, job, origin, manner));
        Ok(Taken::Files(files.collect::<anyhow::Result<_>>()?))
    })
}

fn take_in_one(session: &mut Session<'_>, job: &Job, origin: Origin, manner: &Manner) -> anyhow::Result<Written> {
    session.begin_file(origin, manner.key.clone())?;
    let rejects = manner.keep_going.then(|| Rejects::beside(&job.import));
    let written = (job.what.write)(session, &job.import, rejects)?;
    if !manner.keep_going {
        // Leaving with an error here leaves the desk as it was.
        refuse_any(&written.refused)?;
    }
    session.end_file(written.counts)?;
    Ok(written)
}

impl Job {
    fn origin(&self) -> Result<Origin, Stop> {
        let source = self.import.source();
        let unreadable = |why| Stop::Unreadable { path: source.name().to_owned(), why };
        let sha256 = source.sha256().map_err(unreadable)?;
        Ok(Origin { source: self.origin.clone(), kind: self.what.kind.name, file: source.name().to_owned(), sha256 })
    }
}

/// Takes in files and tells what came of each.
pub(super) fn take_in_and_tell(cx: &mut Context, jobs: &[Job], manner: &Manner) -> anyhow::Result<()> {
    let files = match take_in(cx, jobs, manner)? {
        Taken::Files(files) => files,
        Taken::Answered(before) => {
            for batch in before {
                let kind = batch.kind.clone();
                tell(cx, format_args!("Was done before, as {}: {kind}", batch.id), batch.counts)?;
            }
            return Ok(());
        }
    };
    let mut refused = Vec::new();
    for (job, written) in jobs.iter().zip(files) {
        if let Some(trimmed) = &written.trimmed {
            remark_on(cx, trimmed)?;
        }
        let done = if manner.dry_run { "Would import" } else { "Imported" };
        tell(cx, format_args!("{done} {}", job.what.kind.name), written.counts)?;
        if let Some(path) = written.rejects.filter(|_| !manner.dry_run).map(Rejects::finish).transpose()?.flatten() {
            cx.note(format_args!("The refused rows are in {}", path.display()))?;
        }
        refused.extend(written.refused);
    }
    refuse_any(&refused)
}

fn tell(cx: &mut Context, what: std::fmt::Arguments<'_>, counts: Counts) -> anyhow::Result<()> {
    let Counts { created, updated, same, refused } = counts;
    cx.note(format_args!("{what}: + {created} created, ~ {updated} updated, = {same} same, - {refused} refused"))
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
    rejects: Option<Rejects>,
) -> anyhow::Result<Written> {
    let (mut written, mut seen) = (Written { rejects, ..Written::default() }, Seen::new());
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
                if let Some(rejects) = &mut written.rejects {
                    rejects.write(&rows, &refusal)?;
                }
                written.counts.refused += 1;
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
