//! `desk report quotes`.

use clap::Args;

use super::Span;
use crate::app::{QuotesQuery, QuotesReport};
use crate::commands::Context;
use crate::domain::report::{By, QuoteDimension};
use crate::view::QuotesRow;

const EXAMPLES: &str = "Examples:
  desk report quotes
  desk report quotes --by lost --since 2026-01-01
  desk report quotes --by account,month --account ACME --include-children
  desk report quotes --by revisions --wide

Counted are quotes asked for in that time or, where nobody asked, begun. Rate: the share won of those won, lost or
expired; open ones and those that were taken back are left out. Values are without freight and tax, each currency by
itself: where there are several, -O csv tells each. Answer: the median time by the clock from the request to the first
offer; --wide tells business time too, as it was promised, and how much less was asked than lists and discounts say.";

/// Report what became of quotes
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct QuotesArgs {
    /// One or two of rep, account, tier, region, sector, month, lost …
    #[arg(long, default_value = "rep", value_name = "WHAT")]
    by: By<QuoteDimension>,
    #[command(flatten)]
    span: Span,
}

pub(super) fn run(args: QuotesArgs, cx: &mut Context) -> anyhow::Result<()> {
    let QuotesArgs { by, span } = args;
    let period = span.period(cx.now());
    let Span { account, include_children, .. } = span;
    let query = QuotesQuery { by, period, account, include_children };
    let QuotesReport { lines, not_declined } = cx.desk()?.report_quotes(&query)?;
    let rows: Vec<QuotesRow> = lines.into_iter().map(QuotesRow::of).collect();
    let sum = |count: fn(&QuotesRow) -> usize| rows.iter().map(count).sum::<usize>();
    let (open, cancelled) = (sum(|row| row.open), sum(|row| row.cancelled));
    cx.out.list(&rows, None)?;
    if open + cancelled > 0 {
        cx.out.note(format_args!("the rate leaves out {open} open and {cancelled} taken back"))?;
    }
    if not_declined > 0 {
        cx.out.note(format_args!("left out: {not_declined} that were not declined"))?;
    }
    Ok(())
}
