//! What imports say of products.

use crate::domain::product::{DocumentKind, Effect};
use crate::domain::{Code, Date, Language, Line, Quantity, Segment, Sku, UnitPrice};

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

/// What is said of a paper that belongs to a product.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct DocumentIntake {
    pub sku: Sku,
    pub kind: DocumentKind,
    pub title: Line,
    pub location: Line,
    pub language: Option<Language>,
    pub valid_to: Option<Date>,
}

/// What is said of who may buy what: an account or a segment, and a product or a category.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct AssortmentIntake {
    pub account: Option<Code>,
    pub segment: Option<Segment>,
    pub sku: Option<Sku>,
    pub category: Option<Line>,
    pub effect: Effect,
}
