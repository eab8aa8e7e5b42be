//! One import, from the first row to the commit.

use std::path::PathBuf;

use crate::app::import::{Outcome, Rejection, Session};
use crate::commands::{Context, Stop};
use crate::import::{self, Import, Refusal, Rejects, Row, Seen, Trimmed};

words! {
    /// What can be imported.
    Kind, "something to import";
    /// Buying organizations.
    Accounts = "accounts",
    /// Their people.
    Contacts = "contacts",
    /// Our people.
    Reps = "reps",
    /// Tickets.
    Tickets = "tickets",
    /// What happened to tickets.
    Events = "events",
}

impl Kind {
    pub(in crate::commands) fn fields(self) -> &'static import::Kind {
        match self {
            Self::Accounts => &import::ACCOUNTS,
            Self::Contacts => &import::CONTACTS,
            Self::Reps => &import::REPS,
            Self::Tickets => &import::TICKETS,
            Self::Events => &import::EVENTS,
        }
    }

    /// The fields that tell one row from another.
    const fn key(self) -> &'static [&'static str] {
        match self {
            Self::Accounts => &["code"],
            Self::Reps => &["handle"],
            Self::Contacts | Self::Tickets => &["external_id"],
            Self::Events => &["ticket", "external_id"],
        }
    }

    /// Reads a row without asking the desk.
    fn read(self, row: &Row<'_>) -> Result<(), Refusal> {
        match self {
            Self::Accounts => import::account(row).map(drop),
            Self::Contacts => import::contact(row).map(drop),
            Self::Reps => import::rep(row).map(drop),
            Self::Tickets => import::ticket(row).map(drop),
            Self::Events => import::event(row).map(drop),
        }
    }

    fn take(self, session: &mut Session<'_>, row: &Row<'_>) -> Result<Outcome, Trouble> {
        let taken = match self {
            Self::Accounts => session.take_account(import::account(row)?),
            Self::Contacts => session.take_contact(import::contact(row)?),
            Self::Reps => session.take_rep(import::rep(row)?),
            Self::Tickets => session.take_ticket(import::ticket(row)?),
            Self::Events => session.take_event(import::event(row)?),
        };
        taken.map_err(|rejection| match rejection {
            Rejection::Field(field, why) => Trouble::Row(row.refuse(field, why)),
            Rejection::Fatal(why) => Trouble::Fatal(why.into()),
        })
    }
}

/// How an import is to be run.
#[derive(Debug)]
pub(in crate::commands) struct Plan<'a> {
    pub(in crate::commands) kind: Kind,
    /// The system the file comes from.
    pub(in crate::commands) origin: &'a str,
    pub(in crate::commands) dry_run: bool,
    pub(in crate::commands) keep_going: bool,
}

/// What stands in the way of a row, or of everything.
enum Trouble {
    Row(Refusal),
    Fatal(anyhow::Error),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Row(refusal)
    }
}

/// How many rows came to what.
#[derive(Debug, Default)]
struct Counts {
    created: u64,
    updated: u64,
    same: u64,
}

/// What came of an import.
#[derive(Debug)]
pub(in crate::commands) struct Taken {
    counts: Counts,
    refused: Vec<Refusal>,
    /// The cells from which outer spaces were removed.
    trimmed: Option<Trimmed>,
    /// Where the refused rows were written.
    rejects: Option<PathBuf>,
}

/// Takes in a file: checks every row first, while nothing is locked, then writes all of them in one transaction.
pub(in crate::commands) fn take_in(cx: &mut Context, import: &Import, plan: &Plan<'_>) -> anyhow::Result<Taken> {
    if !plan.keep_going {
        refuse_any(&examine(import, plan.kind))?;
    }
    cx.desk()?.prepare_for_bulk()?;
    let mut refused = Vec::new();
    let mut rejects = plan.keep_going.then(|| Rejects::beside(import));
    let (counts, trimmed) = cx.desk()?.import(plan.origin, plan.dry_run, |session| -> anyhow::Result<_> {
        let written = write(session, import, plan.kind, rejects.as_mut(), &mut refused)?;
        if !plan.keep_going {
            // Leaving with an error here leaves the desk as it was.
            refuse_any(&refused)?;
        }
        Ok(written)
    })?;
    let rejects = match rejects {
        Some(rejects) if !plan.dry_run => rejects.finish()?,
        _ => None,
    };
    Ok(Taken { counts, refused, trimmed, rejects })
}

/// Takes in a file and tells what came of it.
pub(super) fn take_in_and_tell(cx: &mut Context, import: &Import, plan: &Plan<'_>) -> anyhow::Result<()> {
    let Taken { counts, refused, trimmed, rejects } = take_in(cx, import, plan)?;
    if let Some(trimmed) = &trimmed {
        remark_on(cx, trimmed)?;
    }
    let done = if plan.dry_run { "Would import" } else { "Imported" };
    let Counts { created, updated, same } = counts;
    let (name, bad) = (import.kind().name, refused.len());
    cx.note(format_args!("{done} {name}: + {created} created, ~ {updated} updated, = {same} same, - {bad} refused"))?;
    if let Some(path) = rejects {
        cx.note(format_args!("The refused rows are in {}", path.display()))?;
    }
    refuse_any(&refused)
}

/// Reads every row without the desk, and returns what is wrong with them.
fn examine(import: &Import, kind: Kind) -> Vec<Refusal> {
    let mut rows = match import.rows() {
        Ok(rows) => rows,
        Err(refusal) => return vec![refusal],
    };
    let (mut refused, mut seen) = (Vec::new(), Seen::new());
    while let Some(row) = rows.next_row() {
        let checked = row.and_then(|row| kind.read(&row).and_then(|()| seen.once(&row, kind.key())));
        refused.extend(checked.err());
    }
    refused
}

fn write(
    session: &mut Session<'_>,
    import: &Import,
    kind: Kind,
    mut rejects: Option<&mut Rejects>,
    refused: &mut Vec<Refusal>,
) -> anyhow::Result<(Counts, Option<Trimmed>)> {
    let (mut counts, mut seen) = (Counts::default(), Seen::new());
    let mut rows = import.rows().map_err(|refusal| Stop::RowsRefused(refusal.to_string()))?;
    while let Some(row) = rows.next_row() {
        let taken = match row {
            Ok(row) => seen.once(&row, kind.key()).map_err(Trouble::Row).and_then(|()| kind.take(session, &row)),
            Err(refusal) => Err(Trouble::Row(refusal)),
        };
        match taken {
            Ok(Outcome::Created) => counts.created += 1,
            Ok(Outcome::Updated) => counts.updated += 1,
            Ok(Outcome::Same) => counts.same += 1,
            Err(Trouble::Fatal(why)) => return Err(why),
            Err(Trouble::Row(refusal)) => {
                if let Some(rejects) = rejects.as_mut() {
                    rejects.write(&rows, &refusal)?;
                }
                refused.push(refusal);
            }
        }
    }
    Ok((counts, rows.trimmed().cloned()))
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
