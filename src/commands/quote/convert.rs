//! `desk quote convert`.

use clap::Args;

use super::Part;
use crate::app::{Answer, Converted};
use crate::commands::Context;
use crate::commands::args::Once;
use crate::domain::{Line, Quantity, QuoteId};

const EXAMPLES: &str = "Examples:
  desk quote convert Q7 --po PO-4711
  desk quote convert Q7 --partial 1=200 --partial 2
  desk quote convert Q7 --backorder

Orders what the customer took, at the prices that were offered. Credit and stock are looked at once more: an account that
may not buy for that much is refused, and so is what is not there, unless the rest may come later. Freight goes with the
first of several orders.";

/// Order what the customer took
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ConvertArgs {
    /// The quote
    id: QuoteId,
    /// Only this line, or so much of it, and with --partial again others
    #[arg(long, value_name = "LINE=QTY")]
    partial: Vec<Part>,
    /// Their own number of the order
    #[arg(long, value_name = "NUMBER")]
    po: Option<Line>,
    /// What is not there may come later
    #[arg(long)]
    backorder: bool,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: ConvertArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ConvertArgs { id, partial, po, backorder, once } = args;
    let parts: Vec<(u32, Option<Quantity>)> = partial.iter().map(|part| (part.line, part.quantity)).collect();
    cx.once(once, &("quote.convert", &id, &parts, &po, backorder), |desk| {
        let converted = desk.convert_quote(id, &parts, po.as_ref(), backorder)?;
        let Converted { quote, revision, order, lines, total, is_whole, beware } = converted;
        let count = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        let rest = if is_whole { "" } else { "; some of it is left to order" };
        let told = format!("Placed {order} of {quote}, revision {revision}: {count}, {total}{rest}");
        let mut answer = Answer::of(order, told);
        answer.notes.extend(beware.iter().map(|why| format!("  {why}")));
        Ok(answer)
    })
}
