//! Products.

use serde::Serialize;

use super::{key, listed, nothing, table, word};
use crate::app::{Heir, ProductLine, ProductView};
use crate::domain::price::{Candidate, Worth};
use crate::domain::product::{Document, DocumentKind, Life};
use crate::domain::stock::{Arrival, Lot};
use crate::domain::{Code, Instant, Language, Line, Quantity, Rate, Sku, UnitPrice};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// A product in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ProductRow {
    pub sku: Sku,
    pub name: Line,
    pub category: Option<Line>,
    pub life: Life,
    pub unit: Line,
    /// Over all warehouses; null where that is not known.
    pub on_hand: Option<Quantity>,
    pub available: Option<Quantity>,
    /// Since when that is so, at least.
    pub as_of: Option<Instant>,
    pub reorder_level: Option<Quantity>,
    pub pack: Option<Line>,
    pub pack_size: Option<Quantity>,
    /// Of a unit; null to whoever may not know.
    pub cost: Option<UnitPrice>,
    pub lead_days: Option<u32>,
    /// The first day, `2026-11-21`.
    pub sells_from: Option<String>,
    /// The last day.
    pub sells_to: Option<String>,
    pub replaced_by: Option<Sku>,
}

impl ProductRow {
    /// Takes a product.
    pub fn of(line: ProductLine, stage: Life) -> Self {
        let ProductLine { product, on_hand, available, as_of } = line;
        Self {
            sku: product.sku,
            name: product.name,
            category: product.category,
            life: stage,
            unit: product.unit,
            on_hand,
            available,
            as_of,
            reorder_level: product.reorder_level,
            pack: product.pack,
            pack_size: product.pack_size,
            cost: product.cost,
            lead_days: product.lead_days,
            sells_from: product.sells_from.map(|day| day.to_string()),
            sells_to: product.sells_to.map(|day| day.to_string()),
            replaced_by: product.replaced_by,
        }
    }

    fn available(&self) -> Cell {
        let is_low = self.available.zip(self.reorder_level).is_some_and(|(available, level)| available < level);
        let tone = if is_low { Tone::Warn } else { Tone::Plain };
        self.available.map_or_else(nothing, |available| Cell::toned(mark(available, is_low), tone))
    }
}

/// Marks what is below its level, for whoever sees no colour.
fn mark(available: Quantity, is_low: bool) -> String {
    if is_low { format!("{available} !") } else { available.to_string() }
}

fn life(life: Life) -> Cell {
    Cell::toned(life.as_str(), if life == Life::Sold { Tone::Plain } else { Tone::Dim })
}

fn age(as_of: Option<Instant>, human: &Human) -> Cell {
    as_of.map_or_else(nothing, |at| human.when(at).into())
}

impl Row for ProductRow {
    const ONE: &'static str = "product";
    const MANY: &'static str = "products";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("sku", "sku", |row, _| key(&row.sku)),
        Column::text("name", "name", |row, _| Cell::show(&row.name)),
        Column::text("category", "category", |row, _| word(row.category.as_ref())),
        Column::text("life", "life", |row, _| life(row.life)),
        Column::text("unit", "unit", |row, _| Cell::show(&row.unit)),
        Column::number("available", "available", |row, _| row.available()),
        Column::wide(Column::number("on_hand", "on hand", |row, _| word(row.on_hand.as_ref()))),
        Column::wide(Column::number("reorder_level", "reorder at", |row, _| word(row.reorder_level.as_ref()))),
        Column::wide(Column::text("as_of", "as of", |row, human| age(row.as_of, human))),
        Column::wide(Column::text("pack", "pack", |row, _| word(row.pack.as_ref()))),
        Column::wide(Column::number("cost", "cost", |row, _| word(row.cost.as_ref()))),
        Column::wide(Column::text("replaced_by", "replaced by", |row, _| word(row.replaced_by.as_ref()))),
        Column::data("pack_size"),
        Column::data("lead_days"),
        Column::data("sells_from"),
        Column::data("sells_to"),
    ];
}

/// What lies of a product in a warehouse.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct StockRow {
    pub warehouse: Code,
    pub on_hand: Quantity,
    pub allocated: Quantity,
    pub available: Quantity,
    pub as_of: Instant,
}

