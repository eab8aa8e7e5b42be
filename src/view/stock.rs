//! Whether something is there.

use serde::Serialize;

use super::{IncomingRow, listed, nothing, table, word};
use crate::app::{Heir, Live, StockView};
use crate::domain::product::Life;
use crate::domain::stock::{Availability, Place, Promise, whole_packs};
use crate::domain::{Code, Instant, Line, Quantity, Sku};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// When all of it is there, as programs read it: `now`, a day, or null.
fn promised(promise: Promise) -> Option<String> {
    match promise {
        Promise::Now => Some("now".to_owned()),
        Promise::On(day) => Some(day.to_string()),
        Promise::Unknown => None,
    }
}

/// What lies in a warehouse, and what that says of a quantity.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct PlaceRow {
    pub warehouse: Code,
    /// Null where nothing is known of it.
    pub on_hand: Option<Quantity>,
    pub allocated: Option<Quantity>,
    pub available: Quantity,
    /// What of the wanted has to wait if it comes from here alone.
    pub backorder: Quantity,
    /// When all of it is here: `now`, a day, or null where nobody knows.
    pub all_there: Option<String>,
    /// What is here on the day that was asked for.
    pub by_then: Option<Quantity>,
    pub as_of: Option<Instant>,
}

impl PlaceRow {
    /// Takes what is known of a warehouse.
    pub fn of(place: &Place) -> Self {
        let Place { warehouse, lot, availability } = place.clone();
        let Availability { available, backorder, promise, by } = availability;
        Self {
            warehouse,
            on_hand: lot.as_ref().map(|lot| lot.on_hand),
            allocated: lot.as_ref().map(|lot| lot.allocated),
            available,
            backorder,
            all_there: promised(promise),
            by_then: by,
            as_of: lot.map(|lot| lot.as_of),
        }
    }
}

fn number(quantity: Option<Quantity>) -> Cell {
    quantity.map_or_else(|| Cell::number("-"), Cell::number)
}

impl Row for PlaceRow {
    const ONE: &'static str = "warehouse";
    const MANY: &'static str = "warehouses";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("warehouse", "warehouse", |row, _| Cell::show(&row.warehouse)),
        Column::number("on_hand", "on hand", |row, _| number(row.on_hand)),
        Column::number("allocated", "allocated", |row, _| number(row.allocated)),
        Column::number("available", "available", |row, _| Cell::number(row.available)),
        Column::number("backorder", "backorder", |row, _| Cell::number(row.backorder)),
        Column::text("all_there", "all there", |row, _| word(row.all_there.as_ref())),
        Column::text("as_of", "as of", |row, human| row.as_of.map_or_else(nothing, |at| human.when(at).into())),
        Column::data("by_then"),
    ];
}

/// Whether a quantity is there, and when it will be.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct AvailabilityDetail {
    pub sku: Sku,
    pub name: Line,
    pub account: Option<Code>,
    pub quantity: Quantity,
    pub unit: Line,
    pub life: Life,
    pub available: Quantity,
    /// What of the wanted has to wait.
    pub backorder: Quantity,
    /// When all of it is there: `now`, a day, or null where nobody knows.
    pub all_there: Option<String>,
    /// The day that was asked for, `2026-11-21`.
    pub by: Option<String>,
    /// What is there on that day.
    pub by_then: Option<Quantity>,
    /// Since when all of this is true, at least; null where nothing is known.
    pub as_of: Option<Instant>,
    /// Whether another system said so just now; otherwise the desk was told before.
    pub live: bool,
    /// What to mind, in words.
    pub remarks: Vec<String>,
    pub warehouses: Vec<PlaceRow>,
    pub incoming: Vec<IncomingRow>,
}

