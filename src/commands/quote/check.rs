//! `desk quote check`.

use clap::Args;

use crate::commands::Context;
use crate::domain::QuoteId;
use crate::view::ConcernRow;

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
    if concerns.is_empty() {
        cx.note(format_args!("Nothing of {}, revision {number}, asks for a review: it may be sent", args.id))?;
    }
    let rows: Vec<ConcernRow> = concerns.into_iter().map(ConcernRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
