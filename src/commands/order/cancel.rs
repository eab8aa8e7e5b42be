//! `desk order cancel`.

use clap::Args;

use super::told;
use crate::commands::Context;

const EXAMPLES: &str = "Examples:
  desk order cancel SO-10248 --reason 'Ordered twice'

What has left stays ordered; the rest of each line is cancelled.";

/// Cancel what has not left of an order
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CancelArgs {
    /// The order
    order: String,
}

pub(super) fn run(args: &CancelArgs, cx: &mut Context) -> anyhow::Result<()> {
    let reason = cx.need_reason("an order is not cancelled without a reason")?;
    let revised = cx.desk()?.cancel_order(&args.order, &reason)?;
    told(&revised).iter().try_for_each(|note| cx.note_on(&revised.number, format_args!("{note}")))
}