impl StockRow {
    /// Takes what lies there.
    pub fn of(lot: &Lot) -> Self {
        let Lot { warehouse, on_hand, allocated, as_of } = lot.clone();
        Self { warehouse, on_hand, allocated, available: lot.available(), as_of }
    }
}

impl Row for StockRow {
    const ONE: &'static str = "warehouse";
    const MANY: &'static str = "warehouses";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("warehouse", "warehouse", |row, _| Cell::show(&row.warehouse)),
        Column::number("on_hand", "on hand", |row, _| Cell::number(row.on_hand)),
        Column::number("allocated", "allocated", |row, _| Cell::number(row.allocated)),
        Column::number("available", "available", |row, _| Cell::number(row.available)),
        Column::text("as_of", "as of", |row, human| human.when(row.as_of).into()),
    ];
}

/// What of a product is on its way.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct IncomingRow {
    pub warehouse: Code,
    /// The day, `2026-11-21`; null where nobody knows.
    pub due: Option<String>,
    pub quantity: Quantity,
    pub reference: Option<String>,
    pub as_of: Instant,
}

impl IncomingRow {
    /// Takes what is on its way.
    pub fn of(arrival: &Arrival) -> Self {
        let Arrival { warehouse, due, quantity, reference, as_of } = arrival.clone();
        let reference = Some(reference).filter(|reference| !reference.is_empty());
        Self { warehouse, due: due.map(|day| day.to_string()), quantity, reference, as_of }
    }
}

impl Row for IncomingRow {
    const ONE: &'static str = "arrival";
    const MANY: &'static str = "arrivals";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("due", "due", |row, _| row.due.clone().map_or_else(|| "no day known".into(), Cell::plain)),
        Column::text("warehouse", "warehouse", |row, _| Cell::show(&row.warehouse)),
        Column::number("quantity", "quantity", |row, _| Cell::number(row.quantity)),
        Column::text("reference", "purchase", |row, _| word(row.reference.as_ref())),
        Column::text("as_of", "as of", |row, human| human.when(row.as_of).into()),
    ];
}

/// A paper that belongs to a product.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct DocumentRow {
    pub kind: DocumentKind,
    pub title: Line,
    pub location: Line,
    pub language: Option<Language>,
    /// The last day, `2026-11-21`.
    pub valid_to: Option<String>,
}

impl DocumentRow {
    /// Takes a paper.
    pub fn of(document: Document) -> Self {
        let Document { kind, title, location, language, valid_to, .. } = document;
        Self { kind, title, location, language, valid_to: valid_to.map(|day| day.to_string()) }
    }
}

impl Row for DocumentRow {
    const ONE: &'static str = "document";
    const MANY: &'static str = "documents";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("kind", "kind", |row, _| Cell::show(row.kind)),
        Column::text("title", "title", |row, _| Cell::show(&row.title)),
        Column::text("location", "where", |row, _| Cell::show(&row.location)),
        Column::text("language", "language", |row, _| word(row.language.as_ref())),
        Column::text("valid_to", "valid to", |row, _| word(row.valid_to.as_ref())),
    ];
}

/// A price as it stands in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ListPriceRow {
    pub list: Code,
    pub unit: Line,
    pub min_quantity: Quantity,
    pub max_quantity: Option<Quantity>,
    pub price: Option<UnitPrice>,
    /// Off the default list, where there is no price.
    pub discount: Option<Rate>,
    /// The first day, `2026-11-21`.
    pub starts: Option<String>,
    /// The last day.
    pub ends: Option<String>,
    pub offer: Option<Line>,
}

impl ListPriceRow {
    /// Takes a price of a list.
    pub fn of(candidate: Candidate) -> Self {
        let Candidate { list, price, .. } = candidate;
        let (worth, discount) = match price.worth {
            Worth::Price(micros) => (Some(UnitPrice { micros, currency: list.currency }), None),
            Worth::Discount(rate) => (None, Some(rate)),
        };
        Self {
            list: list.code,
            unit: price.unit,
            min_quantity: price.min_quantity,
            max_quantity: price.max_quantity,
            price: worth,
            discount,
            starts: price.days.starts.map(|day| day.to_string()),
            ends: price.days.ends.map(|day| day.to_string()),
            offer: price.offer,
        }
    }

