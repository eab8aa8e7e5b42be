//! Which of many prices holds, and why the others do not.

use std::cmp::Reverse;

use super::{Candidate, Level, Worth};
use crate::domain::{Currency, Date, Line, Quantity, UnitPrice};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Ask {
    pub quantity: Quantity,
    pub unit: Line,
    pub currency: Currency,
    pub day: Date,
}

/// Why a price does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// The price, its list, or whom that is for holds on other days.
    Day,
    /// It is in another currency.
    Currency,
    /// It is for another unit.
    Unit,
    /// It is for more.
    TooFew,
    /// It is for less.
    TooMany,
    /// It is a share off the default list, which has no price for it.
    NoBase,
    /// A nearer list has a price.
    Farther,
    /// Another one is for a larger quantity.
    SmallerBreak,
    /// Another list goes first.
    Priority,
    /// Another one is lower.
    Dearer,
    /// Another one is the same, and stands before it.
    Same,
}

/// A price that could hold, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Fate {
    pub candidate: Candidate,
    /// What a unit costs by it, where that can be said.
    pub price: Option<UnitPrice>,
    /// Why it does not hold; nothing of the one that does.
    pub loss: Option<Loss>,
}

/// How the prices that fit are ranked; the first one holds. What follows the price only makes the order one.
type Rank<'a> = (Level, Reverse<Quantity>, Reverse<i32>, i64, &'a str, Option<Date>, Option<Date>, &'a str);

fn rank(candidate: &Candidate, price: UnitPrice) -> Rank<'_> {
    let Candidate { level, list, price: row, .. } = candidate;
    let offer = row.offer.as_ref().map_or("", Line::as_str);
    (
        *level,
        Reverse(row.min_quantity),
        Reverse(list.priority),
        price.micros,
        list.code.as_str(),
        row.days.starts,
        row.days.ends,
        offer,
    )
}

/// Weighs every price, in an order of its own: the nearest list first, in it by quantity.
///
/// Domain rule: the nearest level that has a price for the quantity decides. Within it the largest smallest quantity that
/// the asked-for one reaches, then the list's priority, then the lowest price.
pub fn resolve(ask: &Ask, candidates: &[Candidate]) -> Vec<Fate> {
    let mut fates: Vec<Fate> = candidates.iter().map(|candidate| weigh(ask, candidate, candidates)).collect();
    let winner = best(&fates).cloned();
    for fate in fates.iter_mut().filter(|fate| fate.loss.is_none()) {
        fate.loss = winner.as_ref().and_then(|winner| beaten_by(winner, fate));
    }
    fates.sort_by(|a, b| place(a).cmp(&place(b)));
    // Of two that are the same in all, one holds.
    let mut held = false;
    for fate in fates.iter_mut().filter(|fate| fate.loss.is_none()) {
        fate.loss = held.then_some(Loss::Same);
        held = true;
    }
    fates
}

/// Returns the price that holds, of those that were weighed.
pub fn won(fates: &[Fate]) -> Option<(&Candidate, UnitPrice)> {
    let fate = fates.iter().find(|fate| fate.loss.is_none())?;
    Some((&fate.candidate, fate.price?))
}

fn best(fates: &[Fate]) -> Option<&Fate> {
    let fitting = fates.iter().filter(|fate| fate.loss.is_none());
    fitting
        .filter_map(|fate| Some((rank(&fate.candidate, fate.price?), fate)))
        .min_by(|a, b| a.0.cmp(&b.0))
        .map(|it| it.1)
}

/// How prices are told: the nearest list first, in it by quantity; of two that are the same, the one that holds.
type Order<'a> = (Level, &'a str, Quantity, Option<Quantity>, Option<Date>, Option<Date>, i64, bool);

fn place(fate: &Fate) -> Order<'_> {
    let Candidate { level, list, price, .. } = &fate.candidate;
    let worth = match price.worth {
        Worth::Price(micros) => micros,
        Worth::Discount(rate) => rate.millionths().into(),
    };
    let days = price.days;
    (
        *level,
        list.code.as_str(),
        price.min_quantity,
        price.max_quantity,
        days.starts,
        days.ends,
        worth,
        fate.loss.is_some(),
    )
}

/// Says whether a price fits what is asked for, whatever the others say.
fn weigh(ask: &Ask, candidate: &Candidate, all: &[Candidate]) -> Fate {
    let fits = misfit(ask, candidate);
    let currency = candidate.list.currency;
    let price = match candidate.price.worth {
        Worth::Price(micros) => Some(UnitPrice { micros, currency }),
        Worth::Discount(_) if fits.is_some() => None,
        Worth::Discount(rate) => base(ask, all).map(|base| base.less(rate)),
    };
    let loss = fits.or_else(|| price.is_none().then_some(Loss::NoBase));
    Fate { candidate: candidate.clone(), price, loss }
}

fn misfit(ask: &Ask, candidate: &Candidate) -> Option<Loss> {
    let price = &candidate.price;
    if !candidate.holds_on(ask.day) {
        Some(Loss::Day)
    } else if candidate.list.currency != ask.currency {
        Some(Loss::Currency)
    } else if price.unit != ask.unit {
        Some(Loss::Unit)
    } else if ask.quantity < price.min_quantity {
        Some(Loss::TooFew)
    } else if price.max_quantity.is_some_and(|largest| ask.quantity > largest) {
        Some(Loss::TooMany)
    } else {
        None
    }
}

/// Returns what the default list says.
fn base(ask: &Ask, all: &[Candidate]) -> Option<UnitPrice> {
    let said = |candidate: &&Candidate| candidate.level == Level::Default && misfit(ask, candidate).is_none();
    let priced = all.iter().filter(said).filter_map(|candidate| match candidate.price.worth {
        Worth::Price(micros) => Some((candidate, UnitPrice { micros, currency: candidate.list.currency })),
        Worth::Discount(_) => None,
    });
    priced.min_by(|a, b| rank(a.0, a.1).cmp(&rank(b.0, b.1))).map(|(_, price)| price)
}

/// Says in what the one that holds is better; nothing where they are the same in all.
fn beaten_by(winner: &Fate, fate: &Fate) -> Option<Loss> {
    let ((one, one_price), (other, other_price)) = ((&winner.candidate, winner.price?), (&fate.candidate, fate.price?));
    if one.level != other.level {
        Some(Loss::Farther)
    } else if one.price.min_quantity != other.price.min_quantity {
        Some(Loss::SmallerBreak)
    } else if one.list.priority != other.list.priority {
        Some(Loss::Priority)
    } else if one_price.micros != other_price.micros {
        Some(Loss::Dearer)
    } else {
        (rank(one, one_price) != rank(other, other_price)).then_some(Loss::Same)
    }
}
