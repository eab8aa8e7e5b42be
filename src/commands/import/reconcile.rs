//! `desk import reconcile`.

use clap::Args;

use crate::commands::Context;
use crate::domain::Seconds;
use crate::view::DiscrepancyRow;

const EXAMPLES: &str = "Examples:
  desk import reconcile
  desk import reconcile --max-age 24h -O csv

Finds what names something that is not here, sums that differ from their parts, stock that cannot be, and kinds that nothing
was heard of for longer than --max-age. Nothing is changed.";

/// Find what does not fit in what other systems told
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ReconcileArgs {
    /// How old what was told may be, e.g. 24h
    #[arg(long, value_name = "SPAN")]
    max_age: Option<Seconds>,
}

pub(super) fn run(args: &ReconcileArgs, cx: &mut Context) -> anyhow::Result<()> {
    let found = cx.desk()?.reconcile(args.max_age)?;
    let rows: Vec<DiscrepancyRow> = found.into_iter().map(DiscrepancyRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
