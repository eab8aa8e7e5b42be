//! `desk rep list`.

use clap::Args;

use crate::commands::Context;
use crate::view::RepRow;

const EXAMPLES: &str = "Examples:
  desk rep list
  desk rep list -O csv";

/// List reps
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {}

pub(super) fn run(_args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<RepRow> = cx.desk()?.reps()?.into_iter().map(RepRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
