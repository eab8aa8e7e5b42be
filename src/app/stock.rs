//! Stock: whether something is there, and when it will be.

use super::Desk;
use super::gate::By;
use super::price::refuse_goods;
use super::product::{Heir, buyer, heirs, shown, today};
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::product::{Life, Product};
use crate::domain::stock::{Arrival, Checked, Incoming, Lot, Stock, StockQuery, Told, Wanted, check};
use crate::domain::{Code, Date, Quantity, Seconds};
use crate::error::Error;
use crate::store::Tx;

/// What somebody wants to know of stock.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct StockQuestion {
    pub sku: String,
    pub quantity: Quantity,
    /// The day by which it is wanted.
    pub by: Option<Date>,
    /// The code of the account that wants it.
    pub account: Option<String>,
    /// The code of the only warehouse that counts.
    pub warehouse: Option<String>,
    /// How old the answer may be.
    pub max_age: Option<Seconds>,
}

/// Whether another system was asked, and what became of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Live {
    /// The desk answers, with what it was told before.
    NotAsked,
    /// The other system answers.
    Told,
    /// It did not answer, for this reason: the desk does.
    Failed(String),
}

/// How another system is asked.
pub type AskStock<'a> = &'a dyn Fn(&StockQuery) -> Result<Told, String>;

/// What is known of it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct StockView {
    pub product: Product,
    pub account: Option<Code>,
    pub wanted: Wanted,
    pub life: Life,
    pub checked: Checked,
    /// What comes.
    pub arrivals: Vec<Arrival>,
    /// What takes its place if it is not sold any more, and what is available of that.
    pub heir: Option<(Heir, Quantity)>,
    pub live: Live,
}

impl Desk {
    /// Tells whether a quantity of a product is there, and when it will be. Another system is asked first, if there is a
    /// way to; what it says is kept, unless whoever reads may keep nothing.
    pub fn check_stock(&mut self, question: &StockQuestion, ask: Option<AskStock<'_>>) -> Result<StockView, Error> {
        let now = self.now();
        let wanted = Wanted { quantity: question.quantity, by: question.by, today: today(now) };
        // In a series the file is kept from all others, who must not wait for another system.
        let ask = ask.filter(|_| !self.store.is_in_series());
        let (view, told) = self.look_within(Deed::StockRead, |tx, by| {
            let (product, query) = asked(tx, by, question)?;
            let (live, told) = match ask.map(|ask| ask(&query)) {
                None => (Live::NotAsked, None),
                Some(Ok(told)) => (Live::Told, Some(told)),
                Some(Err(why)) => (Live::Failed(why), None),
            };
            let (mut lots, mut arrivals) = known(tx, &product, told.as_ref())?;
            if let Some(code) = &query.warehouse {
                let is_there = |other: &Code| other.as_str().eq_ignore_ascii_case(code.as_str());
                lots.retain(|lot| is_there(&lot.warehouse));
                arrivals.retain(|arrival| is_there(&arrival.warehouse));
            }
            let checked = check(&lots, &arrivals, wanted);
            let heir = heir(tx, &product, wanted.today)?;
            let stage = product.life(wanted.today);
            let view =
                StockView { product, account: query.account, wanted, life: stage, checked, arrivals, heir, live };
            Ok::<_, Error>((view, told.filter(|_| by.sees(Deed::StockAsk))))
        })?;
        if let Some(told) = told {
            self.keep_stock(&view.product, &told)?;
        }
        if let Some(limit) = question.max_age {
            refuse_stale(&view.product, view.checked.as_of.map(|as_of| now.since(as_of)), limit)?;
        }
        Ok(view)
    }

    /// Keeps what another system said of a product.
    fn keep_stock(&mut self, product: &Product, told: &Told) -> Result<(), Error> {
        self.change(Deed::StockAsk, |tx, _| {
            for lot in &told.lots {
                let Lot { on_hand, allocated, as_of, .. } = *lot;
                let warehouse = tx.warehouse_or_new(&lot.warehouse)?;
                tx.mirror_told(&Stock { product: product.id, warehouse, on_hand, allocated, as_of })?;
            }
            for arrival in told.arrivals.iter().flatten() {
                let Arrival { due, quantity, reference, as_of, .. } = arrival.clone();
                let warehouse = tx.warehouse_or_new(&arrival.warehouse)?;
                tx.mirror_told(&Incoming { product: product.id, warehouse, due, quantity, reference, as_of })?;
            }
            Ok(())
        })
    }
}

/// Returns what is asked about, if whoever asks may know of it, and the question as others are asked it.
fn asked(tx: &Tx<'_>, by: &By, question: &StockQuestion) -> Result<(Product, StockQuery), Error> {
    let product = shown(tx, by, &question.sku)?;
    let account = account(tx, by, question.account.as_deref())?;
    if let Some(account) = &account {
        refuse_goods(tx, account, &product)?;
    }
    let warehouse = question.warehouse.as_deref().map(|code| tx.need_warehouse(code)).transpose()?;
    let query = StockQuery {
        sku: product.sku.clone(),
        quantity: question.quantity,
        warehouse: warehouse.map(|id| tx.warehouse_code(id)).transpose()?,
        account: account.map(|account| account.code),
    };
    Ok((product, query))
}

/// Returns what another system said, and of what it said nothing what the desk knows.
fn known(tx: &Tx<'_>, product: &Product, told: Option<&Told>) -> Result<(Vec<Lot>, Vec<Arrival>), Error> {
    let Some(told) = told else { return Ok((tx.lots(product.id)?, tx.arrivals(product.id)?)) };
    let coming = |arrivals: &Vec<Arrival>| {
        let mut coming = arrivals.clone();
        coming.retain(|arrival| arrival.quantity.is_positive());
        coming.sort_by_key(|arrival| (arrival.due.is_none(), arrival.due));
        coming
    };
    let arrivals = told.arrivals.as_ref().map(coming).map_or_else(|| tx.arrivals(product.id), Ok)?;
    Ok((told.lots.clone(), arrivals))
}

/// Returns the account that was named, or that of a contact who reads.
pub(super) fn account(tx: &Tx<'_>, by: &By, code: Option<&str>) -> Result<Option<Account>, Error> {
    match code {
        Some(code) => tx.need_shown_account(&by.scope, code).map(Some),
        None => buyer(tx, by),
    }
}

fn refuse_stale(product: &Product, age: Option<Seconds>, limit: Seconds) -> Result<(), Error> {
    match age {
        Some(age) if age > limit => Err(Error::Stale { sku: product.sku.to_string(), age, limit }),
        Some(_) => Ok(()),
        None => Err(Error::Rule(format!("nothing is known of the stock of {}, of whatever age", product.sku))),
    }
}

/// Returns what is sold in place of a product that is not sold any more.
fn heir(tx: &Tx<'_>, product: &Product, today: Date) -> Result<Option<(Heir, Quantity)>, Error> {
    if product.life(today) != Life::Discontinued {
        return Ok(None);
    }
    let Some(heir) = heirs(tx, product, today)?.into_iter().find(|heir| heir.is_sold) else { return Ok(None) };
    let lots = match tx.product(heir.sku.as_str())? {
        Some(known) => tx.lots(known.id)?,
        None => Vec::new(),
    };
    let available: Quantity = lots.iter().map(Lot::available).sum();
    Ok(Some((heir, available.or_nothing())))
}
