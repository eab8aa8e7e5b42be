//! `desk import list`.

use clap::Args;

use crate::commands::Context;
use crate::view::BatchRow;

const EXAMPLES: &str = "Examples:
  desk import list
  desk import list --limit 1 --json

One line for each file that changed something, the newest first.";

/// List what was imported
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// At most so many lines
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

pub(super) fn run(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (batches, total) = cx.desk()?.batches(args.limit)?;
    let rows: Vec<BatchRow> = batches.into_iter().map(BatchRow::of).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
