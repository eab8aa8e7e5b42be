//! `desk sla check`: what cron runs.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::sla::Outlook;
use crate::error::ExitCode;
use crate::output::Format;
use crate::view::FindingRow;

const EXAMPLES: &str = "Examples:
  desk sla check
  desk sla check --exit-code
  desk sla check --at 2016-03-10T09:00:00Z

For cron: it tells each warning and each breach once, stamped with its true time, and is silent when there is nothing
new. With --at it tells what was in danger or broken then, told or not, and records nothing.";

/// Tell of promises newly in danger or broken
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct CheckArgs {
    /// Tell what was true then; record nothing
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
    /// Exit with 9 if a breach is told, with 8 if only warnings are
    #[arg(long)]
    exit_code: bool,
}

pub(in crate::commands) fn run(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let findings = match args.at {
        Some(at) => cx.desk()?.check_at(at.resolve(now))?,
        None => cx.desk()?.check()?.findings,
    };
    let rows: Vec<FindingRow> = findings.iter().map(FindingRow::of).collect();
    if args.exit_code {
        cx.exit = match rows.iter().map(|row| row.finding).min() {
            Some(Outlook::Breached) => ExitCode::Breached,
            Some(Outlook::AtRisk) => ExitCode::AtRisk,
            _ => ExitCode::Done,
        };
    }
    // Cron mails whatever is printed: nothing new is nothing at all, except to a program that reads JSON.
    if rows.is_empty() && cx.out.format()? != Format::Json {
        return Ok(());
    }
    Ok(cx.out.list(&rows, None)?)
}
