//! Ordering what a customer took: credit and stock are looked at once more, prices are not.

use super::lines::Desire;
use super::{Loaded, Said};
use crate::app::Desk;
use crate::app::credit::refuse_purchase;
use crate::domain::access::Deed;
use crate::domain::order::{Order, OrderKind, OrderLine, OrderState};
use crate::domain::quote::{Offer, QuoteAction, QuoteLine, Revision, RevisionStatus, Totals};
use crate::domain::stock::{Promise, Wanted, check};
use crate::domain::{Line, Money, Number, OrderId, OrderLineId, Quantity, QuoteId, Rate};
use crate::error::Error;
use crate::store::Tx;

/// An order that was made of a quote.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Converted {
    pub quote: QuoteId,
    pub revision: u32,
    pub order: Number,
    pub lines: usize,
    pub total: Money,
    /// Whether all that they took is ordered now.
    pub is_whole: bool,
    pub beware: Vec<String>,
}

/// How much of a line is ordered now.
struct Part {
    line: QuoteLine,
    offer: Offer,
    quantity: Quantity,
}

impl Desk {
    /// Orders what the customer took: all that was not ordered yet or, with `parts`, so much of those lines. What is not in
    /// stock refuses it, unless it may come later.
    pub fn convert_quote(
        &mut self,
        id: QuoteId,
        parts: &[(u32, Option<Quantity>)],
        po: Option<&Line>,
        may_come_later: bool,
    ) -> Result<Converted, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteOrder, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.answered()?;
            let revision = loaded.revision(number)?.clone();
            if revision.status != RevisionStatus::Accepted {
                let why = revision.status.after(QuoteAction::Order).err().unwrap_or_default();
                let next = match revision.status {
                    RevisionStatus::Sent => format!("; `desk quote accept {id}` takes down that they take it"),
                    _ => String::new(),
                };
                return Err(Error::Rule(format!("revision {number} of {id} cannot be ordered: {why}{next}")));
            }
            let left = left(tx, &revision)?;
            let wanted = wanted(left, parts, id)?;
            let is_first = tx.orders_of_quote(id)?.is_empty();
            let (mut order, mut lines) = order(&loaded, &revision, &wanted, is_first)?;
            order.rep = Some(by.id());
            (order.ordered_at, order.created_at) = (by.now, by.now);
            order.po_number = po.cloned().or(order.po_number);
            let late = shortages(tx, &wanted, &desire)?;
            if !late.is_empty() && !may_come_later {
                return Err(Error::Rule(format!(
                    "{}; --backorder lets the rest come later, `--partial LINE=QUANTITY` orders what is there",
                    late.join("; ")
                )));
            }
            let total = order.subtotal.map_or(0, |net| net.minor) + order.tax.minor + order.freight.minor;
            let total = Money { minor: total, currency: revision.currency };
            refuse_purchase(tx, loaded.account.clone(), total, by.now)?;
            tx.add_order(&mut order, &mut lines)?;
            let is_whole = self::left(tx, &revision)?.is_empty();
            let action = if is_whole { QuoteAction::Order } else { QuoteAction::PartOrder };
            let note: Line = order.number.to_string().parse()?;
            loaded.step(tx, by, number, action, Said::from(Some(note)))?;
            let twins = tx.po_twins(&order)?;
            let twins = twins.iter().map(|twin| format!("its PO number is also on {twin}"));
            let beware = late.into_iter().chain(twins).collect();
            Ok(Converted {
                quote: id,
                revision: number,
                order: order.number,
                lines: lines.len(),
                total,
                is_whole,
                beware,
            })
        })
    }
}

/// Returns what they took and was not ordered yet.
fn left(tx: &Tx<'_>, revision: &Revision) -> Result<Vec<Part>, Error> {
    let mut left = Vec::new();
    for line in tx.quote_lines(revision)? {
        let Some(offer) = line.offers.iter().find(|offer| offer.picked).cloned() else { continue };
        let quantity = offer.quantity.minus(tx.ordered_of_offer(offer.id)?);
        if quantity.is_positive() {
            left.push(Part { line, offer, quantity });
        }
    }
    Ok(left)
}

