//! `desk product show`.

use clap::Args;

use crate::commands::Context;
use crate::view::ProductDetail;

const EXAMPLES: &str = "Examples:
  desk product show NW-001
  desk product show NW-001 --json=stock,incoming";

/// Show a product, its papers, its stock and its list prices
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// What it is ordered by
    sku: String,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.product(&args.sku)?;
    Ok(cx.out.detail(&ProductDetail::of(view))?)
}
