//! Stock: what lies where, what is promised of it, and what is on its way.

mod check;

pub use check::{Availability, Checked, Place, Promise, Wanted, check, whole_packs};

use super::{Code, Date, Instant, Line, ProductId, Quantity, Sku, WarehouseId};

/// A place where stock lies.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Warehouse {
    pub code: Code,
    pub name: Option<Line>,
}

/// What lies in one warehouse of one product, as another system said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// What lies there.
    pub product: ProductId,
    /// Where.
    pub warehouse: WarehouseId,
    /// How much of it; below nothing where more was booked out than was there.
    pub on_hand: Quantity,
    /// How much of that is promised to somebody.
    pub allocated: Quantity,
    /// When that was so.
    pub as_of: Instant,
}

/// What lies in one warehouse of a product that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of stock")]
pub struct Lot {
    pub warehouse: Code,
    pub on_hand: Quantity,
    pub allocated: Quantity,
    pub as_of: Instant,
}

impl Lot {
    /// Returns what nobody was promised; below nothing where more was promised than is there.
    pub const fn available(&self) -> Quantity {
        self.on_hand.minus(self.allocated)
    }
}

/// What of a product that is known is on its way to a warehouse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of what is on its way")]
pub struct Arrival {
    pub warehouse: Code,
    pub due: Option<Date>,
    pub quantity: Quantity,
    pub reference: String,
    pub as_of: Instant,
}

/// A question about stock, as another system is asked it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[expect(missing_docs, reason = "the fields are the contract with the program that is asked")]
pub struct StockQuery {
    pub sku: Sku,
    pub quantity: Quantity,
    /// The only warehouse that counts, if there is one.
    pub warehouse: Option<Code>,
    pub account: Option<Code>,
}

/// What another system says of a product now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What lies where.
    pub lots: Vec<Lot>,
    /// What is on its way, if it says anything of that.
    pub arrivals: Option<Vec<Arrival>>,
}

/// What is on its way to a warehouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What comes.
    pub product: ProductId,
    /// Where to.
    pub warehouse: WarehouseId,
    /// The day it is expected, where that is known.
    pub due: Option<Date>,
    /// How much; nothing where it is not coming any more.
    pub quantity: Quantity,
    /// The purchase it belongs to; empty where that is unknown.
    pub reference: String,
    /// When that was so.
    pub as_of: Instant,
}
