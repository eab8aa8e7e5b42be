//! `desk import undo`.

use clap::Args;

use crate::commands::Context;
use crate::domain::BatchId;

const EXAMPLES: &str = "Examples:
  desk import undo B7 --dry-run
  desk import undo B7 --yes

What the import made is taken out, and what it changed is put back as it was. It is refused as soon as anything was built
on it: an answer to a ticket it made, a ticket of an account it made, a change to a contact it changed. Numbers of tickets
that were taken out are not given again.";

/// From so many rows on, somebody has to say yes.
const MANY: u64 = 10;

/// Take out again what one import brought
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct UndoArgs {
    /// The import, as `desk import list` names it
    id: BatchId,
    /// Show whether it could be undone, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(args: &UndoArgs, cx: &mut Context) -> anyhow::Result<()> {
    let id = args.id;
    let (view, to_do) = cx.desk()?.undo_batch(id, true)?;
    let (kind, counts) = (&view.batch.kind, view.batch.counts);
    let what = format!("{id} ({kind}: {} created, {} updated)", counts.created, counts.updated);
    if !to_do {
        return cx.note(format_args!("{id} was undone before"));
    }
    if args.dry_run {
        return cx.note(format_args!("Would undo {what}"));
    }
    if counts.created + counts.updated >= MANY && !args.yes {
        cx.prompt.confirm(&format!("Undo {what}?"), "--yes")?;
    }
    cx.desk()?.undo_batch(id, false)?;
    cx.note(format_args!("Undid {what}"))
}
