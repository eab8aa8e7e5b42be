//! Why a quantity costs what it does.

use serde::Serialize;

use super::PriceRow;
use crate::app::PriceView;
use crate::domain::price::{Ask, Fate, Level, Loss, Quoted, Reduction, Unused, Worth};
use crate::domain::{Code, Currency, Line, Quantity, Rate, Sku, UnitPrice};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};
use crate::view::{nothing, table, word};

/// A price that was weighed.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct CandidateRow {
    pub list: Code,
    /// How near the list is: contract, account, parent, segment, tier or default.
    pub level: &'static str,
    /// How many steps above the account, of a parent's list.
    pub steps_up: Option<u8>,
    pub min_quantity: Quantity,
    pub max_quantity: Option<Quantity>,
    /// Of a unit; null where that cannot be said.
    pub price: Option<UnitPrice>,
    /// Off the default list's price, where it is such a share.
    pub discount: Option<Rate>,
    pub holds: bool,
    /// Why it does not.
    pub why: String,
}

impl CandidateRow {
    fn of(fate: &Fate, ask: &Ask, winner: Option<&Fate>) -> Self {
        let price = &fate.candidate.price;
        Self {
            list: fate.candidate.list.code.clone(),
            level: fate.candidate.level.as_str(),
            steps_up: match fate.candidate.level {
                Level::Parent(steps) => Some(steps),
                _ => None,
            },
            min_quantity: price.min_quantity,
            max_quantity: price.max_quantity,
            price: fate.price,
            discount: match price.worth {
                Worth::Discount(rate) => Some(rate),
                Worth::Price(_) => None,
            },
            holds: fate.loss.is_none(),
            why: why(fate, ask, winner),
        }
    }

    fn worth(&self) -> Cell {
        let price = self.price.map(|price| price.to_string());
        let told = match (price, self.discount) {
            (Some(price), Some(rate)) => format!("{price} ({rate} less)"),
            (Some(price), None) => price,
            (None, rate) => rate.map(|rate| format!("{rate} less")).unwrap_or_default(),
        };
        Cell::number(told)
    }
}

/// Says why a price holds or not.
fn why(fate: &Fate, ask: &Ask, winner: Option<&Fate>) -> String {
    let candidate = &fate.candidate;
    let held = winner.map_or_else(String::new, |winner| winner.candidate.list.code.to_string());
    match &fate.loss {
        None => "it holds".to_owned(),
        Some(Loss::Day) => {
            let days = [candidate.price.days, candidate.list.days, candidate.theirs];
            let others = days.into_iter().find(|days| !days.covers(ask.day)).unwrap_or_default();
            match (others.starts.filter(|first| *first > ask.day), others.ends) {
                (Some(first), _) => format!("from {first} on"),
                (None, Some(last)) => format!("ended on {last}"),
                (None, None) => format!("not on {}", ask.day),
            }
        }
        Some(Loss::Currency) => format!("not in {}", ask.currency),
        Some(Loss::Unit) => format!("by the {}", candidate.price.unit),
        Some(Loss::TooFew) => format!("only from {}", candidate.price.min_quantity),
        Some(Loss::TooMany) => {
            format!("only up to {}", candidate.price.max_quantity.map_or_else(String::new, |most| most.to_string()))
        }
        Some(Loss::NoBase) => "no list price to take it off".to_owned(),
        Some(Loss::Farther) => format!("{held} is nearer"),
        Some(Loss::SmallerBreak) => "a larger break holds".to_owned(),
        Some(Loss::Priority) => format!("{held} goes first"),
        Some(Loss::Dearer) => "another is lower".to_owned(),
        Some(Loss::Same) => "another is the same".to_owned(),
    }
}

impl Row for CandidateRow {
    const ONE: &'static str = "price";
    const MANY: &'static str = "prices";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("list", "list", |row, _| Cell::toned(row.list.to_string(), strength(row.holds))),
        Column::text("level", "of", |row, _| row.level.into()),
        Column::number("min_quantity", "from", |row, _| Cell::number(row.min_quantity)),
        Column::number("max_quantity", "to", |row, _| row.max_quantity.map_or_else(Cell::empty, Cell::number)),
        Column::number("price", "price", |row, _| row.worth()),
        Column::text("why", "why", |row, _| Cell::toned(row.why.clone(), strength(row.holds))),
        Column::data("steps_up"),
        Column::data("discount"),
        Column::data("holds"),
    ];
}

const fn strength(holds: bool) -> Tone {
    if holds { Tone::Strong } else { Tone::Dim }
}

/// A discount that was weighed.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ReductionRow {
    pub code: Code,
    pub kind: String,
    pub rate: Rate,
    pub counts: bool,
    /// Why it does not.
    pub why: String,
}

