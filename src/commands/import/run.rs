//! One import, from the first row to the commit.

use std::{mem, panic, thread};

use super::kind::Importable;
use super::rows::{Examined, Tell};
use crate::app::import::Session;
use crate::commands::{Context, Stop};
use crate::domain::Line;
use crate::domain::batch::{Batch, Counts, Origin};
use crate::import::{Import, Refusals, Rejects, Trimmed};
use crate::output::Progress;

/// From how many bytes on files are large.
const LARGE: u64 = 1 << 20;

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
    pub(super) counts: Counts,
    pub(super) refused: Refusals,
    /// The cells from which outer spaces were removed.
    pub(super) trimmed: Option<Trimmed>,
    pub(super) rejects: Option<Rejects>,
    /// Orders that share a number of the customer's with another.
    pub(super) twins: Option<String>,
}

/// What came of an import.
#[derive(Debug)]
pub(in crate::commands) enum Taken {
    /// What became of each file.
    Files(Vec<Written>),
    /// The same was done before under the same key.
    Answered(Vec<Batch>),
}

/// Takes in files, one after the other, in one transaction: checks every row first, while nothing is locked, unless the
/// files are large and sound.
pub(in crate::commands) fn take_in(cx: &mut Context, jobs: &[Job], manner: &Manner) -> anyhow::Result<Taken> {
    let is_large = jobs.iter().map(|job| job.import.source().size()).sum::<u64>() > LARGE;
    let only_adds = is_large && jobs.iter().all(Job::only_adds);
    if only_adds
        && !manner.keep_going
        && let Some(taken) = take_in_at_once(cx, jobs, manner)?
    {
        return Ok(taken);
    }
    let (mut examined, origins) = examine(cx, jobs, manner)?;
    if !manner.keep_going {
        let mut refused = Refusals::default();
        for examined in &mut examined {
            refused.append(mem::take(&mut examined.refused));
        }
        refuse_any(&refused)?;
    }
    let origins = origins?;
    import(cx, jobs, only_adds, manner, |session, progress| each(session, jobs, &examined, origins, manner, progress))
}

/// Takes in large files without a look at their rows before: most are sound, and are read once instead of twice. Returns
/// nothing, and stores nothing, where one is not: which rows are refused, and why, is told by who looks first.
fn take_in_at_once(cx: &mut Context, jobs: &[Job], manner: &Manner) -> anyhow::Result<Option<Taken>> {
    let Ok(origins) = jobs.iter().map(Job::origin).collect::<Origins>() else { return Ok(None) };
    let mut is_sound = true;
    let taken = import(cx, jobs, true, manner, |session, progress| {
        let taken = each(session, jobs, &[], origins, manner, progress);
        is_sound = taken.is_ok();
        taken
    });
    if is_sound { taken.map(Some) } else { Ok(None) }
}

/// Does the work of an import in one transaction.
fn import(
    cx: &mut Context,
    jobs: &[Job],
    only_adds: bool,
    manner: &Manner,
    work: impl FnOnce(&mut Session<'_>, Progress) -> anyhow::Result<Taken>,
) -> anyhow::Result<Taken> {
    let progress = cx.out.progress("Importing");
    cx.desk()?.prepare_for_bulk()?;
    if only_adds {
        cx.desk()?.look_up_late()?;
    }
    let kinds = jobs.iter().map(|job| job.what.kind.name);
    let taken = cx.desk()?.import(kinds, manner.dry_run, |session| work(session, progress))?;
    if !manner.dry_run {
        let mut progress = cx.out.progress("Looking at documents");
        cx.desk()?.settle_all(&mut |done, of| progress.tell(done, of))?;
    }
    Ok(taken)
}

/// Takes in one file after the other; where none was examined, there is nothing of any.
fn each(
    session: &mut Session<'_>,
    jobs: &[Job],
    examined: &[Examined],
    origins: Vec<Origin>,
    manner: &Manner,
    mut progress: Progress,
) -> anyhow::Result<Taken> {
    if let Some(key) = &manner.key
        && let Some(before) = session.answered(key, &origins)?
    {
        return Ok(Taken::Answered(before));
    }
    session.expect(&origins);
    let (mut before, total) = (0, examined.iter().map(|examined| examined.rows).sum::<u64>());
    let mut files = Vec::new();
    for (place, (job, origin)) in jobs.iter().zip(origins).enumerate() {
        let mut tell = |done, of| progress.tell(before + done, total.max(before + of));
        let written = take_in_one(session, job, examined.get(place), origin, manner, &mut tell)?;
        before += written.counts.rows();
        files.push(written);
    }
    Ok(Taken::Files(files))
}

/// Which files there are; refused rows are told of first.
type Origins = Result<Vec<Origin>, Stop>;

/// Reads every row of the files without the desk; and their bytes meanwhile, to tell which files they were.
fn examine(cx: &Context, jobs: &[Job], manner: &Manner) -> anyhow::Result<(Vec<Examined>, Origins)> {
    thread::scope(|scope| {
        let origins = scope.spawn(|| jobs.iter().map(Job::origin).collect());
        let mut examined = Vec::new();
        for job in jobs {
            let mut progress = cx.out.progress("Checking");
            examined.push((job.what.examine)(&job.import, manner.keep_going, &mut |done, of| progress.tell(done, of))?);
        }
        Ok((examined, origins.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked))))
    })
}

