//! Notifications on their way to whoever is told.

words! {
    /// A way to reach whoever is told.
    DeliveryChannel, "a delivery channel";
    /// A program of the user's own, fed JSON.
    Command = "command",
    /// E-mail.
    Mail = "mail",
    /// A web address that takes JSON.
    Webhook = "webhook",
    /// A file of letters.
    Mbox = "mbox",
}

words! {
    /// What came of a delivery.
    DeliveryState, "a delivery state";
    /// It is tried now, or again later.
    Waiting = "waiting",
    /// It arrived.
    Sent = "sent",
    /// It was given up.
    Failed = "failed",
    /// It was taken back before it was sent: what it tells of did not happen after all.
    Withdrawn = "withdrawn",
}
