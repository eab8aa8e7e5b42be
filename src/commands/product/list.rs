//! `desk product list`.

use clap::Args;

use crate::app::ProductFilter;
use crate::commands::Context;
use crate::domain::product::Life;
use crate::view::ProductRow;

const EXAMPLES: &str = "Examples:
  desk product list --search chai
  desk product list --category Beverages --life sold
  desk product list --below-reorder --json=sku,available,reorder_level";

/// List products and their stock
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only this category
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// announced, sold or discontinued
    #[arg(long, value_name = "STAGE")]
    life: Option<Life>,
    /// Only those whose SKU or name contains this
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Only those of which less is available than their reorder level
    #[arg(long)]
    below_reorder: bool,
    /// Show at most this many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

pub(super) fn run(args: ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ListArgs { category, life, search, below_reorder, limit } = args;
    let filter = ProductFilter { category, life, search, below_reorder, limit, buyer: None };
    let (lines, total) = cx.desk()?.products(filter)?;
    let rows: Vec<ProductRow> = lines.into_iter().map(|(line, life)| ProductRow::of(line, life)).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
