//! `desk credit show`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::When;
use crate::view::CreditDetail;

const EXAMPLES: &str = "Examples:
  desk credit show ACME
  desk credit show ACME --at 2026-03-31
  desk credit show ACME --json

What an account owes counts for the whole tree it belongs to: the account at the root answers for it. Exposure is what is
invoiced and open, less what came in and was set against no invoice, and what is ordered and not invoiced yet.";

/// Show what an account owes, and what its limit leaves
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The account's code
    account: String,
    /// As of then; of a day, its end
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let at = args.at.map(|when| when.by_its_end(cx.now()));
    let view = cx.desk()?.credit(&args.account, at)?;
    Ok(cx.out.detail(&CreditDetail::of(view))?)
}
