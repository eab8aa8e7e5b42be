//! `desk check`.

use clap::Args;

use super::Context;
use crate::domain::fault::{Fault, FaultKind};
use crate::error::ExitCode;
use crate::output::Format;
use crate::view::FaultRow;

const EXAMPLES: &str = "Examples:
  desk check
  desk check --full
  desk check --full --json
  desk check --repair

It exits with 1 if anything is wrong. The quick check looks at the pages of the file, its layout, and whether what is
referred to is there. The full one also compares indexes with tables, and derives anew what every ticket's log comes
to: where it stands, its promises and deadlines, what a search finds. Of quotes it derives where they stand and what
they come to. What is derived can be repaired; for the rest there is `desk restore`.";

/// Look for damage, in all that the file holds
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct CheckArgs {
    /// Read everything, and derive anew what is derived
    #[arg(long)]
    full: bool,
    /// Check fully, and write anew what is derived and wrong
    #[arg(long)]
    repair: bool,
}

pub(super) fn run(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let full = args.full || args.repair;
    let found = look(full, cx)?;
    let left = if args.repair && !is_damaged(&found) {
        cx.desk()?.repair(&found)?;
        look(true, cx)?
    } else {
        found.clone()
    };
    if !left.is_empty() {
        cx.exit = ExitCode::Failed as u8;
    }
    tell(&found, &left, full, cx)
}

fn tell(found: &[Fault], left: &[Fault], full: bool, cx: &mut Context) -> anyhow::Result<()> {
    let path = cx.path();
    if found.is_empty() && cx.out.format()? != Format::Json {
        let closer = if full { "" } else { "; --full looks closer" };
        return cx.note(format_args!("Nothing is wrong with {}{closer}", path.display()));
    }
    let row = |fault: &Fault| FaultRow::of(fault.clone(), !left.contains(fault));
    let rows: Vec<FaultRow> = found.iter().map(row).collect();
    cx.out.list(&rows, None)?;
    for (told, objects, advice) in [
        ("Repaired", objects(&rows, |row| row.repaired), ""),
        ("Can be repaired", objects(&rows, |row| !row.repaired && row.repairable), "; desk check --repair"),
        ("Cannot be repaired", objects(&rows, |row| !row.repaired && !row.repairable), "; desk restore BACKUP"),
    ] {
        if let Some(objects) = objects {
            cx.note(format_args!("{told}: {objects}{advice}"))?;
        }
    }
    Ok(())
}

/// Names the first things of some findings; none if there are none.
fn objects(rows: &[FaultRow], wanted: fn(&FaultRow) -> bool) -> Option<String> {
    const NAMED: usize = 4;
    let mut objects: Vec<&str> = rows.iter().filter(|row| wanted(row)).map(|row| row.object.as_str()).collect();
    objects.dedup();
    let more = objects.len().saturating_sub(NAMED);
    objects.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!objects.is_empty()).then(|| objects.join(", ") + &more)
}

fn look(full: bool, cx: &mut Context) -> anyhow::Result<Vec<Fault>> {
    let mut desk = cx.look_at(&cx.path())?;
    let mut progress = cx.out.progress("Checking");
    Ok(desk.faults(full, &mut |done, of| progress.tell(done, of))?)
}

/// Tells whether the file is damaged itself: it is not written to then, whatever could be derived anew.
fn is_damaged(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| matches!(fault.kind, FaultKind::File | FaultKind::Schema))
}
