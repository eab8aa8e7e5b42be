//! Payments, and what of them was set against which invoice.

use super::credit::Means;
use super::{AccountId, Instant, InvoiceId, Line, Money, Number, PaymentId};

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The row.
    pub id: PaymentId,
    /// Its number, unique at this desk.
    pub number: Number,
    /// Who paid.
    pub account: AccountId,
    /// How much.
    pub amount: Money,
    /// When it came in.
    pub received_at: Instant,
    /// How: a transfer, a card.
    pub method: Option<Line>,
    /// What the payer wrote.
    pub reference: Option<Line>,
}

/// What of a payment or credit note was set against an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allocation {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The payment or the credit note.
    pub means: Means,
    /// Minor units of the invoice's currency.
    pub amount: i64,
    /// When.
    pub at: Instant,
}
