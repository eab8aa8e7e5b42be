//! Orders: what was ordered, and how much of it is shipped, promised and still to come.

words! {
    /// What sort of order it is.
    OrderKind, "a kind of order";
    /// Ordered once.
    Standard = "standard",
    /// A large quantity, often shipped in parts.
    Bulk = "bulk",
    /// Made from a template when it was due.
    Recurring = "recurring",
    /// Taken out of a quantity agreed on before.
    CallOff = "call-off",
    /// For trying.
    Sample = "sample",
    /// Sent to somebody else by whoever makes it.
    Dropship = "dropship",
}

words! {
    /// What was decided about an order; how far it has come is derived from its lines.
    OrderState, "a state of an order";
    /// Nobody has placed it yet.
    Draft = "draft",
    /// It is to be delivered.
    Placed = "placed",
    /// Nothing more comes of it: all that was to come has come.
    Completed = "completed",
    /// Nothing more comes of it.
    Cancelled = "cancelled",
}

words! {
    /// Why an order waits.
    Hold, "a hold";
    /// The account has no credit left for it.
    Credit = "credit",
    /// The customer wants it to wait.
    Customer = "customer",
    /// There is nothing to ship.
    Stock = "stock",
    /// The customer contests what they owe.
    Dispute = "dispute",
    /// Somebody has yet to agree to it.
    Approval = "approval",
}
