//! What a quantity costs in the end: the price that holds, discounts off it, and the steps around it.

use super::resolve::{Ask, Fate, resolve, won};
use super::{Candidate, Discount, DiscountKind};
use crate::domain::{Money, Quantity, Rate, UnitPrice};

words! {
    /// What becomes of several discounts.
    Mixing, "a way to mix discounts";
    /// The greatest counts.
    Best = "best",
    /// Each counts, one after the other: account, loyalty, threshold.
    Stack = "stack",
}

/// All that decides on the price of a product for somebody.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The prices in lists that are for them.
    pub candidates: Vec<Candidate>,
    /// The discounts that are for them.
    pub discounts: Vec<Discount>,
    /// What becomes of several discounts.
    pub mixing: Mixing,
    /// What no discount leads below.
    pub floor: Option<UnitPrice>,
}

/// Why a discount does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// It holds on other days.
    Day,
    /// Its amount is in another currency.
    Currency,
    /// The line is worth less than its amount.
    Below,
    /// A greater one counts.
    Smaller,
    /// The price is at the floor already, or below it.
    Floor,
}

/// A discount, and whether it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Reduction {
    pub discount: Discount,
    pub unused: Option<Unused>,
}

/// A quantity next to the one asked for, at which a unit costs something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Step {
    pub quantity: Quantity,
    pub unit_price: UnitPrice,
}

/// How the floor changed a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floored {
    /// Discounts would have led below it.
    Held,
    /// The price stood below it before any discount.
    Below,
}

/// What a quantity costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The price that holds.
    pub won: Candidate,
    /// What it says, before discounts.
    pub listed: UnitPrice,
    /// Discounts, and which of them count.
    pub reductions: Vec<Reduction>,
    /// What a unit costs.
    pub unit_price: UnitPrice,
    /// What all of it costs; nothing where that is more than can be counted.
    pub amount: Option<Money>,
    /// What the floor did.
    pub floored: Option<Floored>,
    /// The nearest larger quantity at which a unit costs less.
    pub cheaper: Option<Step>,
    /// The nearest larger quantity at which a unit costs more, unless it costs less before that.
    pub dearer: Option<Step>,
    /// The nearest smaller quantity at which a unit costs less.
    pub missed: Option<Step>,
}

impl Offer {
    /// Returns the discounts that count, in words.
    pub fn counted(&self) -> Option<String> {
        let counted = self.reductions.iter().filter(|reduction| reduction.unused.is_none());
        let told: Vec<String> = counted.map(|it| format!("{} {}", it.discount.rate, it.discount.code)).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// Returns what the price is from, in words: the list, how near it is, and what comes off.
    pub fn origin(&self) -> String {
        let Candidate { level, list, .. } = &self.won;
        let off = self.counted().map_or_else(String::new, |off| format!(", {off}"));
        format!("{} ({}){off}", list.code, level.as_str())
    }
}

/// What came of a question: what it costs, if anything says so, and every price that was weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Quoted {
    pub ask: Ask,
    pub offer: Option<Offer>,
    pub fates: Vec<Fate>,
}

/// Prices a quantity. Discounts come off the price one after the other, rounded half to even to the millionth of a unit; the
/// amount is what all of it costs at that, rounded once to the minor unit.
pub fn quote(ask: &Ask, terms: &Terms) -> Quoted {
    let fates = resolve(ask, &terms.candidates);
    let offer = priced(ask, terms, &fates).map(|priced| {
        let price = priced.unit_price;
        let near = |is_wanted: &dyn Fn(&Step) -> bool, below: bool| {
            let steps = boundaries(ask, terms, priced.listed)
                .into_iter()
                .filter(|quantity| (*quantity < ask.quantity) == below);
            let step = |quantity| Some(Step { quantity, unit_price: at(ask, terms, quantity)? });
            let mut steps: Vec<Step> = steps.filter_map(step).filter(is_wanted).collect();
            steps.sort_by_key(|step| step.quantity);
            if below { steps.pop() } else { steps.first().copied() }
        };
        let less = |step: &Step| step.unit_price.micros < price.micros;
        let more = |step: &Step| step.unit_price.micros > price.micros;
        let cheaper = near(&less, false);
        // Beyond a quantity at which it costs less, there will be another question.
        let comes_first = |step: &Step| cheaper.is_none_or(|cheaper| step.quantity < cheaper.quantity);
        Offer { cheaper, dearer: near(&more, false).filter(comes_first), missed: near(&less, true), ..priced }
    });
    Quoted { ask: ask.clone(), offer, fates }
}

/// Returns the least a unit may cost: its cost and a share of it, rounded up.
pub fn floor(cost: UnitPrice, margin: Rate) -> UnitPrice {
    let share = i128::from(margin.millionths());
    let exact = i128::from(cost.micros) * (1_000_000 + share);
    let micros = i64::try_from(exact.div_euclid(1_000_000) + i128::from(exact % 1_000_000 != 0));
    UnitPrice { micros: micros.unwrap_or(i64::MAX), ..cost }
}

