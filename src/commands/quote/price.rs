//! `desk quote price`.

use clap::Args;

use super::answer;
use crate::app::Priced;
use crate::commands::args::{Once, some};
use crate::commands::{Context, Stop};
use crate::domain::{Quantity, QuoteId, Rate};
use crate::view::PriceDetail;

const EXAMPLES: &str = "Examples:
  desk quote price Q7 --line 1 --qty 500 --set 47.90
  desk quote price Q7 --line 1 --discount 5%
  desk quote price Q7 --as-usual
  desk quote price Q7 --explain

Without --line, every line; without --qty, every quantity of it. A discount comes off what lists and discounts say today.";

/// Price lines of a quote, or tell where prices are from
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct PriceArgs {
    /// The quote
    id: QuoteId,
    /// This line alone
    #[arg(long, value_name = "LINE")]
    line: Option<u32>,
    /// This quantity of it alone
    #[arg(long, value_parser = some, value_name = "QTY")]
    qty: Option<Quantity>,
    /// What a unit costs: a plain number in the quote's currency
    #[arg(long, value_name = "PRICE", allow_negative_numbers = true, conflicts_with_all = ["discount", "as_usual", "explain"])]
    set: Option<String>,
    /// How much comes off what lists and discounts say, in percent
    #[arg(long, value_name = "PERCENT", conflicts_with_all = ["as_usual", "explain"])]
    discount: Option<Rate>,
    /// What lists and discounts say today
    #[arg(long, conflicts_with = "explain")]
    as_usual: bool,
    /// Tell every price that was weighed today, which won and why
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: PriceArgs, cx: &mut Context) -> anyhow::Result<()> {
    let PriceArgs { id, line, qty, set, discount, as_usual, explain, once } = args;
    let priced = match (set, discount, as_usual) {
        (Some(price), ..) => Priced::At(price),
        (_, Some(rate), _) => Priced::Less(rate),
        (.., true) => Priced::AsUsual,
        _ if explain => return tell(id, line, cx),
        _ => {
            return Err(
                Stop::usage("say what it costs: --set PRICE, --discount PERCENT, --as-usual; or --explain").into()
            );
        }
    };
    cx.once(once, &("quote.price", &id, &line, &qty, &priced), |desk| {
        Ok(answer(&desk.price_quote(id, line, qty, &priced)?, "Priced"))
    })
}

fn tell(id: QuoteId, line: Option<u32>, cx: &mut Context) -> anyhow::Result<()> {
    for told in cx.desk()?.explain_quote(id, line)? {
        match told.prices {
            Some(prices) => cx.out.detail(&PriceDetail::of(prices))?,
            None => cx.note(format_args!("Line {} is no product: its price was written by hand", told.line))?,
        }
    }
    Ok(())
}
