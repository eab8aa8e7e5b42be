//! Price lists.

use serde::Serialize;

use crate::app::PriceListLine;
use crate::domain::{Code, Currency, Line};
use crate::output::{Cell, Column, Row};
use crate::view::{key, word};

/// A price list in a list of them.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct PriceListRow {
    pub code: Code,
    pub name: Line,
    pub currency: Currency,
    /// Whom it is for; null where it is for nobody.
    #[serde(rename = "for")]
    pub whom: Option<String>,
    pub prices: i64,
    /// Of two lists for the same, the one with the greater.
    pub priority: i32,
    /// The first day, `2026-11-21`.
    pub starts: Option<String>,
    /// The last day.
    pub ends: Option<String>,
}

impl PriceListRow {
    /// Takes a price list.
    pub fn of(line: PriceListLine) -> Self {
        let PriceListLine { list, prices, whom } = line;
        Self {
            code: list.code,
            name: list.name,
            currency: list.currency,
            whom,
            prices,
            priority: list.priority,
            starts: list.days.starts.map(|day| day.to_string()),
            ends: list.days.ends.map(|day| day.to_string()),
        }
    }
}

impl Row for PriceListRow {
    const ONE: &'static str = "price list";
    const MANY: &'static str = "price lists";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("code", "list", |row, _| key(&row.code)),
        Column::text("name", "name", |row, _| Cell::show(&row.name)),
        Column::text("currency", "in", |row, _| Cell::show(row.currency)),
        Column::text("for", "for", |row, _| word(row.whom.as_ref())),
        Column::number("prices", "prices", |row, _| Cell::show(row.prices)),
        Column::text("ends", "until", |row, _| word(row.ends.as_ref())),
        Column::wide(Column::text("starts", "from", |row, _| word(row.starts.as_ref()))),
        Column::wide(Column::number("priority", "priority", |row, _| Cell::show(row.priority))),
    ];
}
