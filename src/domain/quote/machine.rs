//! The machine that quotes follow.

use super::{QuoteEvent, Revision};
use crate::domain::{Date, QuoteId};

words! {
    /// Where a revision of a quote stands.
    RevisionStatus, "a status of a revision";
    /// It is being written.
    Draft = "draft",
    /// Somebody is to look at it before it is sent.
    InReview = "in-review",
    /// It may be sent.
    Approved = "approved",
    /// The customer has it.
    Sent = "sent",
    /// They take it.
    Accepted = "accepted",
    /// They do not.
    Declined = "declined",
    /// All they took was ordered.
    Ordered = "ordered",
    /// It is off.
    Cancelled = "cancelled",
    /// A later one was sent.
    Superseded = "superseded",
}

words! {
    /// What is done to a revision of a quote.
    QuoteAction, "an action";
    /// It is begun.
    Draft = "draft",
    /// It is changed.
    Edit = "edit",
    /// Somebody is asked to look at it.
    Submit = "submit",
    /// They let it be sent.
    Approve = "approve",
    /// They do not.
    Reject = "reject",
    /// The customer is given it.
    Send = "send",
    /// The customer takes it.
    Accept = "accept",
    /// The customer does not.
    Decline = "decline",
    /// We take it back.
    Cancel = "cancel",
    /// Some of what they took is ordered.
    PartOrder = "part-order",
    /// All of it, or the rest, is ordered.
    Order = "order",
    /// A later one is sent.
    Supersede = "supersede",
}

words! {
    /// Where a quote stands: as the revision that counts does, and by what day it is.
    Standing, "a status of a quote";
    /// They asked, and nothing was written yet.
    Requested = "requested",
    /// What is offered is being written.
    Draft = "draft",
    /// Somebody is to look at it.
    InReview = "in-review",
    /// It may be sent.
    Approved = "approved",
    /// The customer has it.
    Sent = "sent",
    /// They had it, and its last day has passed.
    Expired = "expired",
    /// They take it.
    Accepted = "accepted",
    /// They do not.
    Declined = "declined",
    /// All they took was ordered.
    Ordered = "ordered",
    /// It is off.
    Cancelled = "cancelled",
}

impl Standing {
    /// Tells whether it may still come to something.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Requested | Self::Draft | Self::InReview | Self::Approved | Self::Sent | Self::Accepted => true,
            Self::Expired | Self::Declined | Self::Ordered | Self::Cancelled => false,
        }
    }
}

impl QuoteAction {
    /// Returns what a revision is called that it was done to.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Draft => "begun",
            Self::Edit => "changed",
            Self::Submit => "submitted",
            Self::Approve => "approved",
            Self::Reject => "rejected",
            Self::Send => "sent",
            Self::Accept => "accepted",
            Self::Decline => "declined",
            Self::Cancel => "cancelled",
            Self::PartOrder | Self::Order => "ordered",
            Self::Supersede => "superseded",
        }
    }
}

impl RevisionStatus {
    /// Returns what an action leads to, or says what stands in the way.
    pub const fn after(self, action: QuoteAction) -> Result<Self, &'static str> {
        use QuoteAction::{
            Accept, Approve, Cancel, Decline, Draft, Edit, Order, PartOrder, Reject, Send, Submit, Supersede,
        };
        match (self, action) {
            (Self::Draft | Self::Approved, Edit) | (Self::InReview | Self::Approved, Reject) => Ok(Self::Draft),
            (Self::Draft, Submit) => Ok(Self::InReview),
            (Self::InReview, Approve) => Ok(Self::Approved),
            (Self::Draft | Self::Approved, Send) => Ok(Self::Sent),
            (Self::Sent, Accept) | (Self::Accepted, PartOrder) => Ok(Self::Accepted),
            (Self::Sent, Decline) => Ok(Self::Declined),
            (Self::Sent, Supersede) => Ok(Self::Superseded),
            (Self::Draft | Self::InReview | Self::Approved | Self::Sent | Self::Accepted, Cancel) => {
                Ok(Self::Cancelled)
            }
            (Self::Accepted, Order) => Ok(Self::Ordered),
            (Self::Draft, Draft | Approve | Reject | Accept | Decline | PartOrder | Order | Supersede) => {
                Err("it is a draft")
            }
            (Self::InReview, Draft | Edit | Submit | Send | Accept | Decline | PartOrder | Order | Supersede) => {
                Err("it is in review")
            }
            (Self::Approved, Draft | Submit | Approve | Accept | Decline | PartOrder | Order | Supersede) => {
                Err("it is approved, and not sent yet")
            }
            (Self::Sent, Draft | Edit | Submit | Approve | Reject | Send | PartOrder | Order) => {
                Err("the customer has it")
            }
            (Self::Accepted, Draft | Edit | Submit | Approve | Reject | Send | Accept | Decline | Supersede) => {
                Err("it was accepted")
            }
            (
                Self::Declined,
                Draft | Edit | Submit | Approve | Reject | Send | Accept | Decline | Cancel | PartOrder | Order
                | Supersede,
            ) => Err("it was declined"),
            (
                Self::Ordered,
                Draft | Edit | Submit | Approve | Reject | Send | Accept | Decline | Cancel | PartOrder | Order
                | Supersede,
            ) => Err("all of it was ordered"),
            (
                Self::Cancelled,
                Draft | Edit | Submit | Approve | Reject | Send | Accept | Decline | Cancel | PartOrder | Order
                | Supersede,
            ) => Err("it was cancelled"),
            (
                Self::Superseded,
                Draft | Edit | Submit | Approve | Reject | Send | Accept | Decline | Cancel | PartOrder | Order
                | Supersede,
            ) => Err("a later revision was sent"),
        }
    }

    /// Tells whether it is being worked on: of a quote's revisions, one at most is.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::InReview | Self::Approved)
    }

    /// Tells whether it is what the customer may accept, or has: of a quote's revisions, one at most is.
    pub const fn is_current(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::Ordered)
    }
}

