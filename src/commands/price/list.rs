//! `desk price list`.

use clap::Args;

use crate::commands::Context;
use crate::view::PriceListRow;

const EXAMPLES: &str = "Examples:
  desk price list
  desk price list LIST --json";

/// List price lists and whom they are for
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only the list of this code
    code: Option<String>,
}

pub(super) fn run(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let lines = cx.desk()?.price_lists(args.code.as_deref())?;
    let rows: Vec<PriceListRow> = lines.into_iter().map(PriceListRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
