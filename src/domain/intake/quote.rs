//! What imports say of quotes, and of what was offered with them.

use crate::domain::account::Terms;
use crate::domain::quote::{Lost, QuoteAction, RevisionStatus};
use crate::domain::ticket::Priority;
use crate::domain::{Currency, Date, Instant, Line, Prose, Quantity, QuoteId, Rate, Sku, TicketId, Tier};

/// What is said of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QuoteIntake {
    /// The number a desk made it under.
    pub id: Option<QuoteId>,
    pub account: Option<String>,
    pub account_external_id: Option<String>,
    pub contact: Option<String>,
    pub rep: Option<String>,
    pub ticket: Option<TicketId>,
    pub subject: Line,
    pub request: Option<Prose>,
    pub priority: Option<Priority>,
    pub tier: Option<Tier>,
    pub requested_at: Option<Instant>,
    pub needed: Option<Date>,
    pub created_at: Option<Instant>,
    pub cancelled_at: Option<Instant>,
}

/// What is said of a revision of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QuoteRevisionIntake {
    /// The quote's id.
    pub quote: String,
    pub number: u32,
    pub status: RevisionStatus,
    pub reason: Option<Line>,
    pub author: Option<String>,
    pub currency: Option<Currency>,
    pub valid_until: Date,
    pub terms: Option<Terms>,
    pub delivery: Option<Line>,
    /// Plain decimals in `currency`.
    pub freight: Option<String>,
    pub freight_tax: Option<Rate>,
    pub po_number: Option<Line>,
    pub note: Option<Prose>,
    pub remark: Option<Prose>,
    /// What others say that its lines come to.
    pub net: Option<String>,
    pub tax: Option<String>,
    pub total: Option<String>,
    pub created_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub lost: Option<Lost>,
}

/// What is said of a line of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QuoteLineIntake {
    /// The quote's id.
    pub quote: String,
    pub revision: u32,
    pub line: u32,
    pub sku: Option<Sku>,
    pub description: Option<Line>,
    pub asked: Option<Sku>,
    pub unit: Option<Line>,
    /// A plain decimal in the revision's currency.
    pub cost: Option<String>,
    pub tax: Option<Rate>,
    pub note: Option<Line>,
    pub remark: Option<Line>,
    /// Its only offer, where it has but one.
    pub only: Option<(Quantity, String)>,
}

/// What is said of an offer: what so much of a line costs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QuoteOfferIntake {
    /// The quote's id.
    pub quote: String,
    pub revision: u32,
    pub line: u32,
    pub quantity: Quantity,
    /// Plain decimals in the revision's currency.
    pub unit_price: String,
    pub usual: Option<String>,
    pub origin: Option<Line>,
    pub picked: Option<bool>,
}

/// What is said of an entry of a quote's log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QuoteEventIntake {
    /// The quote's id.
    pub quote: String,
    /// Its place in the quote's log, from 1.
    pub number: Option<u32>,
    pub revision: Option<u32>,
    pub at: Instant,
    pub action: QuoteAction,
    pub rep: Option<String>,
    pub contact: Option<String>,
    pub note: Option<Line>,
}

/// What is said of a part of what shows that a customer said so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QuoteEvidenceIntake {
    /// The quote's id.
    pub quote: String,
    /// The place in the quote's log of what it shows.
    pub event: u32,
    pub name: Line,
    /// Of the whole, in hexadecimal digits.
    pub sha256: String,
    /// Which part it is, from 1, and of how many.
    pub part: u32,
    pub parts: u32,
    pub content: Vec<u8>,
}

/// Which offer of an order's quote a line of it takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OfferName {
    /// Nothing: the revision that was accepted.
    pub revision: Option<u32>,
    pub line: u32,
    pub quantity: Quantity,
}
