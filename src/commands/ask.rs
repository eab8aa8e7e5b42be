//! `desk ask`.

use clap::Args;

use super::Context;
use super::args::{date, some};
use crate::app::Question;
use crate::domain::{Date, Quantity};
use crate::view::ToldDetail;

const EXAMPLES: &str = "Examples:
  desk ask ACME VH-220 100
  desk ask ACME VH-220 100 --by 2026-02-01 --json

The same as price show, stock check and credit check at once, and what of it is on order. Each answer tells how old it is.";

/// Answer price, stock and credit in one
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct AskArgs {
    /// The account's code
    account: String,
    /// What it wants
    sku: String,
    /// How much of it
    #[arg(value_parser = some, allow_negative_numbers = true)]
    quantity: Quantity,
    /// The day by which it is wanted
    #[arg(long, value_name = "DAY", value_parser = date)]
    by: Option<Date>,
    /// Ask no other system: go by what the desk was told before
    #[arg(long)]
    mirror: bool,
}

pub(super) fn run(args: AskArgs, cx: &mut Context) -> anyhow::Result<()> {
    let AskArgs { account, sku, quantity, by, mirror } = args;
    let told = cx.ask(&Question { account, sku, quantity, by }, mirror)?;
    Ok(cx.out.detail(&ToldDetail::of(told))?)
}
