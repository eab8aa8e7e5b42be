//! `desk sla explain`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::TicketId;
use crate::domain::sla::{Asked, Metric};
use crate::view::ExplainDetail;

const EXAMPLES: &str = "Examples:
  desk sla explain T42
  desk sla explain T42 --metric resolution --at 2026-11-21T09:00:00Z
  desk sla explain T42 --all --full
  desk sla explain T42 --json

It tells which policy ruled each promise from when and why, how its time went, what has run, and what would come of it
if it were kept now. Times are those of the calendar's zone, in JSON those of UTC.";

/// Tell why promises stand as they do, step by step
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ExplainArgs {
    /// The ticket
    id: TicketId,
    /// Only promises of this kind
    #[arg(long, value_name = "METRIC")]
    metric: Option<Metric>,
    /// Every cycle, not only those owed and the last of each kind
    #[arg(long)]
    all: bool,
    /// Each day, even of weeks that are alike
    #[arg(long)]
    full: bool,
    /// What was true then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
}

pub(super) fn run(args: &ExplainArgs, cx: &mut Context) -> anyhow::Result<()> {
    let at = args.at.map_or(cx.now(), |at| at.resolve(cx.now()));
    let asked = Asked { metric: args.metric, all: args.all, ..Asked::default() };
    let (line, explanation) = cx.desk()?.explain(args.id, at, asked)?;
    Ok(cx.out.detail(&ExplainDetail::of(Some(&line), explanation, at, args.full))?)
}