    fn worth(&self) -> Cell {
        let off = || self.discount.map(|rate| format!("{rate} less"));
        let text = self.price.map(|price| price.to_string()).or_else(off);
        Cell::number(text.unwrap_or_default())
    }
}

impl Row for ListPriceRow {
    const ONE: &'static str = "price";
    const MANY: &'static str = "prices";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("list", "list", |row, _| Cell::show(&row.list)),
        Column::number("min_quantity", "from", |row, _| Cell::number(row.min_quantity)),
        Column::number("max_quantity", "to", |row, _| row.max_quantity.map_or_else(Cell::empty, Cell::number)),
        Column::text("unit", "unit", |row, _| Cell::show(&row.unit)),
        Column::number("price", "price", |row, _| row.worth()),
        Column::text("ends", "until", |row, _| word(row.ends.as_ref())),
        Column::text("offer", "offer", |row, _| word(row.offer.as_ref())),
        Column::data("discount"),
        Column::data("starts"),
    ];
}

/// What takes a product's place.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct HeirItem {
    pub sku: Sku,
    pub name: Option<Line>,
    pub sold: bool,
}

/// A product with its papers, its stock and its list prices.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct ProductDetail {
    #[serde(flatten)]
    pub product: ProductRow,
    /// What takes its place, and the place of that.
    pub replaced_by_chain: Vec<HeirItem>,
    pub stock: Vec<StockRow>,
    pub incoming: Vec<IncomingRow>,
    pub prices: Vec<ListPriceRow>,
    pub documents: Vec<DocumentRow>,
}

impl ProductDetail {
    /// Takes a product.
    pub fn of(view: ProductView) -> Self {
        let ProductView { line, life, heirs, documents, lots, arrivals, prices } = view;
        Self {
            replaced_by_chain: heirs
                .into_iter()
                .map(|Heir { sku, name, is_sold }| HeirItem { sku, name, sold: is_sold })
                .collect(),
            stock: lots.iter().map(StockRow::of).collect(),
            incoming: arrivals.iter().map(IncomingRow::of).collect(),
            prices: prices.into_iter().map(ListPriceRow::of).collect(),
            documents: documents.into_iter().map(DocumentRow::of).collect(),
            product: ProductRow::of(line, life),
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let row = &self.product;
        let days = row.lead_days.map(|days| format!("{days} days"));
        let mut facts = vec![
            ("life", life(row.life)),
            ("unit", Cell::show(&row.unit)),
            ("available", if row.available.is_some() { row.available() } else { "not known".into() }),
        ];
        let more = [
            ("as of", row.as_of.map_or_else(String::new, |at| human.when(at))),
            ("category", listed(&row.category)),
            ("pack", listed(&row.pack)),
            ("sold in packs of", listed(row.pack_size)),
            ("cost", listed(row.cost)),
            ("lead time", listed(days)),
            ("reorder at", listed(row.reorder_level)),
            ("sold from", listed(&row.sells_from)),
            ("sold until", listed(&row.sells_to)),
            ("replaced by", self.chain()),
        ];
        facts.extend(more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.into())));
        facts
    }

    fn chain(&self) -> String {
        let item = |item: &HeirItem| match &item.name {
            Some(name) if item.sold => format!("{} {name}", item.sku),
            Some(name) => format!("{} {name} (not sold)", item.sku),
            None => format!("{} (not known here)", item.sku),
        };
        self.replaced_by_chain.iter().map(item).collect::<Vec<_>>().join(", then ")
    }
}

impl Detail for ProductDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const STOCK: [&str; 5] = ["warehouse", "on_hand", "allocated", "available", "as_of"];
        const INCOMING: [&str; 4] = ["due", "warehouse", "quantity", "reference"];
        const PRICES: [&str; 7] = ["list", "min_quantity", "max_quantity", "unit", "price", "ends", "offer"];
        const DOCUMENTS: [&str; 5] = ["kind", "title", "location", "language", "valid_to"];
        let ProductRow { sku, name, .. } = &self.product;
        vec![
            Section::Fields(Some(format!("{sku} {name}")), self.facts(human)),
            table("Stock", &STOCK, &self.stock, human),
            table("On its way", &INCOMING, &self.incoming, human),
            table("List prices", &PRICES, &self.prices, human),
            table("Documents", &DOCUMENTS, &self.documents, human),
        ]
    }
}
