//! `desk order revise`.

use clap::Args;

use super::told;
use crate::app::Answer;
use crate::commands::args::{Once, change, change_date};
use crate::commands::{Context, Stop};
use crate::domain::order::{Added, Amendment, Wish};
use crate::domain::{Change, Date, Line, Quantity};

const EXAMPLES: &str = "Examples:
  desk order revise SO-10248 --line 2 --qty 12 --reason 'They need two more' --by-contact P7
  desk order revise SO-10248 --cancel-line 3 --add BK-1=5 --reason 'Another colour'
  desk order revise SO-10248 --add BK-1=5@14.50 --po PO-4712 --reason 'As agreed by phone'
  desk order revise SO-10248 --ship-to 'Via Roma 2, Milano' --required 2026-03-01 --reason 'They moved'

What has not left can be changed freely. A line of which some has left can only become less, down to that; what is wanted
more goes on a new line. What is set aside in a warehouse is known of a product and not for whom, so it binds no line. A new line costs what `desk price show` says today, or what the account paid last where no list
has a price, unless a price is given. A line that costs what the lists said for its quantity goes on with what they said
for the new one; another price was agreed, and stays. An order that mirrors another system's may be changed too: it is what
was agreed until that system says otherwise.";

/// Change an order that was agreed on, with a reason
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ReviseArgs {
    /// The order
    order: String,
    /// Who of them asked for it: an address, or an id such as P7
    #[arg(long, value_name = "CONTACT")]
    by_contact: Option<String>,
    /// A line, whose quantity follows with --qty
    #[arg(long, value_name = "LINE")]
    line: Vec<u32>,
    /// How much of that line is wanted
    #[arg(long, value_name = "QUANTITY")]
    qty: Vec<Quantity>,
    /// Cancel what has not left of a line
    #[arg(long, value_name = "LINE")]
    cancel_line: Vec<u32>,
    /// Add a line: SKU=QTY, or SKU=QTY@PRICE
    #[arg(long, value_name = "SKU=QTY")]
    add: Vec<Added>,
    /// Where it goes; none: as the account says
    #[arg(long, value_parser = change::<Line>, value_name = "ADDRESS")]
    ship_to: Option<Change<Line>>,
    /// Who brings it; none: nobody in particular
    #[arg(long, value_parser = change::<Line>)]
    carrier: Option<Change<Line>>,
    /// The day they want it; none: no day
    #[arg(long, value_parser = change_date, value_name = "DAY")]
    required: Option<Change<Date>>,
    /// Their own number of it; none: it has none
    #[arg(long, value_parser = change::<Line>, value_name = "NUMBER")]
    po: Option<Change<Line>>,
    #[command(flatten)]
    once: Once,
}

fn wishes(args: &mut ReviseArgs) -> Result<Vec<Wish>, Stop> {
    if args.line.len() != args.qty.len() {
        return Err(Stop::usage("each --line goes with a --qty, as in `--line 2 --qty 12`"));
    }
    let quantities = args.line.iter().zip(&args.qty).map(|(line, quantity)| Amendment::Quantity(*line, *quantity));
    let cancelled = args.cancel_line.iter().map(|line| Amendment::CancelLine(*line));
    let amendments: Vec<Amendment> = quantities
        .chain(cancelled)
        .chain(args.ship_to.take().map(|change| Amendment::ShipTo(value(change))))
        .chain(args.carrier.take().map(|change| Amendment::Carrier(value(change))))
        .chain(args.required.take().map(|change| Amendment::Required(value(change))))
        .chain(args.po.take().map(|change| Amendment::PoNumber(value(change))))
        .collect();
    let added = std::mem::take(&mut args.add);
    let wishes: Vec<Wish> = amendments.into_iter().map(Wish::Amend).chain(added.into_iter().map(Wish::Add)).collect();
    if wishes.is_empty() {
        return Err(Stop::usage("say what is to change: --line, --cancel-line, --add, --ship-to, --required, --po"));
    }
    Ok(wishes)
}

fn value<T>(change: Change<T>) -> Option<T> {
    match change {
        Change::Set(value) => Some(value),
        Change::Keep | Change::Clear => None,
    }
}

pub(super) fn run(mut args: ReviseArgs, cx: &mut Context) -> anyhow::Result<()> {
    let wishes = wishes(&mut args)?;
    let reason = cx.need_reason("an order is not changed without a reason")?;
    let ReviseArgs { order, by_contact, once, .. } = args;
    cx.once(once, &("order.revise", &order, &by_contact, &wishes, &reason), |desk| {
        let revised = desk.revise_order(&order, by_contact.as_deref(), &wishes, &reason)?;
        Ok(Answer { id: revised.number.to_string(), notes: told(&revised) })
    })
}
