//! `desk sla runs`.

use clap::Args;

use crate::commands::Context;
use crate::view::RunRow;

const EXAMPLES: &str = "Examples:
  desk sla runs
  desk sla runs --limit 1 --json

Runs in a row that had nothing to say share a line: from the first of them to the last.";

/// List when the check ran, and what came of it
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RunsArgs {
    /// At most so many lines
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
}

pub(super) fn run(args: &RunsArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (runs, total) = cx.desk()?.runs(args.limit)?;
    let rows: Vec<RunRow> = runs.iter().map(RunRow::of).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
