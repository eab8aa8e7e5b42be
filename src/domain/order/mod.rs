//! Orders: what was ordered, and how much of it is shipped, promised and still to come.

mod progress;
mod repeat;
mod revise;

pub use progress::{Backlog, LineProgress, Loaded, OrderStatus, Progress, StatusName, Totals};
pub use repeat::{Every, Template};
pub use revise::{Added, Altered, Amendment, Draft, NewLine, Revision, Wish, refuse_final};

use super::account::Terms;
use super::{
    AccountId, ContactId, Currency, Date, Instant, Line, Money, Number, OfferId, OrderId, OrderLineId, ProductId,
    Quantity, QuoteId, Rate, RepId, ShipmentId, TemplateId, UnitPrice, WarehouseId,
};

words! {
    /// What sort of order it is.
    OrderKind, "a kind of order";
    /// Ordered once.
    Standard = "standard",
    /// A large quantity, often shipped in parts.
    Bulk = "bulk",
    /// Made from a template when it was due.
    Recurring = "recurring",
    /// Taken out of a quantity agreed on before.
    CallOff = "call-off",
    /// For trying.
    Sample = "sample",
    /// Sent to somebody else by whoever makes it.
    Dropship = "dropship",
}

words! {
    /// What was decided about an order; how far it has come is derived from its lines.
    OrderState, "a state of an order";
    /// Nobody has placed it yet.
    Draft = "draft",
    /// It is to be delivered.
    Placed = "placed",
    /// Nothing more comes of it: all that was to come has come.
    Completed = "completed",
    /// Nothing more comes of it.
    Cancelled = "cancelled",
}

words! {
    /// Why an order waits.
    Hold, "a hold";
    /// The account has no credit left for it.
    Credit = "credit",
    /// The customer wants it to wait.
    Customer = "customer",
    /// There is nothing to ship.
    Stock = "stock",
    /// The customer contests what they owe.
    Dispute = "dispute",
    /// Somebody has yet to agree to it.
    Approval = "approval",
}

/// An order, as it was agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The row.
    pub id: OrderId,
    /// What people call it: the master's number, or its id where it was made here.
    pub number: Number,
    /// Who buys.
    pub account: AccountId,
    /// Who of them ordered.
    pub contact: Option<ContactId>,
    /// Who of us ordered on their behalf.
    pub rep: Option<RepId>,
    /// What sort it is.
    pub kind: OrderKind,
    /// What was decided about it.
    pub state: OrderState,
    /// Why it waits.
    pub hold: Option<Hold>,
    /// The customer's own number of it.
    pub po_number: Option<Line>,
    /// What its prices are in.
    pub currency: Currency,
    /// When it is paid, where that is not as the account pays.
    pub terms: Option<Terms>,
    /// When it was ordered.
    pub ordered_at: Instant,
    /// The day the customer wants it.
    pub required: Option<Date>,
    /// Who brings it.
    pub carrier: Option<Line>,
    /// Where to.
    pub ship_to: Option<Line>,
    /// What its lines come to, as the master told it.
    pub subtotal: Option<Money>,
    /// The tax on it.
    pub tax: Money,
    /// What bringing it costs.
    pub freight: Money,
    /// When it was completed or cancelled.
    pub closed_at: Option<Instant>,
    /// When the desk or its master first knew of it.
    pub created_at: Instant,
    /// The template it was drafted from.
    pub template: Option<TemplateId>,
    /// The quote that was accepted.
    pub quote: Option<QuoteId>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// The row.
    pub id: OrderLineId,
    /// The order it belongs to.
    pub order: OrderId,
    /// Its place there, from 1.
    pub line: u32,
    /// What was ordered; nothing where it is described in words alone.
    pub product: Option<ProductId>,
    /// What it is, where that is not the product's name.
    pub description: Option<Line>,
    /// How much of it.
    pub quantity: Quantity,
    /// How much of that was cancelled.
    pub cancelled: Quantity,
    /// What the quantity counts.
    pub unit: Line,
    /// What a unit costs.
    pub unit_price: UnitPrice,
    /// The share off that.
    pub discount: Rate,
    /// Whom the customer charges it to.
    pub cost_centre: Option<Line>,
    /// The day the customer wants it, where that is not the order's.
    pub required: Option<Date>,
    /// The offer of a quote that it takes up.
    pub offer: Option<OfferId>,
}

impl OrderLine {
    /// Returns how much is still wanted of it, shipped or not.
    pub fn wanted(&self) -> Quantity {
        self.quantity.minus(self.cancelled)
    }
}

/// Something that left for the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    /// The row.
    pub id: ShipmentId,
    /// What people call it.
    pub number: Number,
    /// The order it carries.
    pub order: OrderId,
    /// Where it left from.
    pub warehouse: Option<WarehouseId>,
    /// Who brings it.
    pub carrier: Option<Line>,
    /// What they call it.
    pub tracking: Option<Line>,
    /// When it left.
    pub shipped_at: Instant,
    /// When it came.
    pub delivered_at: Option<Instant>,
}

/// How much of a line left with a shipment; nothing where it did not after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parcel {
    /// The shipment.
    pub shipment: ShipmentId,
    /// The line.
    pub line: OrderLineId,
    /// How much of it.
    pub quantity: Quantity,
}

/// A day a line was promised for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The line.
    pub line: OrderLineId,
    /// The day.
    pub promised: Date,
    /// When it was promised.
    pub at: Instant,
    /// Why it is another day than before.
    pub reason: Option<Line>,
    /// Who promised it; nobody of us where the master did.
    pub rep: Option<RepId>,
}
