//! `desk quote check`.

use clap::Args;

use crate::commands::Context;
use crate::domain::QuoteId;
use crate::view::ReviewDetail;

const EXAMPLES: &str = "Examples:
  desk quote check Q7
  desk quote check Q7 --json

Names each rule of `[quotes.review]` in the configuration that asks for a review, and why. Changes nothing.";

/// Tell what of a quote somebody else has to look at
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CheckArgs {
    /// The quote
    id: QuoteId,
}

pub(super) fn run(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (number, concerns) = cx.desk()?.check_quote(args.id)?;
    Ok(cx.out.detail(&ReviewDetail::of(args.id, number, concerns))?)
}
