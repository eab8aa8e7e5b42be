//! `desk order list`.

use clap::Args;

use crate::app::OrderQuery;
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::order::StatusName;
use crate::view::OrderRow;

/// How many are listed unless more are asked for.
const SHOWN: usize = 50;

const EXAMPLES: &str = "Examples:
  desk order list --account ACME --open
  desk order list --late
  desk order list --status on-hold,partially-shipped --since -30d
  desk order list --po PO-4711 --json

Late is what should have left by now: by the day it was promised for, or else the day it is wanted.";

/// List orders, the latest first
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And those of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
    /// Only in these, e.g. open, on-hold, partially-shipped, delivered
    #[arg(long, value_delimiter = ',')]
    status: Vec<StatusName>,
    /// Only those with this number of the customer's
    #[arg(long, value_name = "NUMBER")]
    po: Option<String>,
    /// Only those ordered since, e.g. -30d
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// Only those of which something is still to leave
    #[arg(long, conflicts_with = "status")]
    open: bool,
    /// Only those of which something is late
    #[arg(long)]
    late: bool,
    /// Only those of this product
    #[arg(long)]
    sku: Option<String>,
    /// At most so many; by default 50
    #[arg(long)]
    limit: Option<usize>,
}

pub(super) fn run(args: ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let query = OrderQuery {
        account: args.account,
        include_children: args.include_children,
        statuses: args.status,
        po: args.po,
        since: args.since.map(|since| since.resolve(now)),
        open: args.open,
        late: args.late,
        sku: args.sku,
        limit: args.limit.unwrap_or(SHOWN),
    };
    let (entries, total, shows_prices) = cx.desk()?.orders(&query)?;
    let rows: Vec<OrderRow> = entries.into_iter().map(|entry| OrderRow::of(entry, shows_prices)).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
