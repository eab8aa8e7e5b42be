//! `desk stock check`.

use clap::Args;

use crate::app::StockQuestion;
use crate::commands::Context;
use crate::commands::args::{date, some};
use crate::domain::{Date, Quantity, Seconds};
use crate::view::AvailabilityDetail;

const EXAMPLES: &str = "Examples:
  desk stock check NW-001 --qty 100
  desk stock check NW-001 --qty 100 --by 2026-02-01 --account ACME
  desk stock check NW-001 --qty 100 --max-age 4h --json

Available is what lies there less what was promised; on a day it is that and all that arrives until then. What comes on a
day that nobody knows is not counted. If [lookup.stock] in the configuration names a program, it is asked first, and what
it says is kept; if it does not answer, the desk does, and says so.";

/// Tell whether a quantity is there, or when it will be
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CheckArgs {
    /// What it is ordered by
    sku: String,
    /// How much is wanted
    #[arg(long, value_name = "N", value_parser = some, allow_negative_numbers = true)]
    qty: Quantity,
    /// The day by which it is wanted
    #[arg(long, value_name = "DAY", value_parser = date)]
    by: Option<Date>,
    /// The account that wants it: what it may not buy is refused
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// Count this warehouse alone
    #[arg(long, value_name = "CODE")]
    warehouse: Option<String>,
    /// Refuse an answer that is older
    #[arg(long, value_name = "SPAN")]
    max_age: Option<Seconds>,
    /// Ask no other system: go by what the desk was told before
    #[arg(long)]
    mirror: bool,
}

pub(super) fn run(args: CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let CheckArgs { sku, qty: quantity, by, account, warehouse, max_age, mirror } = args;
    let question = StockQuestion { sku, quantity, by, account, warehouse, max_age };
    let view = cx.check_stock(&question, mirror)?;
    Ok(cx.out.detail(&AvailabilityDetail::of(view))?)
}
