//! Lists of orders.

use serde::Serialize;

use super::status;
use crate::app::OrderEntry;
use crate::domain::order::{OrderKind, OrderStatus};
use crate::domain::{Code, Currency, Instant, Line, Money, Number, OrderId};
use crate::output::{Cell, Column, Row};
use crate::view::{key, nothing, word};

/// An order in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct OrderRow {
    pub number: Number,
    pub id: OrderId,
    pub account: Code,
    pub account_name: Line,
    pub po_number: Option<Line>,
    pub ordered_at: Instant,
    /// The day the customer wants it, `2026-11-21`.
    pub required: Option<String>,
    pub status: OrderStatus,
    pub kind: OrderKind,
    pub lines: i64,
    pub total: Option<Money>,
    pub currency: Currency,
    pub carrier: Option<Line>,
}

impl OrderRow {
    /// Takes an order; what it comes to only where that is for the reader's eyes.
    pub fn of(entry: OrderEntry, shows_prices: bool) -> Self {
        let OrderEntry { order, account, account_name, status, lines, total } = entry;
        Self {
            number: order.number,
            id: order.id,
            account,
            account_name,
            po_number: order.po_number,
            ordered_at: order.ordered_at,
            required: order.required.map(|day| day.to_string()),
            status,
            kind: order.kind,
            lines,
            total: total.filter(|_| shows_prices),
            currency: order.currency,
            carrier: order.carrier,
        }
    }
}

impl Row for OrderRow {
    const ONE: &'static str = "order";
    const MANY: &'static str = "orders";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("number", "number", |order, _| key(&order.number)),
        Column::text("account", "account", |order, _| Cell::show(&order.account)),
        Column::text("po_number", "po", |order, _| word(order.po_number.as_ref())),
        Column::number("ordered_at", "ordered", |order, human| human.date(order.ordered_at).into()),
        Column::number("required", "wanted", |order, _| word(order.required.as_ref())),
        Column::text("status", "status", |order, _| status(order.status)),
        Column::number("total", "total", |order, human| {
            order.total.map_or_else(nothing, |total| human.money(total).into())
        }),
        Column::wide(Column::number("lines", "lines", |order, _| Cell::show(order.lines))),
        Column::wide(Column::text("account_name", "name", |order, _| Cell::show(&order.account_name))),
        Column::wide(Column::text("kind", "kind", |order, _| Cell::show(order.kind))),
        Column::wide(Column::text("carrier", "carrier", |order, _| word(order.carrier.as_ref()))),
        Column::data("id"),
        Column::data("currency"),
    ];
}
