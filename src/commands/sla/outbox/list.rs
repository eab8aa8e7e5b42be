//! `desk sla outbox list`.

use clap::Args;

use crate::commands::Context;
use crate::view::DeliveryRow;

const EXAMPLES: &str = "Examples:
  desk sla outbox
  desk sla outbox --all --wide

A notification that fails is tried again by later checks: after a minute, then after twice as long each time, at most
six hours. After twelve attempts it has failed: `desk sla outbox retry` begins anew.";

/// List the notifications that are still to arrive
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Those that arrived, and those taken back, too
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<DeliveryRow> = cx.desk()?.outbox(args.all)?.into_iter().map(DeliveryRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
