//! `desk audit log`.

use clap::Args;

use crate::app::AuditFilter;
use crate::commands::Context;
use crate::commands::args::When;
use crate::view::AuditRow;

/// How many lines are shown unasked.
const LINES: u32 = 50;

const EXAMPLES: &str = "Examples:
  desk audit log
  desk audit log T42
  desk audit log --actor giulia --since -7d
  desk audit log --action ticket.reply --json
  desk audit log --refused

The newest first; one line for each thing that a command changed. desk audit show tells the whole of one.";

/// List what was done
#[derive(Debug, Default, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct LogArgs {
    /// Only to this: a ticket, an account's code, a contact such as P7, a rep's handle, an import
    object: Option<String>,
    /// Only by this rep, whoever they acted as; `@me` is you
    #[arg(long, value_name = "REP")]
    actor: Option<String>,
    /// Only this, e.g. ticket.reply, or ticket for all that is done to tickets
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// Only from then on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// Only before then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    until: Option<When>,
    /// Only who was turned away
    #[arg(long)]
    refused: bool,
    /// At most so many lines
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

pub(super) fn run(args: &LogArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let filter = AuditFilter {
        object: args.object.clone(),
        actor: args.actor.clone(),
        action: args.action.clone(),
        since: args.since.map(|since| since.resolve(now)),
        until: args.until.map(|until| until.resolve(now)),
        refused: args.refused,
    };
    let (links, total) = cx.desk()?.audit_log(&filter, args.limit.unwrap_or(LINES))?;
    let rows: Vec<AuditRow> = links.into_iter().map(AuditRow::of).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
