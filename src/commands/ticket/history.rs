//! `desk ticket history`.

use clap::Args;

use crate::commands::Context;
use crate::domain::TicketId;
use crate::view::EntryRow;

const EXAMPLES: &str = "Examples:
  desk ticket history T42
  desk ticket history T42 --json=at,kind,by,status";

/// Show everything that happened to a ticket
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct HistoryArgs {
    /// The ticket
    id: TicketId,
}

pub(super) fn run(args: &HistoryArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<EntryRow> = cx.desk()?.history(args.id)?.into_iter().map(EntryRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
