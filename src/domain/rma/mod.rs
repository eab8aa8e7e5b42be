//! Returns: goods that come back, what was agreed about that, and what was found and done.

mod machine;
mod policy;

pub use machine::{RmaAction, RmaEvent, fold};
pub use policy::{Coverage, ReturnTerms, Verdict};

use super::{AccountId, ContactId, Instant, Line, OrderId, OrderLineId, Quantity, Rate, RmaId, TicketId};

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

/// Goods on their way back, as they stand: the status is the fold of what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rma {
    /// The number.
    pub id: RmaId,
    /// Who sends it.
    pub account: AccountId,
    /// Who of them asked.
    pub contact: Option<ContactId>,
    /// The order it was bought with.
    pub order: OrderId,
    /// The ticket it is about.
    pub ticket: Option<TicketId>,
    /// Where it stands.
    pub status: RmaStatus,
    /// Why it comes back, in the customer's words.
    pub reason: Line,
    /// The fee for taking it back.
    pub restocking: Rate,
    /// Who pays for the way back.
    pub freight: FreightPayer,
    /// Whether nothing is decided before it was looked at.
    pub inspection: bool,
    /// What the carrier calls it.
    pub tracking: Option<Line>,
    /// When they asked.
    pub requested_at: Instant,
    /// When something happened to it last.
    pub updated_at: Instant,
}

/// How much of a line comes back, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RmaLine {
    /// The order's line.
    pub line: OrderLineId,
    /// How much of it they want to send.
    pub quantity: Quantity,
    /// How much came; nothing while it is not here.
    pub received: Option<Quantity>,
    /// What was found.
    pub finding: Option<Finding>,
    /// What is done about it.
    pub remedy: Option<Remedy>,
}

impl RmaLine {
    /// Returns how much of what was shipped this return takes up, so that no other one can.
    pub const fn taken_up(&self, status: RmaStatus) -> Quantity {
        match (status, self.received) {
            (RmaStatus::Refused, _) | (RmaStatus::Closed, None) => Quantity::ZERO,
            (_, Some(received)) => received,
            (_, None) => self.quantity,
        }
    }
}
