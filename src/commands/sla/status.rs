//! `desk sla status`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::TicketId;
use crate::view::PromiseRow;

const EXAMPLES: &str = "Examples:
  desk sla status
  desk sla status T42 T43 --all
  desk sla status --all --at 2026-11-21T00:00:00Z -O csv";

/// Show how promises stand, those due first on top
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct StatusArgs {
    /// Only of these tickets
    ids: Vec<TicketId>,
    /// Promises that are no longer owed, too
    #[arg(long)]
    all: bool,
    /// What was true then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
}

pub(super) fn run(args: &StatusArgs, cx: &mut Context) -> anyhow::Result<()> {
    let at = args.at.map_or(cx.now(), |at| at.resolve(cx.now()));
    let lines = cx.desk()?.promises(&args.ids, at, args.all)?;
    let rows: Vec<PromiseRow> = lines.iter().map(|line| PromiseRow::of_line(line, at)).collect();
    Ok(cx.out.list(&rows, None)?)
}
