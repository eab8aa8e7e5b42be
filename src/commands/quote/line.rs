//! `desk quote line`.

use clap::Args;

use super::answer;
use crate::app::LineWish;
use crate::commands::args::{Once, change};
use crate::commands::{Context, Stop};
use crate::domain::quote::{Steps, Wanted};
use crate::domain::{Change, Line, QuoteId, Rate, Sku};

const EXAMPLES: &str = "Examples:
  desk quote line Q7 VH-220=100,500,1000
  desk quote line Q7 --text 'Tooling for the custom bore' --qty 1@1200
  desk quote line Q7 --line 2 --qty 200 --note 'In two deliveries' --remark 'Ask Paolo first'
  desk quote line Q7 VH-220=100 --remove 3
  desk quote line Q7 --line 1 --asked VH-200

A product that is offered already is offered in these quantities instead. Lines keep their numbers in every revision.";

/// Offer products or else, change a line, take one out
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct LineArgs {
    /// The quote
    id: QuoteId,
    /// What is offered: SKU=QTY, SKU=QTY,QTY or SKU=QTY@PRICE
    #[arg(value_name = "SKU=QTY")]
    lines: Vec<Wanted>,
    /// Offer something that is no product
    #[arg(long, requires = "qty", conflicts_with = "line")]
    text: Option<Line>,
    /// What the quantities of that count; by default piece
    #[arg(long, requires = "text")]
    unit: Option<Line>,
    /// Change this line
    #[arg(long, value_name = "LINE")]
    line: Option<u32>,
    /// The quantities of that line, with their prices behind @
    #[arg(long, value_name = "QTY")]
    qty: Option<Steps>,
    /// What the customer is told of the line; none: nothing
    #[arg(long, value_parser = change::<Line>, requires = "line", value_name = "TEXT")]
    note: Option<Change<Line>>,
    /// What we tell ourselves of the line; none: nothing
    #[arg(long, value_parser = change::<Line>, requires = "line", value_name = "TEXT")]
    remark: Option<Change<Line>>,
    /// What they asked for, if the line takes its place; none: nothing else
    #[arg(long, value_parser = change::<Sku>, requires = "line", value_name = "SKU")]
    asked: Option<Change<Sku>>,
    /// The tax on the line, in percent
    #[arg(long, requires = "line", value_name = "PERCENT")]
    tax: Option<Rate>,
    /// Take this line out
    #[arg(long, value_name = "LINE")]
    remove: Vec<u32>,
    #[command(flatten)]
    once: Once,
}

fn wishes(args: LineArgs) -> Result<(Vec<LineWish>, Once), Stop> {
    let LineArgs { lines, text, unit, line, qty, note, remark, asked, tax, remove, once, .. } = args;
    let mut wishes: Vec<LineWish> = remove.into_iter().map(LineWish::Remove).collect();
    wishes.extend(lines.into_iter().map(LineWish::Put));
    match (text, line, qty) {
        (Some(text), _, Some(steps)) => wishes.push(LineWish::Write { text, unit, steps }),
        (None, Some(line), Some(steps)) => wishes.push(LineWish::Steps { line, steps }),
        (None, None, Some(_)) => {
            return Err(Stop::usage("--qty is of a line: name it with --line, or write one with --text"));
        }
        (_, _, None) => {}
    }
    if let Some(line) = line.filter(|_| note.is_some() || remark.is_some() || asked.is_some() || tax.is_some()) {
        let kept = |change: Option<Change<Line>>| change.unwrap_or(Change::Keep);
        let asked = asked.unwrap_or(Change::Keep);
        wishes.push(LineWish::Say { line, note: kept(note), remark: kept(remark), asked, tax });
    }
    if wishes.is_empty() {
        return Err(Stop::usage("say what is offered: SKU=QTY, --text, or what becomes of a --line"));
    }
    Ok((wishes, once))
}

pub(super) fn run(args: LineArgs, cx: &mut Context) -> anyhow::Result<()> {
    let id = args.id;
    let (wishes, once) = wishes(args)?;
    cx.once(once, &("quote.line", &id, &wishes), |desk| Ok(answer(&desk.write_quote_lines(id, &wishes)?, "Changed")))
}
