//! What files say of returns.

use crate::domain::rma::{Finding, FreightPayer, Remedy, RmaStatus};
use crate::domain::{Code, Instant, Line, Quantity, Rate, RmaId, TicketId};

/// What is said of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct RmaIntake {
    /// The number a desk made it under.
    pub id: Option<RmaId>,
    /// The order's number.
    pub order: String,
    pub contact: Option<String>,
    pub ticket: Option<TicketId>,
    pub status: RmaStatus,
    pub reason: Line,
    pub restocking: Option<Rate>,
    pub freight_payer: Option<FreightPayer>,
    pub inspection: Option<bool>,
    pub tracking: Option<Line>,
    pub requested_at: Instant,
    pub updated_at: Option<Instant>,
}

/// What is said of a line that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct RmaLineIntake {
    /// The return's number, or its id in the same source.
    pub rma: String,
    /// The order's line.
    pub line: u32,
    pub quantity: Quantity,
    pub received: Option<Quantity>,
    pub verdict: Option<Finding>,
    pub resolution: Option<Remedy>,
}

/// What is said of something that happened to a return.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct RmaEventIntake {
    /// The return's number, or its id in the same source.
    pub rma: String,
    pub at: Instant,
    pub status: RmaStatus,
    pub rep: Option<Code>,
    pub note: Option<Line>,
}
