//! What a revision offers: lines, and what so much of each costs.

use super::pricing::{cost, offers, product_for};
use super::{Loaded, QuoteRules, Worked};
use crate::app::Desk;
use crate::app::price::PriceRules;
use crate::domain::access::Deed;
use crate::domain::product::Product;
use crate::domain::quote::{QuoteLine, Steps, Wanted};
use crate::domain::stock::whole_packs;
use crate::domain::{Change, Date, Line, Quantity, QuoteId, QuoteLineId, Rate, Sku};
use crate::error::Error;
use crate::store::Tx;

/// What new lines and revisions go by.
pub(super) struct Desire {
    pub(super) rules: QuoteRules,
    pub(super) prices: PriceRules,
    pub(super) today: Date,
    pub(super) valid_until: Date,
}

/// What is done to the lines of a revision.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub enum LineWish {
    /// Offers a product; one that is offered already is offered in these quantities instead.
    Put(Wanted),
    /// Offers something that is no product.
    Write { text: Line, unit: Option<Line>, steps: Steps },
    /// Offers a line in other quantities.
    Steps { line: u32, steps: Steps },
    /// Says something else of a line.
    Say { line: u32, note: Change<Line>, remark: Change<Line>, asked: Change<Sku>, tax: Option<Rate> },
    /// Offers a line no more.
    Remove(u32),
}

impl Desk {
    /// Changes the lines of the revision that is being worked on, all as wanted or none.
    pub fn write_quote_lines(&mut self, id: QuoteId, wishes: &[LineWish]) -> Result<Worked, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteWrite, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open_for(tx, by)?;
            let mut beware = Vec::new();
            for wish in wishes {
                beware.extend(carry_out(tx, &mut loaded, number, wish, &desire)?);
            }
            loaded.settle(tx, number)?;
            loaded.worked(tx, number, beware)
        })
    }
}

/// Puts products into a revision that was just begun.
pub(super) fn put_lines(
    tx: &Tx<'_>,
    loaded: &mut Loaded,
    number: u32,
    wanted: &[Wanted],
    desire: &Desire,
) -> Result<Vec<String>, Error> {
    let mut beware = Vec::new();
    for wanted in wanted {
        beware.extend(carry_out(tx, loaded, number, &LineWish::Put(wanted.clone()), desire)?);
    }
    loaded.settle(tx, number)?;
    Ok(beware)
}

/// Does what is wanted of one line; returns what is to be known of it.
fn carry_out(
    tx: &Tx<'_>,
    loaded: &mut Loaded,
    number: u32,
    wish: &LineWish,
    desire: &Desire,
) -> Result<Vec<String>, Error> {
    let revision = loaded.revision(number)?.clone();
    let mut lines = tx.quote_lines(&revision)?;
    let quote = loaded.quote.id;
    let place = |lines: &[QuoteLine], wanted: u32| {
        let found = lines.iter().position(|line| line.line == wanted);
        found.ok_or_else(|| Error::Rule(format!("revision {number} of {quote} has no line {wanted}")))
    };
    let fresh = |unit: Line| QuoteLine {
        id: QuoteLineId::new(0),
        revision: revision.id,
        line: 0,
        product: None,
        description: None,
        asked: None,
        unit,
        cost: None,
        tax: desire.rules.tax,
        note: None,
        remark: None,
        offers: Vec::new(),
    };
    let mut beware = Vec::new();
    let mut line = match wish {
        LineWish::Put(Wanted { sku, steps }) => {
            let product = product_for(tx, sku, desire.today)?;
            let known = lines.iter().position(|line| line.product == Some(product.id)).map(|at| lines.swap_remove(at));
            let mut line =
                known.unwrap_or_else(|| QuoteLine { product: Some(product.id), ..fresh(product.unit.clone()) });
            line.cost = cost(&product, revision.currency);
            line.offers = offers(tx, loaded, &revision, Some(&product), steps, desire)?;
            beware.extend(broken_packs(&product, steps));
            line
        }
        LineWish::Write { text, unit, steps } => {
            let unit = unit.clone().map_or_else(|| "piece".parse(), Ok)?;
            let offers = offers(tx, loaded, &revision, None, steps, desire)?;
            QuoteLine { description: Some(text.clone()), offers, ..fresh(unit) }
        }
        LineWish::Steps { line, steps } => {
            let mut line = lines.swap_remove(place(&lines, *line)?);
            let product = line.product.map(|id| tx.product_by_id(id)).transpose()?;
            line.offers = offers(tx, loaded, &revision, product.as_ref(), steps, desire)?;
            beware.extend(product.iter().flat_map(|product| broken_packs(product, steps)));
            line
        }
        LineWish::Say { line, note, remark, asked, tax } => {
            let mut line = lines.swap_remove(place(&lines, *line)?);
            note.clone().apply(&mut line.note);
            remark.clone().apply(&mut line.remark);
            asked.clone().apply(&mut line.asked);
            line.tax = tax.unwrap_or(line.tax);
            line
        }
        LineWish::Remove(line) => {
            tx.drop_quote_line(&lines[place(&lines, *line)?])?;
            return Ok(beware);
        }
    };
    if line.line == 0 {
        line.line = 1 + tx.last_quote_line(quote)?;
    }
    tx.put_quote_line(&mut line)?;
    Ok(beware)
}

/// Says which quantities are no whole packs.
fn broken_packs(product: &Product, steps: &Steps) -> Vec<String> {
    let Some(size) = product.pack_size else { return Vec::new() };
    let odd = |quantity: Quantity| {
        let (fewer, more) = whole_packs(quantity, size)?;
        let nearest = fewer.map_or_else(|| more.to_string(), |fewer| format!("{fewer} or {more}"));
        Some(format!("{quantity} {} is no number of whole packs of {size}: {nearest} would be", product.sku))
    };
    steps.as_slice().iter().filter_map(|step| odd(step.quantity)).collect()
}
