//! What the lines of an order cost that is made or grows here: what the account is told that they cost.

use crate::app::gate::By;
use crate::app::price::{PriceRules, refuse_goods, resolve};
use crate::app::product::today;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::order::{Order, OrderLine};
use crate::domain::price::Offer;
use crate::domain::product::Product;
use crate::domain::{Currency, Date, Quantity, Rate, Sku, UnitPrice};
use crate::error::Error;
use crate::store::Tx;

/// What a unit costs, and what says so.
pub(super) struct Cost {
    pub(super) unit_price: UnitPrice,
    pub(super) discount: Rate,
    /// Nothing where whoever orders said it.
    pub(super) origin: Option<Origin>,
}

/// What a price of a product is from.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Origin {
    pub sku: Sku,
    /// In words.
    pub told: String,
}

/// How many products are named of those whose prices are from the same.
const NAMED: usize = 4;

impl Origin {
    /// Tells of prices what they are from, a line for each such thing.
    pub fn told(origins: &[Self]) -> Vec<String> {
        let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
        for Self { sku, told } in origins {
            match groups.iter_mut().find(|(known, _)| known == told) {
                Some((_, skus)) => skus.push(sku.as_str()),
                None => groups.push((told, vec![sku.as_str()])),
            }
        }
        let line = |(told, skus): (&str, Vec<&str>)| {
            let more = skus.len().saturating_sub(NAMED);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!("{told}: {}{more}", skus.iter().take(NAMED).copied().collect::<Vec<_>>().join(", "))
        };
        groups.into_iter().map(line).collect()
    }
}

/// Whose order it is, and what its prices are in.
pub(super) struct Pricing<'a> {
    tx: &'a Tx<'a>,
    rules: PriceRules,
    account: &'a Account,
    currency: Currency,
    today: Date,
    /// Whether what things cost us is for the eyes of who acts.
    sees_cost: bool,
}

impl<'a> Pricing<'a> {
    pub(super) fn new(tx: &'a Tx<'a>, by: &By, rules: PriceRules, account: &'a Account, currency: Currency) -> Self {
        Self { tx, rules, account, currency, today: today(by.now), sees_cost: by.sees(Deed::CostRead) }
    }

    /// Refuses a product that is not for the account.
    pub(super) fn refuse_goods(&self, product: &Product) -> Result<(), Error> {
        refuse_goods(self.tx, self.account, product)
    }

    /// Returns what a unit of a quantity costs today: what is given, or what lists and discounts say, or, where no list has
    /// a price, what the account paid last.
    pub(super) fn of(&self, product: &Product, quantity: Quantity, given: Option<&str>) -> Result<Cost, Error> {
        let offer = self.offer(product, quantity, self.today)?;
        if let Some(given) = given {
            let unit_price = UnitPrice::parse(given, self.currency)?;
            self.refuse_below(product, unit_price, offer.as_ref())?;
            return Ok(Cost { unit_price, discount: Rate::ZERO, origin: None });
        }
        let (unit_price, discount, told) = if let Some(offer) = offer {
            (offer.unit_price, Rate::ZERO, format!("prices of {}", offer.origin()))
        } else {
            let (unit_price, discount) = self.last(product)?;
            self.refuse_below(product, unit_price.less(discount), None)?;
            (unit_price, discount, "prices they paid last, as no list has one".to_owned())
        };
        Ok(Cost { unit_price, discount, origin: Some(Origin { sku: product.sku.clone(), told }) })
    }

    /// Returns what a unit of a line costs once so much of it is wanted. One that costs what the lists said for its quantity
    /// when it was ordered goes on with what they said for the other one; what was agreed otherwise stays.
    pub(super) fn again(
        &self,
        order: &Order,
        line: &OrderLine,
        quantity: Quantity,
    ) -> Result<Option<UnitPrice>, Error> {
        let Some(product) = line.product else { return Ok(None) };
        let (product, day) = (self.tx.product_by_id(product)?, today(order.ordered_at));
        let cost = line.unit_price.less(line.discount);
        let listed = self.offer(&product, line.wanted(), day)?.filter(|offer| offer.unit_price == cost);
        if listed.is_none() || line.unit != product.unit {
            return Ok(None);
        }
        let offer = self.offer(&product, quantity, day)?;
        Ok(offer.map(|offer| offer.unit_price).filter(|price| *price != cost))
    }

    fn offer(&self, product: &Product, quantity: Quantity, day: Date) -> Result<Option<Offer>, Error> {
        let account = Some(self.account);
        Ok(resolve(self.tx, self.rules, account, product, quantity, self.currency, day)?.offer)
    }

    fn last(&self, product: &Product) -> Result<(UnitPrice, Rate), Error> {
        let last = self.tx.last_price(self.account.id, product.id, self.currency)?;
        last.ok_or_else(|| {
            let (sku, code, currency) = (&product.sku, &self.account.code, self.currency);
            Error::Rule(format!(
                "nobody knows what {sku} costs: no list that is for {code} has a price in {currency}, and {code} never \
                 bought it; write `{sku}=QUANTITY@PRICE`"
            ))
        })
    }

    /// Refuses a price below the least a product may cost, unless the lists go as low.
    fn refuse_below(&self, product: &Product, price: UnitPrice, offer: Option<&Offer>) -> Result<(), Error> {
        let floor = self.rules.floor(product).filter(|floor| floor.currency == self.currency);
        let agreed = offer.map(|offer| offer.unit_price.micros);
        match floor.filter(|floor| price.micros < floor.micros && agreed.is_none_or(|least| price.micros < least)) {
            None => Ok(()),
            Some(floor) => {
                let least = if self.sees_cost { format!(" of {floor}") } else { String::new() };
                let sku = &product.sku;
                Err(Error::Rule(format!(
                    "{sku} at {price} is below its least price{least}; only a price list goes below"
                )))
            }
        }
    }
}
