//! Disputes: what a customer contests of an invoice, and what came of it.

use super::{DisputeId, Instant, InvoiceId, Line, Money, TicketId};

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

/// What can be done with a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Somebody looks into it.
    Investigate,
    /// It is decided.
    Decide(Outcome),
    /// All that follows was done.
    Close,
}

impl Act {
    /// Every act, for tables and tests.
    pub const ALL: [Self; 5] = [
        Self::Investigate,
        Self::Decide(Outcome::Accepted),
        Self::Decide(Outcome::AcceptedInPart),
        Self::Decide(Outcome::Rejected),
        Self::Close,
    ];
}

impl DisputeStatus {
    /// Returns the status that an act leads to, or why it cannot be done.
    ///
    /// # Errors
    /// What stands in the way, as it goes on from `X7 was left as it is: `.
    pub const fn after(self, act: Act) -> Result<Self, &'static str> {
        match (self, act) {
            (Self::Opened, Act::Investigate) => Ok(Self::Investigating),
            (Self::Investigating, Act::Investigate) => Err("somebody looks into it already"),
            (Self::Opened | Self::Investigating, Act::Decide(outcome)) => Ok(match outcome {
                Outcome::Accepted => Self::Accepted,
                Outcome::AcceptedInPart => Self::AcceptedInPart,
                Outcome::Rejected => Self::Rejected,
            }),
            (Self::Opened | Self::Investigating, Act::Close) => Err("it is not decided yet"),
            (Self::Accepted | Self::AcceptedInPart | Self::Rejected, Act::Close) => Ok(Self::Closed),
            (Self::Accepted | Self::AcceptedInPart | Self::Rejected, Act::Investigate | Act::Decide(_)) => {
                Err("it is decided already")
            }
            (Self::Closed, Act::Investigate | Act::Decide(_) | Act::Close) => Err("it is closed"),
        }
    }
}

/// What a customer contests of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Dispute {
    pub id: DisputeId,
    pub invoice: InvoiceId,
    /// The line of it, if not all of it.
    pub line: Option<u32>,
    pub ticket: Option<TicketId>,
    pub reason: DisputeReason,
    /// What is contested of it.
    pub amount: Money,
    pub status: DisputeStatus,
    pub outcome: Option<Outcome>,
    /// What gives back what was accepted.
    pub credit_note: Option<InvoiceId>,
    pub opened_at: Instant,
    pub decided_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub note: Option<Line>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_in_every_status_is_spelled_out() {
        let told = DisputeStatus::ALL.iter().flat_map(|status| {
            Act::ALL.map(|act| match status.after(act) {
                Ok(next) => format!("{status}: {act:?} -> {next}"),
                Err(why) => format!("{status}: {act:?}: {why}"),
            })
        });
        insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @"
        opened: Investigate -> investigating
        opened: Decide(Accepted) -> accepted
        opened: Decide(AcceptedInPart) -> accepted-in-part
        opened: Decide(Rejected) -> rejected
        opened: Close: it is not decided yet
        investigating: Investigate: somebody looks into it already
        investigating: Decide(Accepted) -> accepted
        investigating: Decide(AcceptedInPart) -> accepted-in-part
        investigating: Decide(Rejected) -> rejected
        investigating: Close: it is not decided yet
        accepted: Investigate: it is decided already
        accepted: Decide(Accepted): it is decided already
        accepted: Decide(AcceptedInPart): it is decided already
        accepted: Decide(Rejected): it is decided already
        accepted: Close -> closed
        accepted-in-part: Investigate: it is decided already
        accepted-in-part: Decide(Accepted): it is decided already
        accepted-in-part: Decide(AcceptedInPart): it is decided already
        accepted-in-part: Decide(Rejected): it is decided already
        accepted-in-part: Close -> closed
        rejected: Investigate: it is decided already
        rejected: Decide(Accepted): it is decided already
        rejected: Decide(AcceptedInPart): it is decided already
        rejected: Decide(Rejected): it is decided already
        rejected: Close -> closed
        closed: Investigate: it is closed
        closed: Decide(Accepted): it is closed
        closed: Decide(AcceptedInPart): it is closed
        closed: Decide(Rejected): it is closed
        closed: Close: it is closed
        ");
    }
}
