//! `desk account terms`.

use clap::Args;

use crate::commands::Context;
use crate::view::TermRow;

const EXAMPLES: &str = "Examples:
  desk account terms ACME
  desk account terms ACME --json

What holds today, and from what it follows: how the account pays, what it may owe, the price lists that are for it, the
nearest first, its discounts, its contract, and what is done with what comes back. What holds on a price is told by `desk
price show SKU --account ACME --explain`.";

/// Show what was agreed with an account
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct TermsArgs {
    /// The account's code
    code: String,
}

pub(super) fn run(args: &TermsArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.account_terms(&args.code)?;
    Ok(cx.out.list(&TermRow::of(&view), None)?)
}
