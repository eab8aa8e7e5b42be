//! What lines of a quote cost, and why.

use super::lines::Desire;
use super::{Loaded, Worked};
use crate::app::Desk;
use crate::app::price::{PriceView, resolve};
use crate::domain::access::Deed;
use crate::domain::price::{Floored, Quoted};
use crate::domain::product::{Life, Product};
use crate::domain::quote::{Offer, QuoteLine, Revision, Step, Steps};
use crate::domain::{Currency, Date, Line, OfferId, Quantity, QuoteId, QuoteLineId, Rate, Sku, UnitPrice};
use crate::error::Error;
use crate::store::Tx;

/// What offers are to cost instead.
#[derive(Debug, Clone)]
pub enum Priced {
    /// So much a unit, a plain number in the quote's currency.
    At(String),
    /// So much less than lists and discounts say.
    Less(Rate),
    /// What lists and discounts say today.
    AsUsual,
}

/// What lists and discounts say of a line today.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Explained {
    pub line: u32,
    /// Nothing for a line that is no product.
    pub prices: Option<PriceView>,
}

impl Desk {
    /// Prices offers of the revision that is being worked on: those of one line or of all, of one quantity or of each.
    pub fn price_quote(
        &mut self,
        id: QuoteId,
        line: Option<u32>,
        quantity: Option<Quantity>,
        priced: &Priced,
    ) -> Result<Worked, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteWrite, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open_for(tx, by)?;
            let revision = loaded.revision(number)?.clone();
            let mut found = false;
            for mut own in tx.quote_lines(&revision)? {
                if line.is_some_and(|line| line != own.line) {
                    continue;
                }
                let product = own.product.map(|id| tx.product_by_id(id)).transpose()?;
                for offer in own.offers.iter_mut().filter(|offer| quantity.is_none_or(|of| of == offer.quantity)) {
                    found = true;
                    *offer = again(tx, &loaded, &revision, product.as_ref(), offer, priced, &desire)?;
                }
                own.cost = product.as_ref().and_then(|product| cost(product, revision.currency)).or(own.cost);
                tx.put_quote_line(&mut own)?;
            }
            if !found {
                let which = line.map_or_else(String::new, |line| format!(" in line {line}"));
                let much = quantity.map_or_else(String::new, |quantity| format!(" of {quantity}"));
                return Err(Error::Rule(format!("revision {number} of {id} offers nothing{much}{which}")));
            }
            loaded.settle(tx, number)?;
            loaded.worked(tx, number, Vec::new())
        })
    }

    /// Tells what lists and discounts say today of each line of a revision, every price that was weighed.
    pub fn explain_quote(&mut self, id: QuoteId, line: Option<u32>) -> Result<Vec<Explained>, Error> {
        let desire = self.desire();
        self.look(Deed::QuoteRead, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open().or_else(|_| loaded.answered())?;
            let revision = loaded.revision(number)?.clone();
            let mut lines = tx.quote_lines(&revision)?;
            lines.retain(|own| line.is_none_or(|line| line == own.line));
            let sees_cost = by.sees(Deed::CostRead);
            lines.iter().map(|own| explained(tx, &loaded, &revision, own, &desire, sees_cost)).collect()
        })
    }
}

fn explained(
    tx: &Tx<'_>,
    loaded: &Loaded,
    revision: &Revision,
    line: &QuoteLine,
    desire: &Desire,
    sees_cost: bool,
) -> Result<Explained, Error> {
    let Some(product) = line.product.map(|id| tx.product_by_id(id)).transpose()? else {
        return Ok(Explained { line: line.line, prices: None });
    };
    let ask = |offer: &Offer| usual(tx, loaded, revision, &product, offer.quantity, desire);
    let quotes = line.offers.iter().map(ask).collect::<Result<Vec<Quoted>, _>>()?;
    let floor = desire.prices.floor(&product).filter(|_| sees_cost);
    let (account, currency) = (Some(loaded.account.code.clone()), revision.currency);
    Ok(Explained {
        line: line.line,
        prices: Some(PriceView { product, account, on: desire.today, currency, quotes, floor }),
    })
}