/// Prices a quantity, without looking around it.
fn priced(ask: &Ask, terms: &Terms, fates: &[Fate]) -> Option<Offer> {
    let (won, listed) = won(fates)?;
    let mut reductions = reductions(ask, terms, listed);
    let counted = reductions.iter().filter(|reduction| reduction.unused.is_none());
    let reduced = counted.fold(listed, |price, reduction| price.less(reduction.discount.rate));
    let floor = terms.floor.filter(|floor| floor.currency == listed.currency && reduced.micros < floor.micros);
    let (unit_price, floored) = match floor {
        None => (reduced, None),
        // What was agreed stands; nothing comes off it any more.
        Some(floor) if listed.micros <= floor.micros => (listed, Some(Floored::Below)),
        Some(floor) => (floor, Some(Floored::Held)),
    };
    if floored == Some(Floored::Below) {
        for reduction in reductions.iter_mut().filter(|reduction| reduction.unused.is_none()) {
            reduction.unused = Some(Unused::Floor);
        }
    }
    let amount = unit_price.times(ask.quantity, Rate::ZERO);
    let (cheaper, dearer, missed) = (None, None, None);
    Some(Offer { won: won.clone(), listed, reductions, unit_price, amount, floored, cheaper, dearer, missed })
}

fn at(ask: &Ask, terms: &Terms, quantity: Quantity) -> Option<UnitPrice> {
    let ask = Ask { quantity, ..ask.clone() };
    priced(&ask, terms, &resolve(&ask, &terms.candidates)).map(|offer| offer.unit_price)
}

/// Returns the quantities around which a price may change, a whole unit to either side: where prices begin and end, and
/// where what is listed now amounts to what a discount takes.
fn boundaries(ask: &Ask, terms: &Terms, listed: UnitPrice) -> Vec<Quantity> {
    let one = Quantity::units(1);
    let of = |candidate: &Candidate| {
        let (min, max) = (candidate.price.min_quantity, candidate.price.max_quantity);
        [Some(min), Some(min.minus(one)), max, max.map(|max| max.plus(one))]
    };
    let reached = terms.discounts.iter().filter_map(|discount| fewest_worth(listed, discount.above?));
    let found = terms.candidates.iter().flat_map(of).flatten().chain(reached);
    let mut found: Vec<Quantity> =
        found.filter(|quantity| quantity.is_positive() && *quantity != ask.quantity).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns the fewest whole units that cost as much as an amount, in the same currency.
fn fewest_worth(price: UnitPrice, amount: Money) -> Option<Quantity> {
    let micros = u128::try_from(price.micros).ok().filter(|micros| *micros > 0 && price.currency == amount.currency)?;
    let scale = 10_u128.pow(6_u32.saturating_sub(amount.currency.decimals()));
    let units = (u128::try_from(amount.minor).ok()? * scale).div_ceil(micros);
    i64::try_from(units).ok().map(Quantity::units)
}

/// Says of each discount whether it counts.
fn reductions(ask: &Ask, terms: &Terms, listed: UnitPrice) -> Vec<Reduction> {
    let value = listed.times(ask.quantity, Rate::ZERO);
    let mut reductions: Vec<Reduction> = terms
        .discounts
        .iter()
        .map(|discount| Reduction { discount: discount.clone(), unused: misfit(ask, discount, value) })
        .collect();
    reductions.sort_by(|a, b| order(&a.discount).cmp(&order(&b.discount)));
    let mut taken: Vec<DiscountKind> = Vec::new();
    let greatest = reductions.iter().filter(|it| it.unused.is_none()).map(|it| it.discount.rate).max();
    for reduction in reductions.iter_mut().filter(|reduction| reduction.unused.is_none()) {
        let Discount { kind, rate, .. } = &reduction.discount;
        let is_smaller = match terms.mixing {
            Mixing::Best => Some(*rate) != greatest || !taken.is_empty(),
            Mixing::Stack => taken.contains(kind),
        };
        if is_smaller {
            reduction.unused = Some(Unused::Smaller);
        } else {
            taken.push(*kind);
        }
    }
    reductions
}

/// By kind, of one kind the greatest first.
fn order(discount: &Discount) -> (DiscountKind, std::cmp::Reverse<Rate>, &str) {
    (discount.kind, std::cmp::Reverse(discount.rate), discount.code.as_str())
}

fn misfit(ask: &Ask, discount: &Discount, value: Option<Money>) -> Option<Unused> {
    if !discount.days.covers(ask.day) {
        return Some(Unused::Day);
    }
    let above = discount.above?;
    match value {
        _ if above.currency != ask.currency => Some(Unused::Currency),
        Some(value) if value.minor < above.minor => Some(Unused::Below),
        // More than can be counted is above everything.
        Some(_) | None => None,
    }
}
