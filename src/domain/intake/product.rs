//! What imports say of products.

use crate::domain::{Date, Line, Quantity, Sku, UnitPrice};

/// What is said of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct ProductIntake {
    pub sku: Sku,
    pub name: Line,
    pub category: Option<Line>,
    pub unit: Option<Line>,
    pub pack: Option<Line>,
    pub pack_size: Option<Quantity>,
    pub cost: Option<UnitPrice>,
    pub lead_days: Option<u32>,
    pub reorder_level: Option<Quantity>,
    pub sells_from: Option<Date>,
    pub sells_to: Option<Date>,
    pub discontinued: Option<bool>,
    pub replaced_by: Option<Sku>,
}
