//! `desk report backlog`.

use clap::Args;

use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::BacklogRow;

const EXAMPLES: &str = "Examples:
  desk report backlog
  desk report backlog --by rep -O csv";

/// Report what is left to do
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct BacklogArgs {
    /// tier, account, rep, category or priority
    #[arg(long, default_value = "tier")]
    by: Dimension,
}

pub(super) fn run(args: &BacklogArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<BacklogRow> = cx.desk()?.report_backlog(args.by)?.into_iter().map(BacklogRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