fn take_in_one(
    session: &mut Session<'_>,
    job: &Job,
    examined: Option<&Examined>,
    origin: Origin,
    manner: &Manner,
    tell: &mut Tell<'_>,
) -> anyhow::Result<Written> {
    session.begin_file(origin, manner.key.clone())?;
    let rejects = manner.keep_going.then(|| Rejects::beside(&job.import));
    let written = (job.what.write)(session, &job.import, examined, rejects, tell)?;
    let written = Written { twins: session.twins().told(), ..written };
    if !manner.keep_going {
        // Leaving with an error here leaves the desk as it was.
        refuse_any(&written.refused)?;
    }
    session.end_file(written.counts)?;
    Ok(written)
}

impl Job {
    /// Tells whether its rows make nothing but tickets and events, under numbers of the desk's choice, and change nothing
    /// that no event tells of.
    fn only_adds(&self) -> bool {
        ["tickets", "events", "messages"].contains(&self.what.kind.name) && !self.import.fills("id")
    }

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
        Taken::Answered(before) => return answer(cx, &before),
    };
    let mut refused = Refusals::default();
    for (job, written) in jobs.iter().zip(files) {
        if let Some(trimmed) = &written.trimmed {
            remark_on(cx, trimmed)?;
        }
        let done = if manner.dry_run { "Would import" } else { "Imported" };
        tell(cx, format_args!("{done} {}", job.what.kind.name), written.counts)?;
        if let Some(twins) = &written.twins {
            cx.note(format_args!("{twins}"))?;
        }
        if let Some(path) = written.rejects.filter(|_| !manner.dry_run).map(Rejects::finish).transpose()?.flatten() {
            cx.note(format_args!("The refused rows are in {}", path.display()))?;
        }
        refused.append(written.refused);
    }
    refuse_any(&refused)
}

/// Tells what came of an import when it was run first, and ends as that did.
fn answer(cx: &mut Context, before: &[Batch]) -> anyhow::Result<()> {
    for batch in before {
        tell(cx, format_args!("Was done before, as {}: {}", batch.id, batch.kind), batch.counts)?;
    }
    match before.iter().map(|batch| batch.counts.refused).sum::<u64>() {
        0 => Ok(()),
        refused => {
            let rows = if refused == 1 { "1 row was".to_owned() } else { format!("{refused} rows were") };
            let why = format!("{rows} refused then; without `--key`, the same import says which, and why");
            Err(Stop::RowsRefused(why).into())
        }
    }
}

fn tell(cx: &mut Context, what: std::fmt::Arguments<'_>, counts: Counts) -> anyhow::Result<()> {
    let Counts { created, updated, same, refused } = counts;
    cx.note(format_args!("{what}: + {created} created, ~ {updated} updated, = {same} same, - {refused} refused"))
}

/// Ends an import if any row was refused.
fn refuse_any(refused: &Refusals) -> anyhow::Result<()> {
    if refused.is_empty() { Ok(()) } else { Err(Stop::refused(refused).into()) }
}

/// Says that cells were trimmed: nothing is changed in silence.
fn remark_on(cx: &mut Context, trimmed: &Trimmed) -> anyhow::Result<()> {
    let cells = if trimmed.cells == 1 { "a cell".to_owned() } else { format!("{} cells, first", trimmed.cells) };
    cx.note(format_args!("Removed outer spaces in {cells} on line {}, column `{}`", trimmed.line, trimmed.column))
}
