//! `desk price show`.

use clap::Args;

use crate::app::PriceQuestion;
use crate::commands::Context;
use crate::commands::args::{date, some};
use crate::domain::{Currency, Date, Quantity};
use crate::view::PriceDetail;

const EXAMPLES: &str = "Examples:
  desk price show NW-001 --qty 10
  desk price show NW-001 --account ACME --qty 100,500,1000
  desk price show NW-001 --account ACME --qty 100 --on 2026-03-01 --explain

The nearest list that has a price decides, whatever the quantity: that of a contract, of the account, of those above it,
of its segment, of its tier, of everybody. In it, the largest quantity that is reached. Then discounts come off: the
greatest, or each, as `discounts` under [prices] in the configuration says. A discount of an account is for that account
alone: unlike a list, it does not reach those below it.";

/// Tell what a customer pays for quantities of a product
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// What it is ordered by
    sku: String,
    /// The account that pays; without one, what everybody pays
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// How much, or several such quantities
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "1", value_parser = some,
          allow_negative_numbers = true)]
    qty: Vec<Quantity>,
    /// The day of the order; by default today
    #[arg(long, value_name = "DAY", value_parser = date, allow_hyphen_values = true)]
    on: Option<Date>,
    /// What it is paid in; by default what the account pays in
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    /// Tell every price that was weighed, and why it holds or not
    #[arg(long)]
    explain: bool,
}

pub(super) fn run(args: ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ShowArgs { sku, account, qty: quantities, on, currency, explain } = args;
    let question = PriceQuestion { sku, account, quantities, on, currency, explain };
    let detail = PriceDetail::of(cx.desk()?.price(&question)?);
    if explain {
        return Ok(cx.out.detail(&detail)?);
    }
    let rows = detail.into_rows();
    cx.out.list(&rows, None)?;
    for row in &rows {
        for remark in &row.remarks {
            cx.note(format_args!("{} {}: {remark}", row.quantity, row.unit))?;
        }
    }
    Ok(())
}
