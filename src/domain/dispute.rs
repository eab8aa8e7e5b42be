//! Disputes: what a customer contests of an invoice, and what came of it.

words! {
    /// Why an invoice is contested.
    DisputeReason, "a reason for a dispute";
    /// It asks for another price than was agreed.
    Price = "price",
    /// It asks for more than was ordered.
    Quantity = "quantity",
    /// Less came than it asks for.
    ShortShip = "short-ship",
    /// What came was broken.
    Damaged = "damaged",
    /// Nothing came.
    NotReceived = "not-received",
    /// It asks again for what another one asks for.
    Duplicate = "duplicate",
    /// Its tax is wrong.
    Tax = "tax",
    /// It does not go with the purchase order.
    PoMismatch = "po-mismatch",
    /// It is made out to somebody else.
    WrongEntity = "wrong-entity",
    /// It is due on another day than was agreed.
    Terms = "terms",
    /// Its freight was not agreed.
    Freight = "freight",
}

words! {
    /// Where a dispute stands.
    DisputeStatus, "a status of a dispute";
    /// Nobody has looked into it yet.
    Opened = "opened",
    /// Somebody looks into it.
    Investigating = "investigating",
    /// The customer is right.
    Accepted = "accepted",
    /// The customer is right about a part of it.
    AcceptedInPart = "accepted-in-part",
    /// The customer is wrong.
    Rejected = "rejected",
    /// All that follows was done.
    Closed = "closed",
}

words! {
    /// How a dispute was decided.
    Outcome, "an outcome of a dispute";
    /// The customer is right.
    Accepted = "accepted",
    /// The customer is right about a part of it.
    AcceptedInPart = "accepted-in-part",
    /// The customer is wrong.
    Rejected = "rejected",
}
