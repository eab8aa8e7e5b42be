//! `desk sla policy list`.

use clap::Args;

use crate::commands::Context;
use crate::view::VersionRow;

const EXAMPLES: &str = "Examples:
  desk sla policy list";

/// List the versions there have been
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {}

pub(super) fn run(_args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<VersionRow> = cx.desk()?.policy_versions()?.iter().map(VersionRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