/// Returns so much of that as is to be ordered now.
fn wanted(left: Vec<Part>, parts: &[(u32, Option<Quantity>)], id: QuoteId) -> Result<Vec<Part>, Error> {
    if left.is_empty() {
        return Err(Error::Rule(format!("all that was taken of {id} was ordered")));
    }
    for (line, quantity) in parts {
        let Some(part) = left.iter().find(|part| part.line.line == *line) else {
            return Err(Error::Rule(format!("nothing is left to order of line {line} of {id}")));
        };
        if let Some(quantity) = quantity.filter(|quantity| *quantity > part.quantity) {
            return Err(Error::Rule(format!(
                "{quantity} of line {line} of {id} are more than the {} that are left",
                part.quantity
            )));
        }
    }
    if parts.is_empty() {
        return Ok(left);
    }
    let chosen = |mut part: Part| {
        let (_, quantity) = parts.iter().rev().find(|(line, _)| *line == part.line.line)?;
        part.quantity = quantity.unwrap_or(part.quantity);
        Some(part)
    };
    Ok(left.into_iter().filter_map(chosen).collect())
}

/// Makes the order: at the prices that were offered, with the freight on the first of several.
fn order(
    loaded: &Loaded,
    revision: &Revision,
    parts: &[Part],
    is_first: bool,
) -> Result<(Order, Vec<OrderLine>), Error> {
    let currency = revision.currency;
    let freight = if is_first { revision.freight } else { Money { minor: 0, currency } };
    let bought = |part: &Part| {
        let offer = Offer { quantity: part.quantity, picked: true, ..part.offer.clone() };
        QuoteLine { offers: vec![offer], ..part.line.clone() }
    };
    let bought: Vec<QuoteLine> = parts.iter().map(bought).collect();
    let totals = Totals::of(&bought, freight, revision.freight_tax, currency);
    let totals = totals.ok_or_else(|| Error::Rule("it comes to more than can be counted".to_owned()))?;
    let order = Order {
        id: OrderId::new(0),
        // It is called by its id, which it has yet to get.
        number: "new".parse()?,
        account: loaded.account.id,
        contact: loaded.quote.contact,
        rep: None,
        kind: OrderKind::Standard,
        state: OrderState::Placed,
        hold: None,
        po_number: revision.po_number.clone(),
        currency,
        terms: revision.terms,
        ordered_at: revision.created_at,
        required: loaded.quote.needed,
        carrier: None,
        ship_to: None,
        subtotal: Some(totals.net),
        tax: totals.tax,
        freight,
        closed_at: None,
        created_at: revision.created_at,
        template: None,
        quote: Some(loaded.quote.id),
    };
    let line = |(place, part): (usize, &Part)| OrderLine {
        id: OrderLineId::new(0),
        order: OrderId::new(0),
        line: u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1),
        product: part.line.product,
        description: part.line.description.clone(),
        quantity: part.quantity,
        cancelled: Quantity::ZERO,
        unit: part.line.unit.clone(),
        unit_price: part.offer.unit_price,
        discount: Rate::ZERO,
        cost_centre: None,
        required: None,
        offer: Some(part.offer.id),
    };
    Ok((order, parts.iter().enumerate().map(line).collect()))
}

/// Says of what not all is there, and when it will be; where nothing is known of stock, nothing is said.
fn shortages(tx: &Tx<'_>, parts: &[Part], desire: &Desire) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    for part in parts {
        let Some(product) = part.line.product.map(|id| tx.product_by_id(id)).transpose()? else { continue };
        let (lots, arrivals) = (tx.lots(product.id)?, tx.arrivals(product.id)?);
        if lots.is_empty() {
            continue;
        }
        let checked = check(&lots, &arrivals, Wanted { quantity: part.quantity, by: None, today: desire.today });
        if checked.together.backorder.is_positive() {
            let (place, sku, there) = (part.line.line, &product.sku, checked.together.available);
            let when = match checked.together.promise {
                Promise::Now => "now".to_owned(),
                Promise::On(day) => format!("on {day}"),
                Promise::Unknown => "nobody knows when".to_owned(),
            };
            told.push(format!("line {place}: {there} of {} {sku} are there, all of it {when}", part.quantity));
        }
    }
    Ok(told)
}
