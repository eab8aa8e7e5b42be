//! Stock: what lies where, what is promised of it, and what is on its way.

use super::{Date, Instant, ProductId, Quantity, WarehouseId};

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

/// What is on its way to a warehouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What comes.
    pub product: ProductId,
    /// Where to.
    pub warehouse: WarehouseId,
    /// The day it is expected.
    pub due: Date,
    /// How much; nothing where it is not coming any more.
    pub quantity: Quantity,
    /// The purchase it belongs to; empty where that is unknown.
    pub reference: String,
    /// When that was so.
    pub as_of: Instant,
}
