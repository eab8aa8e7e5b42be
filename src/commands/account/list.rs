//! `desk account list`.

use clap::Args;

use crate::app::AccountFilter;
use crate::commands::Context;
use crate::domain::Tier;
use crate::view::AccountRow;

const EXAMPLES: &str = "Examples:
  desk account list --tier 1
  desk account list --rep @me
  desk account list acme --json=code,name";

/// List accounts
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only those whose code or name contains this
    matching: Option<String>,
    /// Only this tier
    #[arg(long)]
    tier: Option<Tier>,
    /// Only this region
    #[arg(long)]
    region: Option<String>,
    /// Only those this rep looks after first; @me is you
    #[arg(long, value_name = "HANDLE")]
    rep: Option<String>,
}

pub(super) fn run(args: ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ListArgs { matching, tier, region, rep } = args;
    let lines = cx.desk()?.accounts(AccountFilter { tier, region, matching, ..Default::default() }, rep.as_deref())?;
    let rows: Vec<AccountRow> = lines.into_iter().map(AccountRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
