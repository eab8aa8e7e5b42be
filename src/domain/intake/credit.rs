//! What a desk's own files say of disputes, and of what accounts may owe.

use crate::domain::dispute::{DisputeReason, DisputeStatus, Outcome};
use crate::domain::{Code, DisputeId, Instant, Line, Number, OverrideId, TicketId};

/// What is said of a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct DisputeIntake {
    pub id: DisputeId,
    pub invoice: Number,
    pub line: Option<u32>,
    pub ticket: Option<TicketId>,
    pub about: DisputeReason,
    /// A plain decimal, as the other amounts.
    pub amount: String,
    pub status: DisputeStatus,
    pub outcome: Option<Outcome>,
    pub credit_note: Option<Number>,
    pub opened_at: Instant,
    pub decided_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub note: Option<Line>,
}

/// What is said of a change of what an account may owe.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct CreditChangeIntake {
    pub account: Code,
    pub at: Instant,
    pub limit_before: Option<String>,
    pub limit_after: Option<String>,
    pub hold_before: bool,
    pub hold_after: bool,
    pub reason: Option<Line>,
}

/// What is said of a leave to buy beyond a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct OverrideIntake {
    pub id: OverrideId,
    pub account: Code,
    pub amount: String,
    pub despite_hold: bool,
    pub reason: Line,
    pub rep: Code,
    pub at: Instant,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
}
