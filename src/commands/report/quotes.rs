//! `desk report quotes`.

use clap::Args;

use super::{Span, Told};
use crate::app::{QuotesQuery, QuotesReport};
use crate::commands::Context;
use crate::domain::report::{By, QuoteDimension, QuoteFigures};
use crate::view::QUOTES;

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

impl QuotesArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let (now, Self { by, span }) = (cx.now(), self);
        let QuotesReport { groups, not_declined } =
            cx.desk()?.report_quotes(&QuotesQuery { by, about: span.about(now) })?;
        let sum = |count: fn(&QuoteFigures) -> usize| groups.iter().map(|group| count(&group.figures)).sum::<usize>();
        let (open, cancelled) = (sum(|figures| figures.open), sum(|figures| figures.cancelled));
        let rate = format!("the rate leaves out {open} open and {cancelled} taken back");
        let reasons = format!("left out: {not_declined} that were not declined");
        let notes = [(open + cancelled > 0, rate), (not_declined > 0, reasons)];
        let notes = notes.into_iter().filter_map(|(is_so, note)| is_so.then_some(note)).collect();
        Ok(QUOTES.of(by, groups, span.words("Quotes", now), notes))
    }
}
