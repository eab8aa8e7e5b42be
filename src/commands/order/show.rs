//! `desk order show`.

use clap::Args;

use crate::commands::Context;
use crate::view::OrderDetail;

const EXAMPLES: &str = "Examples:
  desk order show SO-10248
  desk order show O7
  desk order show PO-4711 --json

An order goes by its number, by its id, or by the customer's own number where that is on no other order.";

/// Show an order, its lines, shipments and changes
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The order's number, its id, or the customer's number of it
    order: String,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.order(&args.order)?;
    Ok(cx.out.detail(&OrderDetail::of(view))?)
}
