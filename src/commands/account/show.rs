//! `desk account show`.

use clap::Args;

use crate::commands::Context;
use crate::view::AccountDetail;

const EXAMPLES: &str = "Examples:
  desk account show ACME
  desk account show ACME --json

Of many open tickets it shows the 15 that are due first: `desk ticket list --account ACME` tells all.";

/// Show an account, its people and its open tickets
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The account's code
    code: String,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let view = cx.desk()?.account(&args.code)?;
    Ok(cx.out.detail(&AccountDetail::of(view, now))?)
}
