//! Prices.

use super::Desk;
use super::gate::By;
use super::product::{shown, today};
use super::stock::account;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::price::{Ask, Candidate, Level, Mixing, Quoted, Terms, floor, quote};
use crate::domain::product::{Product, may_buy};
use crate::domain::scope::Scope;
use crate::domain::{Code, Currency, Date, Quantity, Rate, UnitPrice};
use crate::error::Error;
use crate::store::{PriceListLine, Tx};

/// How a desk makes prices.
#[derive(Debug, Clone, Copy)]
pub struct PriceRules {
    /// What becomes of several discounts.
    pub mixing: Mixing,
    /// The share of what a product costs that is to stay with us; without it there is no floor.
    pub minimum_margin: Option<Rate>,
}

impl Default for PriceRules {
    fn default() -> Self {
        Self { mixing: Mixing::Best, minimum_margin: None }
    }
}

impl PriceRules {
    /// Returns what no discount on a product leads below.
    pub(super) fn floor(self, product: &Product) -> Option<UnitPrice> {
        product.cost.zip(self.minimum_margin).map(|(cost, margin)| floor(cost, margin))
    }
}

/// What somebody wants to know of prices.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct PriceQuestion {
    pub sku: String,
    /// The code of the account that is to pay it; without one, what everybody pays.
    pub account: Option<String>,
    pub quantities: Vec<Quantity>,
    /// By default today.
    pub on: Option<Date>,
    /// By default the account's.
    pub currency: Option<Currency>,
    /// Whether it is to be said why.
    pub explain: bool,
}

/// What a product costs.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct PriceView {
    pub product: Product,
    pub account: Option<Code>,
    pub on: Date,
    pub currency: Currency,
    pub quotes: Vec<Quoted>,
    /// What no discount leads below; nothing to whoever may not know what it costs us.
    pub floor: Option<UnitPrice>,
}

impl Desk {
    /// Tells what quantities of a product cost an account, or everybody.
    pub fn price(&mut self, question: &PriceQuestion) -> Result<PriceView, Error> {
        let (rules, on) = (self.rules.prices, question.on.unwrap_or_else(|| today(self.now())));
        self.look_within(Deed::PriceRead, |tx, by| {
            refuse_explaining(by, question)?;
            let product = shown(tx, by, &question.sku)?;
            let account = account(tx, by, question.account.as_deref())?;
            if let Some(account) = &account {
                refuse_goods(tx, account, &product)?;
            }
            let currency = match (question.currency, &account) {
                (Some(currency), _) => currency,
                (None, Some(account)) => account.currency,
                (None, None) => usual(&tx.default_prices(product.id)?, on),
            };
            let costs = |quantity| resolve(tx, rules, account.as_ref(), &product, quantity, currency, on);
            Ok(PriceView {
                quotes: question.quantities.iter().map(|quantity| costs(*quantity)).collect::<Result<_, _>>()?,
                floor: rules.floor(&product).filter(|_| by.sees(Deed::CostRead)),
                account: account.map(|account| account.code),
                on,
                currency,
                product,
            })
        })
    }

    /// Returns the price lists, or the one of a code.
    pub fn price_lists(&mut self, code: Option<&str>) -> Result<Vec<PriceListLine>, Error> {
        self.look(Deed::PriceRead, |tx, _| {
            let only = code.map(|code| tx.need_price_list(code)).transpose()?.map(|list| list.id);
            let mut lines = tx.price_lists()?;
            lines.retain(|line| only.is_none_or(|only| line.list.id == only));
            Ok(lines)
        })
    }
}

/// Tells what a quantity of a product costs an account, or everybody, in a currency on a day.
pub(super) fn resolve(
    tx: &Tx<'_>,
    rules: PriceRules,
    account: Option<&Account>,
    product: &Product,
    quantity: Quantity,
    currency: Currency,
    day: Date,
) -> Result<Quoted, Error> {
    let terms = Terms {
        candidates: candidates(tx, product, account)?,
        discounts: tx.discounts_for(account)?,
        mixing: rules.mixing,
        floor: rules.floor(product),
    };
    Ok(quote(&Ask { quantity, unit: product.unit.clone(), currency, day }, &terms))
}

/// What others could pay is not for a contact's eyes.
fn refuse_explaining(by: &By, question: &PriceQuestion) -> Result<(), Error> {
    match &by.guise {
        Some(guise) if question.explain && by.scope != Scope::Everything => Err(Error::StaffOnly { who: guise.name() }),
        _ => Ok(()),
    }
}

/// Refuses an account what it may not buy.
pub(super) fn refuse_goods(tx: &Tx<'_>, account: &Account, product: &Product) -> Result<(), Error> {
    if may_buy(&tx.assortment(account.id, account.segment)?, product) {
        return Ok(());
    }
    Err(Error::Rule(format!("{} may not buy {}: its assortment leaves it out", account.code, product.sku)))
}

/// Returns the prices of a product that are for an account, or for everybody.
fn candidates(tx: &Tx<'_>, product: &Product, account: Option<&Account>) -> Result<Vec<Candidate>, Error> {
    match account {
        Some(account) => tx.prices_for(product.id, account, &tx.ancestors(account)?),
        None => tx.default_prices(product.id),
    }
}

/// Returns what everybody is told prices in.
fn usual(candidates: &[Candidate], on: Date) -> Currency {
    let default = candidates.iter().filter(|candidate| candidate.level == Level::Default && candidate.holds_on(on));
    let lists = default.map(|candidate| &candidate.list);
    let first = lists.min_by_key(|list| (list.currency != Currency::EUR, -i64::from(list.priority), list.code.clone()));
    first.map_or(Currency::EUR, |list| list.currency)
}
