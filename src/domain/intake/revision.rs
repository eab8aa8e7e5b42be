//! What a desk's own files say of what was changed of orders that were agreed on.

use crate::domain::{Code, Instant, Line};

/// What is said of one thing that a revision changed, and of that revision.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct RevisionIntake {
    /// The order's number.
    pub order: String,
    /// The revision's number.
    pub revision: u32,
    /// The change's place in it, from 1.
    pub change: u32,
    pub at: Instant,
    pub rep: Code,
    pub contact: Option<String>,
    pub reason: Line,
    pub line: Option<u32>,
    pub field: Line,
    pub before: Option<String>,
    pub after: Option<String>,
}
