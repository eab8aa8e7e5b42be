//! What imports say of prices.

use crate::domain::price::{Days, DiscountKind, Worth};
use crate::domain::{Code, Currency, Line, Money, Quantity, Rate, Segment, Sku, Tier};

/// What is said of a list of prices.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct PriceListIntake {
    pub code: Code,
    pub name: Line,
    pub currency: Currency,
    pub priority: Option<i32>,
    pub days: Days,
}

/// What is said of whom a list is for: one of contract, account, segment and tier, or nobody in particular.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct PriceListForIntake {
    pub list: Code,
    pub contract: Option<Code>,
    pub account: Option<Code>,
    pub segment: Option<Segment>,
    pub tier: Option<Tier>,
    pub inherited: bool,
    pub days: Days,
}

/// What is said of a price.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct PriceIntake {
    pub list: Code,
    pub sku: Sku,
    /// By default the product's.
    pub unit: Option<Line>,
    pub min_quantity: Quantity,
    pub max_quantity: Option<Quantity>,
    pub worth: Worth,
    /// By default the list's, and never another.
    pub currency: Option<Currency>,
    pub days: Days,
    pub offer: Option<Line>,
}

/// What is said of a discount.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct DiscountIntake {
    pub code: Code,
    pub kind: DiscountKind,
    pub account: Option<Code>,
    pub segment: Option<Segment>,
    pub tier: Option<Tier>,
    pub rate: Rate,
    pub above: Option<Money>,
    pub days: Days,
}
