//! `desk report sla`.

use clap::Args;

use crate::app::Period;
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::Instant;
use crate::domain::report::Dimension;
use crate::view::SlaRow;

const EXAMPLES: &str = "Examples:
  desk report sla --by tier
  desk report sla --by rep --since -30d
  desk report sla --by priority --at 2016-03-10T09:00:00Z

Answered and resolved: the share of promises kept, of those kept or broken; a promise still owed counts once it is
broken. Median and p90: business time until the answer, and until the resolution. Matters that were closed without an
answer are counted apart (--wide), as never answered.";

/// Report how promises were kept
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct SlaArgs {
    /// tier, account, rep, category or priority
    #[arg(long, default_value = "tier")]
    by: Dimension,
    /// Only tickets opened from then on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// Only tickets opened before then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    until: Option<When>,
    /// What was true then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
}

pub(super) fn run(args: &SlaArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let at = |when: Option<When>, otherwise| when.map_or(otherwise, |when| when.resolve(now));
    let period = Period { since: at(args.since, Instant::MIN), until: at(args.until, Instant::MAX) };
    let lines = cx.desk()?.report_sla(args.by, period, args.at.map(|when| when.resolve(now)))?;
    let rows: Vec<SlaRow> = lines.into_iter().map(SlaRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
