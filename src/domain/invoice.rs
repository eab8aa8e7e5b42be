//! Invoices and the credit notes that correct them: neither ever changes once it is issued.

words! {
    /// Whether a document asks for money or gives it back.
    InvoiceKind, "a kind of invoice";
    /// It asks.
    Invoice = "invoice",
    /// It gives back.
    CreditNote = "credit-note",
}
