//! One answer to the question customers ask most: what does it cost us, is it there, and may we have it?

use super::credit::{CreditView, credit_view};
use super::price::{PriceQuestion, PriceView};
use super::stock::{AskStock, StockQuestion, StockView};
use super::{Desk, product};
use crate::domain::access::Deed;
use crate::domain::credit::Answer;
use crate::domain::{Date, Money, Quantity};
use crate::error::Error;
use crate::store::{OpenLine, OpenOffer};

/// What an account wants.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Question {
    pub account: String,
    pub sku: String,
    pub quantity: Quantity,
    /// The day by which it is wanted.
    pub by: Option<Date>,
}

/// Whether they may buy it, at what it costs.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct MayHave {
    pub credit: CreditView,
    /// What it costs; nothing where nothing says so, or in another currency than that of whoever pays.
    pub amount: Option<Money>,
    pub answer: Option<Answer>,
}

/// What there is to answer.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Told {
    pub price: PriceView,
    pub stock: StockView,
    /// Nothing to whoever may not know of credit.
    pub credit: Option<MayHave>,
    /// What the account has ordered of it and is still to get.
    pub open: Vec<OpenLine>,
    /// What it was sent an offer of, and may still accept.
    pub offers: Vec<OpenOffer>,
}

impl Desk {
    /// Answers what a quantity of a product costs an account, whether it is there, whether the account may buy it, and what
    /// of it is on order: each as of when it is asked.
    pub fn ask(&mut self, question: &Question, live: Option<AskStock<'_>>) -> Result<Told, Error> {
        let Question { account, sku, quantity, by: wanted_by } = question.clone();
        let stock = StockQuestion {
            sku: sku.clone(),
            quantity,
            by: wanted_by,
            account: Some(account.clone()),
            warehouse: None,
            max_age: None,
        };
        let stock = self.check_stock(&stock, live)?;
        let price = PriceQuestion {
            sku: sku.clone(),
            account: Some(account.clone()),
            quantities: vec![quantity],
            on: None,
            currency: None,
            explain: false,
        };
        let price = self.price(&price)?;
        let amount = price.quotes.first().and_then(|quoted| quoted.offer.as_ref()?.amount);
        let today = self.today();
        let (credit, open, offers) = self.look_within(Deed::PriceRead, |tx, by| {
            let product = product::shown(tx, by, &sku)?;
            let account = tx.need_shown_account(&by.scope, &account)?;
            let open = if by.sees(Deed::AccountRead) { tx.open_lines(account.id, product.id)? } else { Vec::new() };
            let offers = if by.sees(Deed::QuoteRead) {
                tx.open_offers(account.id, product.id, today, &by.scope)?
            } else {
                Vec::new()
            };
            if !by.sees(Deed::CreditRead) {
                return Ok::<_, Error>((None, open, offers));
            }
            let credit = credit_view(tx, account, by.now)?;
            let amount = amount.filter(|amount| amount.currency == credit.payer.currency);
            let answer = amount.map(|amount| credit.standing.may_buy(amount));
            Ok((Some(MayHave { credit, amount, answer }), open, offers))
        })?;
        Ok(Told { price, stock, credit, open, offers })
    }
}
