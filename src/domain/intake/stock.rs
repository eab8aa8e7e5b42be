//! What imports say of stock.

use crate::domain::{Code, Date, Instant, Line, Quantity, Sku};

/// What is said of stock.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct StockIntake {
    pub sku: Sku,
    pub warehouse: Code,
    pub on_hand: Quantity,
    pub allocated: Quantity,
    pub as_of: Option<Instant>,
}

/// What is said of goods on their way here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct IncomingIntake {
    pub sku: Sku,
    pub warehouse: Code,
    pub due: Option<Date>,
    pub quantity: Quantity,
    pub reference: Option<Line>,
    pub as_of: Option<Instant>,
}

/// What is said of a warehouse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct WarehouseIntake {
    pub code: Code,
    pub name: Option<Line>,
}
