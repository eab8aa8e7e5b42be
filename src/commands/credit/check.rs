//! `desk credit check`.

use clap::Args;

use crate::commands::Context;
use crate::error::ExitCode;
use crate::view::MayBuyDetail;

const EXAMPLES: &str = "Examples:
  desk credit check ACME 12500
  desk credit check ACME 12500 --json

Exits with 0 if they may buy for the amount, and with 4 if not.";

/// Tell whether an account may buy for an amount
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CheckArgs {
    /// The account's code
    account: String,
    /// A plain number in the currency of whoever pays
    #[arg(allow_negative_numbers = true)]
    amount: String,
}

pub(super) fn run(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (view, amount, answer) = cx.desk()?.may_buy(&args.account, &args.amount)?;
    if view.refusal(amount, &answer).is_some() {
        cx.exit = ExitCode::Refused as u8;
    }
    Ok(cx.out.detail(&MayBuyDetail::of(&view, amount, &answer))?)
}
