//! `desk report sales`.

use clap::Args;

use super::{Span, Told};
use crate::app::{SalesQuery, SalesReport};
use crate::commands::Context;
use crate::domain::report::{By, OrderDimension};
use crate::view::SALES;

const EXAMPLES: &str = "Examples:
  desk report sales
  desk report sales --by account --since 2026-01-01
  desk report sales --by rep,month --account ACME --include-children
  desk report sales --by region -O csv

Orders count by the day they were placed; drafts are left out. Value is what the lines come to without what was cancelled,
before tax and freight, or what the master said instead; each currency by itself: where there are several, -O csv tells
each. Cancelled orders count apart. On time: the share of lines that left whole by the day they were promised for last or,
where nobody promised, by the day they were wanted; of those whose day has come. Short: of the lines still to ship whose
stock is known, the share there is not enough for. A rep is who took the order or else is in charge of the account.";

/// Report what was ordered
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct SalesArgs {
    /// One or two of month, account, tier, rep, region, order-kind …
    #[arg(long, default_value = "month", value_name = "WHAT")]
    by: By<OrderDimension>,
    #[command(flatten)]
    span: Span,
}

impl SalesArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let (now, Self { by, span }) = (cx.now(), self);
        let SalesReport { groups, drafts } = cx.desk()?.report_sales(&SalesQuery { by, about: span.about(now) })?;
        let note = (drafts > 0).then(|| format!("left out: {drafts} that nobody has placed yet"));
        Ok(SALES.of(by, groups, span.words("Orders", now), note.into_iter().collect()))
    }
}
