//! `desk migrate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Context;
use crate::view::UpgradeRow;

const EXAMPLES: &str = "Examples:
  desk migrate --dry-run
  desk migrate
  desk migrate --backup /mnt/backups

It is for the admins of the desk, and the audit log tells of it. An older program cannot open the file afterwards. A
checked copy of what it was is made before, beside the desk unless --backup says where; to go back, restore it with the
older program. Whatever goes wrong, and whoever may not, nothing is changed.";

/// Bring the desk file up to this program's version
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct MigrateArgs {
    /// Where the copy goes, a file or a folder
    #[arg(long, value_name = "DEST", value_hint = ValueHint::AnyPath)]
    backup: Option<PathBuf>,
    /// List the steps, take them and undo them
    #[arg(short = 'n', long)]
    dry_run: bool,
}

pub(super) fn run(args: &MigrateArgs, cx: &mut Context) -> anyhow::Result<()> {
    let path = cx.path();
    let mut progress = cx.out.progress("Copying");
    let mut tell = |done, of| progress.tell(done, of);
    let upgrade = cx.migrate(args.backup.as_deref(), args.dry_run, &mut tell)?;
    drop(progress);
    let (path, from) = (path.display(), upgrade.from);
    let Some(to) = upgrade.to() else {
        return cx.note(format_args!("{path} is at version {from}, the one this program works on"));
    };
    if args.dry_run {
        let rows: Vec<UpgradeRow> = upgrade.steps.into_iter().map(UpgradeRow::of).collect();
        cx.out.list(&rows, None)?;
        return cx.note(format_args!("Would bring {path} from version {from} to {to}"));
    }
    for fault in upgrade.copy.iter().flat_map(|copy| &copy.faults) {
        cx.warn(format_args!("{fault}"))?;
    }
    if let Some(copy) = &upgrade.copy {
        cx.note(format_args!("Kept it as it was in {}", copy.path.display()))?;
    }
    cx.note(format_args!("Brought {path} from version {from} to {to}"))
}
