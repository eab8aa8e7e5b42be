//! What imports say of invoices and payments.

use crate::domain::invoice::InvoiceKind;
use crate::domain::{Currency, Date, Instant, Line, Number, Quantity, Sku};

/// What is said of an invoice or a credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct InvoiceIntake {
    pub number: Number,
    pub kind: InvoiceKind,
    pub account: Option<String>,
    pub account_external_id: Option<String>,
    pub order: Option<Number>,
    pub corrects: Option<Number>,
    pub currency: Option<Currency>,
    pub issued_at: Instant,
    pub due: Option<Date>,
    /// Plain decimals, as the other amounts.
    pub net: Option<String>,
    pub tax: Option<String>,
    pub total: Option<String>,
    pub paid: Option<String>,
    pub paid_at: Option<Instant>,
}

/// What is said of a line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct InvoiceLineIntake {
    pub invoice: Number,
    pub line: u32,
    pub order: Option<Number>,
    pub order_line: Option<u32>,
    pub corrects_line: Option<u32>,
    pub sku: Option<Sku>,
    pub description: Option<Line>,
    pub quantity: Quantity,
    pub unit_price: String,
    pub net: Option<String>,
}

/// What is said of a part in which an invoice is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct InstalmentIntake {
    pub invoice: Number,
    pub due: Date,
    pub amount: String,
}

/// What is said of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct PaymentIntake {
    pub number: Number,
    pub account: Option<String>,
    pub account_external_id: Option<String>,
    pub currency: Option<Currency>,
    pub amount: String,
    pub received_at: Instant,
    pub method: Option<Line>,
    pub reference: Option<Line>,
}

/// What is said of money that was set against an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct AllocationIntake {
    pub invoice: Number,
    pub payment: Option<Number>,
    pub credit_note: Option<Number>,
    pub amount: String,
    pub at: Option<Instant>,
}
