//! What a quantity costs.

use serde::Serialize;

use crate::domain::price::{Floored, Offer, Quoted, Step};
use crate::domain::{Line, Money, Quantity, Sku, UnitPrice};
use crate::output::{Cell, Column, Row};
use crate::view::{nothing, word};

/// What a quantity costs, in a list of several.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct PriceRow {
    pub sku: Sku,
    pub quantity: Quantity,
    pub unit: Line,
    /// Of a unit, after discounts; null where nothing says what it is.
    pub unit_price: Option<UnitPrice>,
    /// Of all of it.
    pub amount: Option<Money>,
    /// Of a unit, before discounts.
    pub listed: Option<UnitPrice>,
    /// The discounts that count, `10% ACME-10`.
    pub discounts: Option<String>,
    pub list: Option<String>,
    /// How near the list is: contract, account, parent, segment, tier or default.
    pub level: Option<&'static str>,
    pub offer: Option<Line>,
    /// The nearest larger quantity at which a unit costs less.
    pub cheaper_from: Option<Quantity>,
    pub cheaper_price: Option<UnitPrice>,
    /// What to mind, in words.
    #[serde(skip)]
    pub remarks: Vec<String>,
}

impl PriceRow {
    /// Takes what came of a question.
    pub fn of(sku: &Sku, quoted: &Quoted, floor: Option<UnitPrice>) -> Self {
        let offer = quoted.offer.as_ref();
        let cheaper = offer.and_then(|offer| offer.cheaper);
        Self {
            sku: sku.clone(),
            quantity: quoted.ask.quantity,
            unit: quoted.ask.unit.clone(),
            unit_price: offer.map(|offer| offer.unit_price),
            amount: offer.and_then(|offer| offer.amount),
            listed: offer.map(|offer| offer.listed),
            discounts: offer.and_then(Offer::counted),
            list: offer.map(|offer| offer.won.list.code.to_string()),
            level: offer.map(|offer| offer.won.level.as_str()),
            offer: offer.and_then(|offer| offer.won.price.offer.clone()),
            cheaper_from: cheaper.map(|step| step.quantity),
            cheaper_price: cheaper.map(|step| step.unit_price),
            remarks: remarks(sku, quoted, floor),
        }
    }
}

/// Returns what to mind, in words.
fn remarks(sku: &Sku, quoted: &Quoted, floor: Option<UnitPrice>) -> Vec<String> {
    let ask = &quoted.ask;
    let Some(offer) = &quoted.offer else {
        return vec![format!("no list has a price of {sku} in {} on {}", ask.currency, ask.day)];
    };
    let here = offer.unit_price;
    let costs = |step: Step| format!("a unit costs {}{}", step.unit_price, change(here, step));
    let mut told = Vec::new();
    if let Some(more) = offer.cheaper {
        let missing = more.quantity.minus(ask.quantity);
        told.push(format!("from {} on (+{missing}) {}", more.quantity, costs(more)));
    }
    if let Some(more) = offer.dearer {
        told.push(format!("mind that from {} on {}", more.quantity, costs(more)));
    }
    if let Some(fewer) = offer.missed {
        told.push(format!("mind that at only {} {}", fewer.quantity, costs(fewer)));
    }
    let least = floor.map(|floor| format!(" of {floor}")).unwrap_or_default();
    match offer.floored {
        Some(Floored::Held) => told.push(format!("discounts end at the least price{least}")),
        Some(Floored::Below) => told.push(format!("this is below the least price{least}")),
        None => {}
    }
    if offer.amount.is_none() {
        told.push("that is more than can be counted".to_owned());
    }
    told
}

/// Says by how much a step is less or more: `, 3.7% less`.
fn change(here: UnitPrice, step: Step) -> String {
    let (from, to) = (i128::from(here.micros), i128::from(step.unit_price.micros));
    if from == 0 {
        return String::new();
    }
    // Tenths of a percent, rounded.
    let tenths = ((to - from).abs() * 2000 + from) / (2 * from);
    let word = if to < from { "less" } else { "more" };
    let whole = if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) };
    format!(", {whole}% {word}")
}

impl Row for PriceRow {
    const ONE: &'static str = "price";
    const MANY: &'static str = "prices";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::wide(Column::text("sku", "sku", |row, _| Cell::show(&row.sku))),
        Column::number("quantity", "quantity", |row, _| Cell::show(row.quantity)),
        Column::text("unit", "unit", |row, _| Cell::show(&row.unit)),
        Column::number("unit_price", "price", |row, _| word(row.unit_price.as_ref())),
        Column::number("amount", "amount", |row, _| word(row.amount.as_ref())),
        Column::number("listed", "listed", |row, _| row.listed.map_or_else(nothing, |price| price.amount().into())),
        Column::text("discounts", "off", |row, _| word(row.discounts.as_ref())),
        Column::text("list", "list", |row, _| word(row.list.as_ref())),
        Column::text("level", "of", |row, _| word(row.level.as_ref())),
        Column::wide(Column::text("offer", "offer", |row, _| word(row.offer.as_ref()))),
        Column::data("cheaper_from"),
        Column::data("cheaper_price"),
    ];
}
