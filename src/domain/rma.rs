//! Returns: goods that come back, what was agreed about that, and what was found and done.

words! {
    /// Where a return stands.
    RmaStatus, "a status of a return";
    /// The customer asks.
    Requested = "requested",
    /// They may send it.
    Authorised = "authorised",
    /// They may not.
    Refused = "refused",
    /// It is on its way.
    InTransit = "in-transit",
    /// It has come.
    Received = "received",
    /// It was looked at.
    Inspected = "inspected",
    /// What is done about it was done.
    Resolved = "resolved",
    /// Nothing more comes of it.
    Closed = "closed",
}

words! {
    /// What was found of a line that came back.
    Finding, "a finding";
    /// It is as it was sold.
    Ok = "ok",
    /// It was broken from the start.
    Defective = "defective",
    /// It is not what was ordered.
    WrongItem = "wrong-item",
    /// The customer broke it.
    CustomerDamage = "customer-damage",
    /// It did not come.
    Missing = "missing",
}

words! {
    /// What is done about a line that came back.
    Remedy, "a remedy";
    /// Its price is given back.
    Credit = "credit",
    /// Another one is sent.
    Replace = "replace",
    /// It is repaired and sent back.
    Repair = "repair",
    /// It is sent back as it is.
    SendBack = "send-back",
    /// It is thrown away.
    Scrap = "scrap",
    /// Nothing is done.
    None = "none",
}

words! {
    /// Who pays for the way back.
    FreightPayer, "who pays the freight";
    /// Whoever sends it.
    Customer = "customer",
    /// Whoever sold it.
    Supplier = "supplier",
}