/// Returns what an action on one revision brings to which, in that order: sending one supersedes the one that was sent before,
/// and accepting one ends the work on the next.
pub fn effects(revisions: &[Revision], number: u32, action: QuoteAction) -> Vec<(u32, QuoteAction)> {
    let others = revisions.iter().filter(|other| other.number != number);
    let also = others.filter_map(|other| match action {
        QuoteAction::Send if other.status == RevisionStatus::Sent => Some((other.number, QuoteAction::Supersede)),
        QuoteAction::Accept if other.status.is_open() => Some((other.number, QuoteAction::Cancel)),
        _ => None,
    });
    also.chain([(number, action)]).collect()
}

/// Returns the status that a revision's log leads to; nothing where it was never begun, or the log cannot be.
pub fn fold(events: &[QuoteEvent], revision: u32) -> Option<RevisionStatus> {
    let mut its = events.iter().filter(|event| event.revision == Some(revision)).map(|event| event.action);
    let begun = (its.next() == Some(QuoteAction::Draft)).then_some(RevisionStatus::Draft);
    its.try_fold(begun?, |status, action| status.after(action).ok())
}

/// Returns where a quote stands, and the revision that says so: the one that the customer may accept or has, without one
/// the latest.
pub fn standing(revisions: &[Revision], is_cancelled: bool, today: Date) -> (Standing, Option<&Revision>) {
    let current = revisions.iter().find(|revision| revision.status.is_current());
    let Some(leading) = current.or_else(|| revisions.iter().max_by_key(|revision| revision.number)) else {
        return (if is_cancelled { Standing::Cancelled } else { Standing::Requested }, None);
    };
    let standing = match leading.status {
        RevisionStatus::Draft => Standing::Draft,
        RevisionStatus::InReview => Standing::InReview,
        RevisionStatus::Approved => Standing::Approved,
        RevisionStatus::Sent if leading.is_expired(today) => Standing::Expired,
        // One is superseded by another that was sent: it leads nowhere.
        RevisionStatus::Sent | RevisionStatus::Superseded => Standing::Sent,
        RevisionStatus::Accepted => Standing::Accepted,
        RevisionStatus::Declined => Standing::Declined,
        RevisionStatus::Ordered => Standing::Ordered,
        RevisionStatus::Cancelled => Standing::Cancelled,
    };
    (standing, Some(leading))
}

/// Returns the revision that the next one begins like: the last that was sent. Or says why there can be no further one, with
/// what to do instead.
pub fn revisable(quote: QuoteId, revisions: &[Revision]) -> Result<&Revision, String> {
    let open = revisions.iter().find(|revision| revision.status.is_open());
    if let Some(Revision { number, status, .. }) = open {
        return Err(format!(
            "revision {number} of {quote} is being worked on ({status}): change that one, or drop it with `desk quote \
             cancel {quote} --draft`"
        ));
    }
    // One that was dropped before it was sent says nothing of the one the customer has.
    let sent = |revision: &&Revision| revision.sent_at.is_some() && revision.status != RevisionStatus::Superseded;
    let last = revisions.iter().rev().find(sent).or(revisions.last());
    match last.map(|last| (last.status, last)) {
        Some((RevisionStatus::Sent | RevisionStatus::Declined, last)) => Ok(last),
        Some((status @ (RevisionStatus::Accepted | RevisionStatus::Ordered), _)) => {
            Err(format!("{quote} is {status}: what was agreed on is not revised; make a new one with `desk quote new`"))
        }
        Some((RevisionStatus::Cancelled, _)) => {
            Err(format!("{quote} was cancelled: make a new one with `desk quote new`"))
        }
        Some((
            RevisionStatus::Draft | RevisionStatus::InReview | RevisionStatus::Approved | RevisionStatus::Superseded,
            _,
        ))
        | None => Err(format!("nothing was sent yet: begin with `desk quote new {quote}`")),
    }
}
