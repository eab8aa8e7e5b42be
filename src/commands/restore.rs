//! `desk restore`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Context;
use crate::error::Error;
use crate::view::RestoredDetail;

const EXAMPLES: &str = "Examples:
  desk restore /mnt/backups/desk-2026-11-22T10-00-00Z.db --dry-run
  desk restore /mnt/backups/desk-2026-11-22T10-00-00Z.db --yes
  desk --db new.db restore /mnt/backups/desk-2026-11-22T10-00-00Z.db

The backup is checked first, as `desk check --full` does. What is there now is kept in a file beside the desk, which is
named. Whoever has the desk open sees the backup's state from then on. Where there is no desk, one is made.";

/// Make the desk what a backup of it is
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct RestoreArgs {
    /// The backup
    #[arg(value_name = "SRC", value_hint = ValueHint::FilePath)]
    from: PathBuf,
    /// Check the backup, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// Says that there is no such file; that a desk could be made there helps nobody.
fn not_there(why: anyhow::Error, from: &str) -> anyhow::Error {
    match why.downcast_ref() {
        Some(Error::NoDesk { .. }) => Error::unknown("file", from).into(),
        _ => why,
    }
}

pub(super) fn run(args: &RestoreArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (path, from) = (cx.path(), args.from.display().to_string());
    let mut backup = cx.look_at(&args.from).map_err(|why| not_there(why, &from))?;
    let mut progress = cx.out.progress("Checking");
    let faults = backup.fit_to_restore(&mut |done, of| progress.tell(done, of))?;
    drop(progress);
    let desk = path.display().to_string();
    backup.permit_restore(&path)?;
    if args.dry_run {
        return cx.note(format_args!("Would make {desk} what {from} is"));
    }
    if path.exists() && !args.yes {
        cx.prompt.confirm(&format!("Make {desk} what {from} is?"), "--yes")?;
    }
    let mut progress = cx.out.progress("Restoring");
    let put_back = backup.restore_to(&path, faults, &mut |done, of| progress.tell(done, of))?;
    drop(progress);
    cx.out.detail(&RestoredDetail::of(desk, from, &put_back))?;
    if let Some(why) = &put_back.unnoted {
        cx.warn(format_args!("the desk could not note that it was restored: {why}"))?;
    }
    for fault in &put_back.damage {
        cx.warn(format_args!("before: {fault}"))?;
    }
    for fault in &put_back.faults {
        cx.warn(format_args!("{fault}"))?;
    }
    if !put_back.faults.is_empty() {
        cx.note(format_args!("What is wrong can be derived anew: desk check --repair"))?;
    }
    Ok(())
}