impl ReductionRow {
    fn of(reduction: &Reduction) -> Self {
        let Reduction { discount, unused } = reduction;
        let above = discount.above.map_or_else(String::new, |above| above.to_string());
        let why = match unused {
            None => "it counts".to_owned(),
            Some(Unused::Day) => "on other days".to_owned(),
            Some(Unused::Currency) => format!("above {above}, another currency"),
            Some(Unused::Below) => format!("only from {above} on"),
            Some(Unused::Smaller) => "a greater one counts".to_owned(),
            Some(Unused::Floor) => "the price is at its least already".to_owned(),
        };
        Self {
            code: discount.code.clone(),
            kind: discount.kind.to_string(),
            rate: discount.rate,
            counts: unused.is_none(),
            why,
        }
    }
}

impl Row for ReductionRow {
    const ONE: &'static str = "discount";
    const MANY: &'static str = "discounts";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("code", "discount", |row, _| Cell::toned(row.code.to_string(), strength(row.counts))),
        Column::text("kind", "for", |row, _| row.kind.as_str().into()),
        Column::number("rate", "off", |row, _| Cell::number(row.rate)),
        Column::text("why", "why", |row, _| Cell::toned(row.why.clone(), strength(row.counts))),
        Column::data("counts"),
    ];
}

/// What a quantity costs, and why.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct QuoteItem {
    #[serde(flatten)]
    pub price: PriceRow,
    pub remarks: Vec<String>,
    pub discounts_weighed: Vec<ReductionRow>,
    pub prices_weighed: Vec<CandidateRow>,
}

/// What quantities of a product cost somebody, and why.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct PriceDetail {
    pub sku: Sku,
    pub name: Line,
    pub account: Option<Code>,
    /// The day, `2026-11-21`.
    pub on: String,
    pub currency: Currency,
    /// What no discount leads below; null to whoever may not know what it costs us.
    pub least_price: Option<UnitPrice>,
    pub quotes: Vec<QuoteItem>,
}

impl PriceDetail {
    /// Takes what a product costs.
    pub fn of(view: PriceView) -> Self {
        let PriceView { product, account, on, currency, quotes, floor } = view;
        let item = |quoted: &Quoted| {
            let winner = quoted.fates.iter().find(|fate| fate.loss.is_none());
            let price = PriceRow::of(&product.sku, quoted, floor);
            QuoteItem {
                remarks: price.remarks.clone(),
                price,
                discounts_weighed: quoted
                    .offer
                    .iter()
                    .flat_map(|offer| &offer.reductions)
                    .map(ReductionRow::of)
                    .collect(),
                prices_weighed: quoted.fates.iter().map(|fate| CandidateRow::of(fate, &quoted.ask, winner)).collect(),
            }
        };
        let quotes = quotes.iter().map(item).collect();
        Self { sku: product.sku, name: product.name, account, on: on.to_string(), currency, least_price: floor, quotes }
    }

    /// Returns what each quantity costs, without saying why.
    pub fn into_rows(self) -> Vec<PriceRow> {
        self.quotes.into_iter().map(|quote| quote.price).collect()
    }
}

impl QuoteItem {
    fn facts(&self) -> Vec<(&'static str, Cell)> {
        let PriceRow { unit_price, amount, listed, discounts, list, level, offer, .. } = &self.price;
        let source = list.as_ref().zip(*level).map(|(list, level)| format!("{list} ({level})"));
        let mut facts =
            vec![("a unit", unit_price.map_or_else(nothing, |price| Cell::toned(price.to_string(), Tone::Strong)))];
        facts.extend(amount.map(|amount| ("amount", Cell::show(amount))));
        facts.extend(listed.filter(|listed| Some(*listed) != *unit_price).map(|listed| ("listed", Cell::show(listed))));
        facts.extend(source.map(|source| ("list", source.into())));
        facts.extend(offer.as_ref().map(|offer| ("offer", Cell::show(offer))));
        facts.extend(discounts.as_ref().map(|discounts| ("off", Cell::show(discounts))));
        facts.extend(self.remarks.iter().map(|remark| ("note", Cell::toned(remark.clone(), Tone::Warn))));
        facts
    }
}

impl Detail for PriceDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const DISCOUNTS: [&str; 4] = ["code", "kind", "rate", "why"];
        const PRICES: [&str; 6] = ["list", "level", "min_quantity", "max_quantity", "price", "why"];
        let facts = vec![
            ("for", word(self.account.as_ref())),
            ("on", self.on.as_str().into()),
            ("least price", self.least_price.map_or_else(Cell::empty, Cell::show)),
        ];
        let facts = facts.into_iter().filter(|(_, cell)| !cell.text.is_empty()).collect();
        let mut sections = vec![Section::Fields(Some(format!("{} {}", self.sku, self.name)), facts)];
        for quote in &self.quotes {
            let PriceRow { quantity, unit, .. } = &quote.price;
            sections.push(Section::Fields(Some(format!("{quantity} {unit}")), quote.facts()));
            sections.push(table(&format!("Prices weighed for {quantity}"), &PRICES, &quote.prices_weighed, human));
            sections.push(table(
                &format!("Discounts weighed for {quantity}"),
                &DISCOUNTS,
                &quote.discounts_weighed,
                human,
            ));
        }
        sections
    }
}
