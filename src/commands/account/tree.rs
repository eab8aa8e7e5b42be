//! `desk account tree`.

use clap::Args;

use crate::commands::Context;
use crate::view::BranchRow;

const EXAMPLES: &str = "Examples:
  desk account tree
  desk account tree ACME";

/// Show which accounts belong to which
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct TreeArgs {
    /// Only the tree below this account
    code: Option<String>,
}

pub(super) fn run(args: &TreeArgs, cx: &mut Context) -> anyhow::Result<()> {
    let branches = cx.desk()?.account_tree(args.code.as_deref())?;
    let rows: Vec<BranchRow> = branches.into_iter().map(BranchRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
