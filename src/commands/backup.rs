//! `desk backup`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Context, Stop};
use crate::view::BackupDetail;

const EXAMPLES: &str = "Examples:
  desk backup /mnt/backups
  desk backup /mnt/backups --keep 14
  desk backup before-import.db

A folder gets a file whose name says when: `desk-2026-11-22T10-00-00Z.db`. Others may write meanwhile: the copy is of
the moment it began. It is one file, checked from end to end before it gets its name, and readable by you alone. Each
night, from cron: desk backup /mnt/backups --keep 14 > /dev/null";

/// Copy the desk, while others go on working
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct BackupArgs {
    /// The copy, or the folder for it
    #[arg(value_name = "DEST", value_hint = ValueHint::AnyPath)]
    to: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Delete older backups of this desk in the folder, beyond so many
    #[arg(long, value_name = "N")]
    keep: Option<NonZeroUsize>,
}

pub(super) fn run(args: &BackupArgs, cx: &mut Context) -> anyhow::Result<()> {
    if args.keep.is_some() && !args.to.is_dir() {
        let what = format!("`--keep` deletes older backups in a folder, and `{}` is none", args.to.display());
        return Err(Stop::usage(what).into());
    }
    let mut progress = cx.out.progress("Copying");
    let keep = args.keep.map(NonZeroUsize::get);
    let made = cx.desk()?.backup(&args.to, args.force, keep, &mut |done, of| progress.tell(done, of))?;
    drop(progress);
    let faults = made.copy.faults.clone();
    let unnoted = made.unnoted.as_ref().map(ToString::to_string);
    cx.out.detail(&BackupDetail::of(made))?;
    for fault in faults {
        cx.warn(format_args!("{fault}"))?;
    }
    if let Some(why) = unnoted {
        cx.warn(format_args!("the desk could not note that this backup was made: {why}"))?;
    }
    Ok(())
}
