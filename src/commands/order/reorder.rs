//! `desk order reorder` and `desk order place`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{ArgGroup, Args, ValueHint};

use crate::app::{Answer, Like, Made};
use crate::commands::args::Once;
use crate::commands::{Context, Stop};
use crate::domain::{Invalid, Line, Quantity, Sku};
use crate::import::{ListedProduct, Source, whole};

const REORDER_EXAMPLES: &str = "Examples:
  desk order reorder SO-10248
  desk order reorder --last ACME --qty BK-1=20
  desk order reorder --last ACME --file list.xlsx

It makes a draft with the same contact, carrier and address; `desk order place` places it. With --file, the columns sku
and quantity say what is ordered instead. Each product costs what `desk price show` says today for the quantity, or what the
account paid last where no list has a price.";

/// Draft an order like another one
#[derive(Debug, Args)]
#[command(after_long_help = REORDER_EXAMPLES, group(ArgGroup::new("like").required(true).args(["order", "last"])))]
pub(super) struct ReorderArgs {
    /// The order
    order: Option<String>,
    /// The last order of this account
    #[arg(long, value_name = "ACCOUNT")]
    last: Option<String>,
    /// So much of a product, which is added if it is none of the order's: SKU=QTY
    #[arg(long, value_name = "SKU=QTY")]
    qty: Vec<Wanted>,
    /// A list of products and quantities: csv, tsv, jsonl or xlsx
    #[arg(long, value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,
    #[command(flatten)]
    once: Once,
}

const PLACE_EXAMPLES: &str = "Examples:
  desk order place O7
  desk order place O7 --po PO-4711

It is not placed while the account may not buy.";

/// Place a draft
#[derive(Debug, Args)]
#[command(after_long_help = PLACE_EXAMPLES)]
pub(super) struct PlaceArgs {
    /// The draft
    order: String,
    /// The customer's own number of it
    #[arg(long, value_name = "NUMBER")]
    po: Option<Line>,
    #[command(flatten)]
    once: Once,
}

/// How much of a product is wanted: `BK-1=20`.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) sku: Sku,
    pub(super) quantity: Quantity,
}

impl FromStr for Wanted {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "a product and a quantity", "`SKU=QUANTITY`, e.g. `BK-1=12`");
        let (sku, quantity) = text.rsplit_once('=').ok_or_else(refuse)?;
        let quantity: Quantity = quantity.parse()?;
        if quantity.is_positive() { Ok(Self { sku: sku.parse()?, quantity }) } else { Err(refuse()) }
    }
}

pub(super) fn reorder(args: ReorderArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ReorderArgs { order, last, qty, file, once } = args;
    let mut products: Vec<(Sku, Quantity)> = Vec::new();
    if let Some(path) = &file {
        let source = Source::open(path, None).map_err(Stop::from)?;
        let listed = whole::<ListedProduct>(source).map_err(|refused| Stop::refused(&refused))?;
        products.extend(listed.into_iter().map(|(_, it)| (it.sku, it.quantity)));
    }
    products.extend(qty.into_iter().map(|wanted| (wanted.sku, wanted.quantity)));
    let like = match (order, last) {
        (Some(order), _) => Like::Order(order),
        (None, last) => Like::LastOf(last.unwrap_or_default()),
    };
    cx.once(once, &("order.reorder", &like, &products, file.is_some()), |desk| {
        let made = desk.reorder(&like, &products, file.is_some())?;
        Ok(answer(&made, "Drafted"))
    })
}

pub(super) fn place(args: PlaceArgs, cx: &mut Context) -> anyhow::Result<()> {
    let PlaceArgs { order, po, once } = args;
    cx.once(once, &("order.place", &order, &po), |desk| {
        let made = desk.place_order(&order, po.clone())?;
        Ok(answer(&made, "Placed"))
    })
}

pub(super) fn answer(made: &Made, done: &str) -> Answer {
    let Made { number, lines, total, beware } = made;
    let count = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
    let mut answer = Answer::of(number, format!("{done} {number}, {count}, {total}"));
    answer.notes.extend(beware.iter().map(|why| format!("  {why}")));
    answer
}
