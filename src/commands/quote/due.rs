//! `desk quote due`.

use clap::Args;

use crate::commands::Context;
use crate::domain::Seconds;
use crate::output::Format;
use crate::view::QuoteDueRow;

const EXAMPLES: &str = "Examples:
  desk quote due
  desk quote due --within 7d --rep @me
  desk quote due --within 3d || mail -s 'Quotes that wait' sales@example.com

Requests that were not answered, offers that somebody has to look at, and those that expire soon or did so lately. Prints
nothing where nothing waits.";

/// List quotes that wait: asked, in review, expiring
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct DueArgs {
    /// How near the last day is, before or behind us
    #[arg(long, default_value = "3d", value_name = "SPAN")]
    within: Seconds,
    /// Only this rep's; @me is you
    #[arg(long, value_name = "HANDLE")]
    rep: Option<String>,
}

pub(super) fn run(args: &DueArgs, cx: &mut Context) -> anyhow::Result<()> {
    let due = cx.desk()?.due_quotes(args.within, args.rep.as_deref())?;
    // Cron is to hear nothing where nothing waits.
    if due.is_empty() && cx.out.format()? != Format::Json {
        return Ok(());
    }
    let rows: Vec<QuoteDueRow> = due.into_iter().map(QuoteDueRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
