//! `desk quote show`.

use clap::Args;

use crate::commands::Context;
use crate::domain::QuoteId;
use crate::view::QuoteDetail;

const EXAMPLES: &str = "Examples:
  desk quote show Q7
  desk quote show Q7 --revision 1
  desk quote show Q7 --json

Without --revision, the one that is being worked on, or else the one that counts. Of several quantities of a line, * is what
counts in the total: what they picked and, before that, the first.";

/// Show a quote, what it offers and what it comes to
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The quote
    id: QuoteId,
    /// This revision
    #[arg(long, value_name = "NUMBER")]
    revision: Option<u32>,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.quote(args.id, args.revision)?;
    Ok(cx.out.detail(&QuoteDetail::of(view))?)
}
