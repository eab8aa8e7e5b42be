//! What is agreed about sending back what was shipped of an order.

use crate::app::order::Loaded;
use crate::domain::order::OrderLine;
use crate::domain::rma::{ReturnTerms, Verdict};
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, Date, Instant, Line, Money, Number, Quantity, Sku, Zone};
use crate::error::Error;
use crate::store::Tx;

/// A line of an order that may come back, and what is agreed about that.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Returnable {
    pub line: u32,
    pub sku: Option<Sku>,
    pub name: Line,
    pub shipped: Quantity,
    /// What is taken up by returns.
    pub returned: Quantity,
    /// What they ask about: all that is left, unless they say less.
    pub quantity: Quantity,
    pub delivered: Option<Instant>,
    pub verdict: Verdict,
    /// What that much of it cost.
    pub value: Money,
}

/// What is agreed about returns of an order.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct ReturnCheck {
    pub order: Number,
    pub account: Code,
    /// The contract that says so, if one is in force.
    pub contract: Option<Code>,
    pub lines: Vec<Returnable>,
    pub shows_prices: bool,
}

/// Returns what an account's contract in force says of returns, whose midnights it counts, and its number.
pub(super) fn agreed(
    tx: &Tx<'_>,
    account: AccountId,
    now: Instant,
) -> Result<(ReturnTerms, Zone, Option<Code>), Error> {
    let contract = tx.contracts(account)?.into_iter().find(|contract| contract.is_in_force(now));
    Ok(match contract {
        Some(contract) => (contract.returns, contract.zone, Some(contract.number)),
        None => (ReturnTerms::default(), tx.account_by_id(account)?.time_zone.unwrap_or_else(Zone::utc), None),
    })
}

pub(super) fn named(tx: &Tx<'_>, line: &OrderLine) -> Result<(Option<Sku>, Line), Error> {
    let product = line.product.map(|id| tx.product_by_id(id)).transpose()?;
    let name = line.description.clone().or_else(|| product.as_ref().map(|product| product.name.clone()));
    Ok((product.map(|product| product.sku), name.map_or_else(|| "-".parse(), Ok)?))
}

pub(super) fn worth(line: &OrderLine, quantity: Quantity) -> Result<Money, Error> {
    let value = line.unit_price.times(quantity, line.discount);
    value.ok_or_else(|| Error::Rule(format!("line {} comes to more than can be counted", line.line)))
}

pub(super) fn check(
    tx: &Tx<'_>,
    scope: &Scope,
    order: &str,
    asked: &[(u32, Option<Quantity>)],
    now: Instant,
) -> Result<ReturnCheck, Error> {
    let loaded = Loaded::of(tx, tx.need_shown_order(scope, order)?)?;
    let number = &loaded.order.number;
    let (terms, zone, contract) = agreed(tx, loaded.order.account, now)?;
    if let Some((odd, _)) = asked.iter().find(|(place, _)| loaded.lines.iter().all(|line| line.line != *place)) {
        return Err(Error::Rule(format!("{number} has no line {odd}")));
    }
    let day = |at: Instant| -> Date { zone.local(at).date() };
    let mut lines = Vec::new();
    for (line, progress) in loaded.lines.iter().zip(&loaded.progress.lines) {
        let wish = asked.iter().find(|(place, _)| *place == line.line);
        let returned = tx.returned(line.id)?;
        let left = progress.shipped.minus(returned);
        if wish.is_none() && (!asked.is_empty() || !left.is_positive()) {
            continue;
        }
        let quantity = wish.and_then(|(_, quantity)| *quantity).unwrap_or(left);
        if quantity > left || !quantity.is_positive() {
            return Err(Error::Rule(format!(
                "{quantity} of line {} of {number} cannot come back: {} were shipped, and {returned} of them are back or on their way",
                line.line, progress.shipped
            )));
        }
        let delivered = tx.last_delivery(line.id)?;
        let (sku, name) = named(tx, line)?;
        let verdict = terms.verdict(delivered.map(day), day(now));
        let (place, shipped, value) = (line.line, progress.shipped, worth(line, quantity)?);
        lines.push(Returnable { line: place, sku, name, shipped, returned, quantity, delivered, verdict, value });
    }
    let account = tx.account_code(loaded.order.account)?;
    Ok(ReturnCheck { order: number.clone(), account, contract, lines, shows_prices: scope.shows_prices() })
}
