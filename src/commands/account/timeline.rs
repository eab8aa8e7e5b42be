//! `desk account timeline`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::Instant;
use crate::view::HappeningRow;

const EXAMPLES: &str = "Examples:
  desk account timeline ACME
  desk account timeline ACME --since -90d --include-children";

/// Tell what happened around an account, the latest first
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct TimelineArgs {
    /// The account's code
    code: String,
    /// And around those below it
    #[arg(long)]
    include_children: bool,
    /// Only since then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// At most so much
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

pub(super) fn run(args: &TimelineArgs, cx: &mut Context) -> anyhow::Result<()> {
    let since = args.since.map_or(Instant::MIN, |when| when.resolve(cx.now()));
    let happenings = cx.desk()?.timeline(&args.code, args.include_children, since, args.limit)?;
    let rows: Vec<HappeningRow> = happenings.into_iter().map(HappeningRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
