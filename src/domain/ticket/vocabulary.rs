//! The words tickets are described with.

use std::fmt;
use std::str::FromStr;

use crate::domain::Invalid;

words! {
    /// How a ticket came in.
    Channel, "a channel";
    /// By e-mail.
    Email = "email",
    /// By telephone.
    Phone = "phone",
    /// In a chat.
    Chat = "chat",
    /// By text message.
    Sms = "sms",
    /// Through a social network.
    Social = "social",
    /// Through the customer portal.
    Portal = "portal",
    /// From a machine.
    Edi = "edi",
    /// Through the account's manager.
    Manager = "manager",
}

words! {
    /// How urgent a ticket is.
    Priority, "a priority";
    /// When there is time.
    Low = "low",
    /// In turn.
    Normal = "normal",
    /// Before others.
    High = "high",
    /// Now.
    Urgent = "urgent",
}

impl Priority {
    /// Returns the next more urgent one; nothing is more urgent than now.
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Low => Self::Normal,
            Self::Normal => Self::High,
            Self::High | Self::Urgent => Self::Urgent,
        }
    }
}

words! {
    /// Whom a ticket on hold waits for.
    WaitingOn, "somebody to wait on";
    /// A supplier.
    Vendor = "vendor",
    /// The warehouse.
    Warehouse = "warehouse",
    /// Finance.
    Finance = "finance",
    /// The carrier.
    Carrier = "carrier",
}

words! {
    /// How a ticket ended.
    Resolution, "a resolution code";
    /// The question was answered.
    Answered = "answered",
    /// A mistake of ours was put right.
    Corrected = "corrected",
    /// Money was credited.
    Credited = "credited",
    /// Goods were replaced.
    Replaced = "replaced",
    /// Goods were repaired.
    Repaired = "repaired",
    /// Goods were sent again.
    Reshipped = "reshipped",
    /// The quoted price was honoured.
    PriceHonoured = "price-honoured",
    /// The request was refused.
    Refused = "refused",
    /// It was another ticket's matter.
    Duplicate = "duplicate",
    /// The customer never came back.
    NoReply = "no-reply",
    /// It was not ours to solve.
    NotOurs = "not-ours",
}

words! {
    /// Who acts in an event.
    Party, "a party";
    /// The customer.
    Customer = "customer",
    /// A rep.
    Agent = "agent",
    /// A program.
    System = "system",
}

words! {
    /// What a ticket may be tied to.
    LinkKind, "a link";
    /// The ticket it is part of.
    Parent = "parent",
    /// The ticket it repeats.
    DuplicateOf = "duplicate-of",
    /// The closed ticket it continues.
    FollowUpOf = "follow-up-of",
    /// Another ticket on the same matter.
    Related = "related",
    /// An order.
    Order = "order",
    /// A quote.
    Quote = "quote",
    /// An invoice.
    Invoice = "invoice",
    /// A shipment.
    Shipment = "shipment",
    /// A return.
    Return = "return",
    /// A product.
    Product = "product",
    /// A knowledge article.
    Article = "article",
}

impl LinkKind {
    /// Tells whether the other end is a ticket.
    pub const fn to_ticket(self) -> bool {
        matches!(self, Self::Parent | Self::DuplicateOf | Self::FollowUpOf | Self::Related)
    }
}

words! {
    /// A status without whom it waits for: what lists filter by and pauses are set for.
    StatusWord, "a status";
    /// Nobody has taken it up.
    New = "new",
    /// Being worked on.
    Open = "open",
    /// Waiting on the customer.
    Pending = "pending",
    /// Waiting on somebody else.
    OnHold = "on-hold",
    /// Done, as far as we know.
    Resolved = "resolved",
    /// Done for good.
    Closed = "closed",
}

/// Where a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has taken it up.
    New,
    /// Being worked on.
    Open,
    /// Waiting on the customer.
    Pending,
    /// Waiting on somebody else.
    OnHold(WaitingOn),
    /// Done, as far as we know; the customer's next message opens it again.
    Resolved,
    /// Done for good.
    Closed,
}

impl Status {
    /// Returns the status without whom it waits for.
    pub const fn word(self) -> StatusWord {
        match self {
            Self::New => StatusWord::New,
            Self::Open => StatusWord::Open,
            Self::Pending => StatusWord::Pending,
            Self::OnHold(_) => StatusWord::OnHold,
            Self::Resolved => StatusWord::Resolved,
            Self::Closed => StatusWord::Closed,
        }
    }

    /// Returns whom it waits for, if it is on hold.
    pub const fn waiting_on(self) -> Option<WaitingOn> {
        match self {
            Self::OnHold(whom) => Some(whom),
            _ => None,
        }
    }

    /// Puts a status together from its two columns; `None` if they do not belong together.
    pub const fn from_parts(word: StatusWord, waiting_on: Option<WaitingOn>) -> Option<Self> {
        match (word, waiting_on) {
            (StatusWord::New, None) => Some(Self::New),
            (StatusWord::Open, None) => Some(Self::Open),
            (StatusWord::Pending, None) => Some(Self::Pending),
            (StatusWord::OnHold, Some(whom)) => Some(Self::OnHold(whom)),
            (StatusWord::Resolved, None) => Some(Self::Resolved),
            (StatusWord::Closed, None) => Some(Self::Closed),
            _ => None,
        }
    }

    /// Tells whether the matter is settled: resolved or closed.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Resolved | Self::Closed)
    }
}

/// Writes `open`, or `on-hold(vendor)`.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnHold(whom) => f.pad(&format!("on-hold({whom})")),
            other => f.pad(other.word().as_str()),
        }
    }
}

impl FromStr for Status {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let held = text.strip_prefix("on-hold(").and_then(|rest| rest.strip_suffix(')'));
        if let Some(whom) = held {
            return whom.parse().map(Self::OnHold);
        }
        Self::from_parts(text.parse()?, None)
            .ok_or_else(|| Invalid::new(text, "a whole status", "whom it waits on, e.g. `on-hold(vendor)`"))
    }
}

impl serde::Serialize for Status {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
