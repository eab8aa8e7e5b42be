//! Products.

use super::Desk;
use super::gate::By;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::price::Candidate;
use crate::domain::product::{Document, Life, Product, may_buy};
use crate::domain::scope::Scope;
use crate::domain::stock::{Arrival, Lot};
use crate::domain::{Date, Instant, Line, Sku, Zone};
use crate::error::Error;
use crate::store::{ProductFilter, ProductLine, Tx};

/// How many products that took each other's place are worth telling.
const LONGEST_CHAIN: usize = 8;

/// What takes a product's place.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Heir {
    pub sku: Sku,
    /// What it is called, where it is known.
    pub name: Option<Line>,
    /// Whether it is sold itself.
    pub is_sold: bool,
}

/// A product with what stands around it.
#[derive(Debug)]
pub struct ProductView {
    /// The product and its stock.
    pub line: ProductLine,
    /// Where it stands in its life.
    pub life: Life,
    /// What takes its place, and the place of that, and so on.
    pub heirs: Vec<Heir>,
    /// Its papers.
    pub documents: Vec<Document>,
    /// What lies of it.
    pub lots: Vec<Lot>,
    /// What comes of it.
    pub arrivals: Vec<Arrival>,
    /// Its prices today in the lists that are everybody's.
    pub prices: Vec<Candidate>,
}

/// Returns the day it is here.
pub(super) fn today(now: Instant) -> Date {
    Zone::system().local(now).date()
}

impl Desk {
    /// Returns the products a list takes, each with where it stands in its life, and how many there are without its
    /// limit. A contact sees what their account may buy.
    pub fn products(&mut self, mut filter: ProductFilter) -> Result<(Vec<(ProductLine, Life)>, usize), Error> {
        let today = today(self.now());
        self.look_within(Deed::ProductRead, |tx, by| {
            filter.buyer = buyer(tx, by)?.map(|account| (account.id, account.segment));
            let total = tx.count_products(&filter, today)?;
            let mut lines = tx.products(&filter, today)?;
            for line in &mut lines {
                veil(by, line);
            }
            let with_life = |line: ProductLine| (line.product.life(today), line);
            Ok((lines.into_iter().map(with_life).map(|(life, line)| (line, life)).collect(), total))
        })
    }

    /// Returns one product with what stands around it.
    pub fn product(&mut self, sku: &str) -> Result<ProductView, Error> {
        let today = today(self.now());
        self.look_within(Deed::ProductRead, |tx, by| {
            let product = shown(tx, by, sku)?;
            let (lots, arrivals) = (tx.lots(product.id)?, tx.arrivals(product.id)?);
            // To a contact, a price is what their account pays, which is asked for with the account.
            let prices = if by.scope == Scope::Everything { tx.default_prices(product.id)? } else { Vec::new() };
            let known = !lots.is_empty();
            let mut line = ProductLine {
                on_hand: known.then(|| lots.iter().map(|lot| lot.on_hand).sum()),
                available: known.then(|| lots.iter().map(Lot::available).sum()),
                as_of: lots.iter().map(|lot| lot.as_of).min(),
                product,
            };
            veil(by, &mut line);
            Ok(ProductView {
                life: line.product.life(today),
                heirs: heirs(tx, &line.product, today)?,
                documents: tx.documents(line.product.id)?,
                lots,
                arrivals,
                prices: prices.into_iter().filter(|price| price.holds_on(today)).collect(),
                line,
            })
        })
    }
}

/// Returns the account for which a contact reads.
pub(super) fn buyer(tx: &Tx<'_>, by: &By) -> Result<Option<Account>, Error> {
    match &by.scope {
        Scope::Everything => Ok(None),
        Scope::Of(viewer) => tx.account_by_id(viewer.account).map(Some),
    }
}

/// Returns the product of a SKU; to a contact, there is none that their account may not buy.
pub(super) fn shown(tx: &Tx<'_>, by: &By, sku: &str) -> Result<Product, Error> {
    let Some(account) = buyer(tx, by)? else { return tx.need_product(sku) };
    let product = tx.product(sku)?.ok_or_else(|| Error::unknown("product", sku))?;
    let rules = tx.assortment(account.id, account.segment)?;
    if may_buy(&rules, &product) { Ok(product) } else { Err(Error::unknown("product", sku)) }
}

/// Takes out of a product what is not for the reader's eyes.
fn veil(by: &By, line: &mut ProductLine) {
    if !by.sees(Deed::CostRead) {
        line.product.cost = None;
    }
    if !by.sees(Deed::StockRead) {
        (line.on_hand, line.available, line.as_of) = (None, None, None);
    }
    if by.scope != Scope::Everything {
        line.product.reorder_level = None;
    }
}

/// Returns what takes a product's place, and the place of that; a circle is told once.
pub(super) fn heirs(tx: &Tx<'_>, product: &Product, today: Date) -> Result<Vec<Heir>, Error> {
    let mut heirs: Vec<Heir> = Vec::new();
    let mut next = product.replaced_by.clone();
    while let Some(sku) = next.take() {
        let was_named = sku == product.sku || heirs.iter().any(|heir| heir.sku == sku);
        if was_named || heirs.len() == LONGEST_CHAIN {
            break;
        }
        let known = tx.product(sku.as_str())?;
        let is_sold = known.as_ref().is_some_and(|heir| heir.life(today) == Life::Sold);
        next = known.as_ref().and_then(|heir| heir.replaced_by.clone());
        heirs.push(Heir { sku, name: known.map(|heir| heir.name), is_sold });
    }
    Ok(heirs)
}
