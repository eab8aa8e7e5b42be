//! `desk order hold` and `desk order release`.

use clap::Args;

use crate::commands::Context;
use crate::domain::order::Hold;

const HOLD_EXAMPLES: &str = "Examples:
  desk order hold SO-10248 customer --reason 'Wait for their new address'
  desk order hold SO-10248 credit";

/// Let an order wait
#[derive(Debug, Args)]
#[command(after_long_help = HOLD_EXAMPLES)]
pub(super) struct HoldArgs {
    /// The order
    order: String,
    /// Why: credit, customer, stock, dispute or approval
    hold: Hold,
}

const RELEASE_EXAMPLES: &str = "Examples:
  desk order release SO-10248 --reason 'Paid'

It is not released while the account may not buy.";

/// Let an order go on
#[derive(Debug, Args)]
#[command(after_long_help = RELEASE_EXAMPLES)]
pub(super) struct ReleaseArgs {
    /// The order
    order: String,
}

pub(super) fn hold(args: &HoldArgs, cx: &mut Context) -> anyhow::Result<()> {
    set(&args.order, Some(args.hold), cx)
}

pub(super) fn release(args: &ReleaseArgs, cx: &mut Context) -> anyhow::Result<()> {
    set(&args.order, None, cx)
}

fn set(order: &str, hold: Option<Hold>, cx: &mut Context) -> anyhow::Result<()> {
    let (number, status, changed) = cx.desk()?.hold_order(order, hold)?;
    let done = match (hold, changed) {
        (Some(hold), true) => format!("{number} waits now: {hold}"),
        (Some(hold), false) => format!("{number} waits already: {hold}"),
        (None, true) => format!("Released {number}, now {status}"),
        (None, false) => format!("{number} does not wait, it is {status}"),
    };
    cx.note_on(&number, format_args!("{done}"))
}