impl AvailabilityDetail {
    /// Takes what is known.
    pub fn of(view: StockView) -> Self {
        let remarks = remarks(&view);
        let StockView { product, account, wanted, life, checked, arrivals, live, .. } = view;
        let Availability { available, backorder, promise, by } = checked.together;
        Self {
            sku: product.sku,
            name: product.name,
            account,
            quantity: wanted.quantity,
            unit: product.unit,
            life,
            available,
            backorder,
            all_there: promised(promise),
            by: wanted.by.map(|day| day.to_string()),
            by_then: by,
            as_of: checked.as_of,
            live: live == Live::Told,
            remarks,
            warehouses: checked.places.iter().map(PlaceRow::of).collect(),
            incoming: arrivals.iter().map(IncomingRow::of).collect(),
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let waits = if self.backorder.is_positive() { Tone::Warn } else { Tone::Dim };
        let mut facts = vec![
            ("wanted", format!("{} {}", self.quantity, self.unit).into()),
            ("available", Cell::show(self.available)),
            ("backorder", Cell::toned(self.backorder.to_string(), waits)),
            (
                "all there",
                self.all_there.clone().map_or_else(|| Cell::toned("nobody knows when", Tone::Warn), Cell::plain),
            ),
        ];
        if let (Some(day), Some(then)) = (&self.by, self.by_then) {
            let short = self.quantity.minus(then).or_nothing();
            let text =
                if short.is_positive() { format!("{then} by {day}, {short} short") } else { format!("all by {day}") };
            facts.push(("by then", Cell::toned(text, if short.is_positive() { Tone::Warn } else { Tone::Good })));
        }
        facts.push(("for", listed(&self.account).into()));
        let since = |at| if self.live { format!("{}, asked just now", human.when(at)) } else { human.when(at) };
        facts.push(("as of", self.as_of.map_or_else(|| "nothing is known".into(), |at| since(at).into())));
        facts.extend(self.remarks.iter().map(|remark| ("note", Cell::toned(remark.clone(), Tone::Warn))));
        facts.into_iter().filter(|(_, cell)| !cell.text.is_empty()).collect()
    }
}

/// Returns what to mind, in words.
fn remarks(view: &StockView) -> Vec<String> {
    let StockView { product, wanted, life, checked, heir, live, .. } = view;
    let mut told = Vec::new();
    if let Live::Failed(why) = live {
        told.push(format!("nobody else could be asked, so that this is what was told before: {why}"));
    }
    match (life, heir) {
        (Life::Discontinued, Some((Heir { sku, name, .. }, available))) => {
            let name = name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            told.push(format!(
                "{} is not sold any more; {sku}{name} takes its place, {available} available",
                product.sku
            ));
        }
        (Life::Discontinued, None) => told.push(format!("{} is not sold any more", product.sku)),
        (Life::Announced, _) => {
            let from = product.sells_from.map(|day| format!(" before {day}")).unwrap_or_default();
            told.push(format!("{} is not sold{from}", product.sku));
        }
        (Life::Sold, _) => {}
    }
    if let Some((below, above)) = product.pack_size.and_then(|size| whole_packs(wanted.quantity, size)) {
        let choice = below.map_or_else(|| format!("order {above}"), |below| format!("order {below} or {above}"));
        told.push(format!("{} come in a pack: {choice}", listed(product.pack_size)));
    }
    for late in &checked.overdue {
        let of = if late.reference.is_empty() { String::new() } else { format!(" of {}", late.reference) };
        told.push(format!(
            "{}{of} were due on {} and are counted as if they came today",
            late.quantity,
            listed(late.due)
        ));
    }
    if checked.undated.is_positive() {
        told.push(format!("{} more are on their way; nobody knows when they come", checked.undated));
    }
    if checked.as_of.is_none() {
        told.push(format!("nothing is known of the stock of {}", product.sku));
    }
    told
}

impl Detail for AvailabilityDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const PLACES: [&str; 6] = ["warehouse", "on_hand", "allocated", "available", "all_there", "as_of"];
        const INCOMING: [&str; 4] = ["due", "warehouse", "quantity", "reference"];
        vec![
            Section::Fields(Some(format!("{} {}", self.sku, self.name)), self.facts(human)),
            table("Warehouses", &PLACES, &self.warehouses, human),
            table("On its way", &INCOMING, &self.incoming, human),
        ]
    }
}
