//! What files say of templates of orders.

use crate::domain::order::Every;
use crate::domain::{Code, Date, Instant, Line, Quantity, Sku, TemplateId};

/// What is said of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct TemplateIntake {
    /// The number a desk made it under.
    pub id: Option<TemplateId>,
    pub account: Code,
    pub contact: Option<String>,
    pub name: Line,
    pub every: Every,
    pub next_on: Date,
    pub active: Option<bool>,
    pub created_at: Option<Instant>,
}

/// What is said of a product that a template orders.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct TemplateLineIntake {
    pub template: String,
    pub sku: Sku,
    pub quantity: Quantity,
}