/// Returns the product that is to be offered, or says what is sold in its place.
pub(super) fn product_for(tx: &Tx<'_>, sku: &Sku, today: Date) -> Result<Product, Error> {
    let product = tx.need_product(sku.as_str())?;
    if product.life(today) != Life::Discontinued {
        return Ok(product);
    }
    let instead = product.replaced_by.as_ref();
    let instead = instead.map_or_else(String::new, |heir| format!("; {heir} takes its place: offer `{heir}=QUANTITY`"));
    Err(Error::Rule(format!("{} is not sold any more{instead}", product.sku)))
}

/// Returns what a unit costs us, if that is known in a currency.
pub(super) fn cost(product: &Product, currency: Currency) -> Option<UnitPrice> {
    product.cost.filter(|cost| cost.currency == currency)
}

/// Prices quantities of a product, or of something that is none.
pub(super) fn offers(
    tx: &Tx<'_>,
    loaded: &Loaded,
    revision: &Revision,
    product: Option<&Product>,
    steps: &Steps,
    desire: &Desire,
) -> Result<Vec<Offer>, Error> {
    steps.as_slice().iter().map(|step| offer(tx, loaded, revision, product, step, desire)).collect()
}

fn offer(
    tx: &Tx<'_>,
    loaded: &Loaded,
    revision: &Revision,
    product: Option<&Product>,
    step: &Step,
    desire: &Desire,
) -> Result<Offer, Error> {
    let (quantity, currency) = (step.quantity, revision.currency);
    let quoted = product.map(|product| usual(tx, loaded, revision, product, quantity, desire)).transpose()?;
    let usual = quoted.as_ref().and_then(|quoted| quoted.offer.as_ref()).map(|offer| offer.unit_price);
    let fresh = |unit_price, origin| Offer {
        id: OfferId::new(0),
        line: QuoteLineId::new(0),
        quantity,
        unit_price,
        usual,
        origin,
        picked: false,
    };
    if let Some(price) = &step.price {
        return Ok(fresh(UnitPrice::parse(price, currency)?, "by hand".parse()?));
    }
    match (quoted.as_ref().and_then(origin).transpose()?, usual, product) {
        (Some(origin), Some(usual), _) => Ok(fresh(usual, origin)),
        (.., Some(product)) => Err(Error::Rule(format!(
            "no list says what {quantity} {0} cost {1} in {currency}; write `{0}={quantity}@PRICE`, or offer it in another currency",
            product.sku, loaded.account.code
        ))),
        (.., None) => Err(Error::Rule(format!("what is no product has no price of its own; write `{quantity}@PRICE`"))),
    }
}

/// Prices an offer again.
fn again(
    tx: &Tx<'_>,
    loaded: &Loaded,
    revision: &Revision,
    product: Option<&Product>,
    known: &Offer,
    priced: &Priced,
    desire: &Desire,
) -> Result<Offer, Error> {
    let price = if let Priced::At(price) = priced { Some(price.clone()) } else { None };
    let step = Step { quantity: known.quantity, price };
    let mut new = offer(tx, loaded, revision, product, &step, desire)?;
    if let Priced::Less(rate) = priced {
        new.unit_price = new.unit_price.less(*rate);
        new.origin = format!("{}, less {rate} by hand", new.origin).parse()?;
    }
    Ok(Offer { id: known.id, line: known.line, picked: known.picked, ..new })
}

fn usual(
    tx: &Tx<'_>,
    loaded: &Loaded,
    revision: &Revision,
    product: &Product,
    quantity: Quantity,
    desire: &Desire,
) -> Result<Quoted, Error> {
    resolve(tx, desire.prices, Some(&loaded.account), product, quantity, revision.currency, desire.today)
}

/// Says where a price is from: the list and its step, and what came off.
fn origin(quoted: &Quoted) -> Option<Result<Line, crate::domain::Invalid>> {
    let offer = quoted.offer.as_ref()?;
    let won = &offer.won;
    let from = Some(won.price.min_quantity).filter(|least| least.is_positive());
    let counted = offer.reductions.iter().filter(|reduction| reduction.unused.is_none());
    let less = counted.map(|reduction| format!("less {} {}", reduction.discount.rate, reduction.discount.code));
    let held = (offer.floored == Some(Floored::Held)).then(|| "held at the least price".to_owned());
    let list = format!("list {}{}", won.list.code, from.map_or_else(String::new, |least| format!(" from {least}")));
    let told: Vec<String> = [list].into_iter().chain(less).chain(held).collect();
    Some(told.join(", ").parse())
}
