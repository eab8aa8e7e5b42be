//! What imports say of orders, and of what was shipped of them.

use super::OfferName;
use crate::domain::account::Terms;
use crate::domain::order::{Hold, OrderKind, OrderState};
use crate::domain::{Change, Code, Currency, Date, Instant, Line, Number, Quantity, Rate, Sku};

/// What is said of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct OrderIntake {
    pub number: Number,
    pub account: Option<String>,
    pub account_external_id: Option<String>,
    pub contact: Option<String>,
    pub contact_external_id: Option<String>,
    pub rep: Option<String>,
    pub rep_external_id: Option<String>,
    pub kind: Option<OrderKind>,
    pub state: Option<OrderState>,
    pub hold: Change<Hold>,
    pub po_number: Option<Line>,
    pub currency: Option<Currency>,
    pub terms: Option<Terms>,
    pub ordered_at: Instant,
    pub required: Option<Date>,
    pub carrier: Option<Line>,
    pub ship_to: Option<Line>,
    /// Plain decimals in `currency`, finer than its minor unit where the master is.
    pub subtotal: Option<String>,
    pub tax: Option<String>,
    pub freight: Option<String>,
    pub closed_at: Option<Instant>,
    pub created_at: Option<Instant>,
    pub template: Option<String>,
    /// The id of the quote it was offered with.
    pub quote: Option<String>,
}

/// What is said of a line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct OrderLineIntake {
    /// The order's number.
    pub order: String,
    pub line: u32,
    pub sku: Option<Sku>,
    pub description: Option<Line>,
    pub quantity: Quantity,
    pub cancelled: Option<Quantity>,
    pub unit: Option<Line>,
    /// A plain decimal in the order's currency.
    pub unit_price: String,
    pub discount: Option<Rate>,
    pub cost_centre: Option<Line>,
    pub required: Option<Date>,
    pub promised: Option<Date>,
    /// Which offer of the order's quote it takes up.
    pub offer: Option<OfferName>,
}

/// What is said of a day that a line was promised for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct OrderPromiseIntake {
    /// The order's number.
    pub order: String,
    pub line: u32,
    pub promised: Date,
    pub at: Instant,
    pub reason: Option<Line>,
    pub rep: Option<String>,
}

/// What is said of a shipment, and of one line in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct ShipmentIntake {
    pub number: Number,
    /// The order's number.
    pub order: String,
    /// Nothing: every line of which something is left.
    pub line: Option<u32>,
    /// Nothing: all that is left.
    pub quantity: Option<Quantity>,
    pub carrier: Option<Line>,
    pub tracking: Option<Line>,
    pub warehouse: Option<Code>,
    pub shipped_at: Option<Instant>,
    pub delivered_at: Option<Instant>,
}
