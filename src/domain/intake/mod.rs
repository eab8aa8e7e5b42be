//! What imports say of things: values that have been read, with names that have yet to be looked up.

mod credit;
mod invoice;
mod order;
mod price;
mod product;
mod quote;
mod revision;
mod rma;
mod stock;
mod template;

pub use credit::{CreditChangeIntake, DisputeIntake, OverrideIntake};
pub use invoice::{AllocationIntake, InstalmentIntake, InvoiceIntake, InvoiceLineIntake, PaymentIntake};
pub use order::{OrderIntake, OrderLineIntake, OrderPromiseIntake, ShipmentIntake};
pub use price::{DiscountIntake, PriceIntake, PriceListForIntake, PriceListIntake};
pub use product::{AssortmentIntake, DocumentIntake, ProductIntake};
pub use quote::{
    OfferName, QuoteEventIntake, QuoteEvidenceIntake, QuoteIntake, QuoteLineIntake, QuoteOfferIntake,
    QuoteRevisionIntake,
};
pub use revision::RevisionIntake;
pub use rma::{RmaEventIntake, RmaIntake, RmaLineIntake};
pub use stock::{IncomingIntake, StockIntake, WarehouseIntake};
pub use template::{TemplateIntake, TemplateLineIntake};

use super::account::{AccountEdit, AccountRole};
use super::contact::ContactEdit;
use super::contract::Ends;
use super::delivery::{DeliveryState, Parcel};
use super::logged::AnyEvent;
use super::rep::RepEdit;
use super::rma::ReturnTerms;
use super::sla::file::StoredVersion;
use super::sla::{Level, Metric};
use super::ticket::{Category, Channel, Party, Priority, Status};
use super::{
    Code, ContactId, Currency, Date, DeliveryId, Email, Instant, Line, NoticeId, Prose, RunId, Segment, TicketId, Zone,
};

/// The source of what was made in the desk itself: it has no key, and is known by its own name, such as a code or `T42`.
pub const DESK: &str = "desk";

/// A thing with its key in the system it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake<T> {
    /// That system, where the row names it; otherwise it is the import's.
    pub source: Option<String>,
    /// Its id there.
    pub external_id: String,
    /// A digest of all that was said of it: the same again changes nothing.
    pub digest: i64,
    /// What was said of it.
    pub it: T,
}

impl<T> Intake<T> {
    /// Returns something from the desk's own file: under the key it came with, or under its own name.
    pub fn kept(key: (Option<String>, Option<String>), name: &impl ToString, it: T) -> Self {
        match key {
            (Some(source), Some(external_id)) => Self { source: Some(source), external_id, digest: 0, it },
            _ => Self { source: Some(DESK.to_owned()), external_id: name.to_string(), digest: 0, it },
        }
    }

    /// Tells whether the row says that it was made in the desk itself.
    pub fn is_of_desk(&self) -> bool {
        self.source.as_deref() == Some(DESK)
    }
}

/// What is said of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct AccountIntake {
    pub code: Code,
    pub name: Line,
    pub parent: Option<String>,
    pub edit: AccountEdit,
    pub primary_rep: Option<String>,
    pub backup_rep: Option<String>,
}

/// What is said of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct ContactIntake {
    /// The number a desk made them under.
    pub id: Option<ContactId>,
    pub account: Option<String>,
    pub account_external_id: Option<String>,
    /// Since when nothing is known of them any more.
    pub erased: Option<Instant>,
    pub edit: ContactEdit,
}

/// What is said of a rep.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct RepIntake {
    pub handle: Code,
    pub name: Line,
    pub team: Option<String>,
    pub edit: RepEdit,
}

/// What is said of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct TicketIntake {
    pub account: String,
    pub contact: Option<String>,
    pub contact_external_id: Option<String>,
    pub subject: Line,
    pub body: Option<Prose>,
    pub category: Option<Category>,
    pub priority: Option<Priority>,
    pub channel: Channel,
    pub status: Status,
    pub created_at: Instant,
    pub created_by: Party,
    pub first_response_at: Option<Instant>,
    pub resolved_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub updated_at: Option<Instant>,
    pub assignee: Option<String>,
    pub team: Option<String>,
    pub order: Option<Line>,
}

/// What is said of an event in a ticket's log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct EventIntake {
    /// The ticket's id in the system it comes from.
    pub ticket: String,
    pub at: Instant,
    pub author: Option<String>,
    pub what: Told,
}

/// What an imported event tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The customer wrote.
    MessageIn(Prose),
    /// A rep wrote to the customer.
    MessageOut(Prose),
    /// A rep wrote to colleagues.
    Note(Prose),
    /// The status became this.
    Status(Status),
    /// The priority became this.
    Priority(Priority),
    /// The category became this.
    Category(Category),
    /// This rep was put in charge, or nobody.
    Assigned(Option<String>),
}

/// What is said of a message: an event that people write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageIntake {
    /// The event it is.
    pub event: AnyEvent,
}

/// What is said of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamIntake {
    /// What it is called.
    pub name: Code,
}

/// What is said of a shared mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct QueueIntake {
    pub address: Email,
    pub team: Option<String>,
    pub region: Option<Line>,
    pub segment: Option<Segment>,
}

/// What is said of who looks after an account.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct AssignmentIntake {
    pub account: String,
    pub role: AccountRole,
    pub rep: String,
    pub from: Instant,
    pub to: Option<Instant>,
}

/// What is said of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct ContractIntake {
    pub number: Code,
    pub account: String,
    pub starts: Date,
    pub ends: Option<Date>,
    pub zone: Option<Zone>,
    pub notice_days: Option<u32>,
    pub policy: Option<Line>,
    /// A plain decimal in `currency`.
    pub fee: Option<String>,
    pub currency: Option<Currency>,
    pub recorded_at: Option<Instant>,
    pub ended: Option<Date>,
    pub end_recorded_at: Option<Instant>,
    pub ended_before: Option<Ends>,
    pub returns: ReturnTerms,
}

/// A version of the policies, and the handle of who applied it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct PolicyIntake {
    pub version: StoredVersion,
    pub rep: Option<String>,
}

/// Something the check has told.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the notice's field of that name")]
pub struct NoticeIntake {
    pub id: NoticeId,
    pub ticket: TicketId,
    pub metric: Metric,
    pub number: u32,
    pub level: Level,
    pub version: i64,
    pub at: Instant,
    pub detected_at: Instant,
    pub corrected_at: Option<Instant>,
}

/// A notification on its way, or arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the delivery's field of that name")]
pub struct DeliveryIntake {
    pub id: DeliveryId,
    /// Nothing of a report.
    pub notice: Option<NoticeId>,
    pub parcel: Parcel,
    pub state: DeliveryState,
    pub attempts: i64,
    pub next_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub last_error: Option<String>,
}

/// A run of the check, or several in a row that had nothing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the run's field of that name")]
pub struct RunIntake {
    pub id: RunId,
    pub first_at: Instant,
    pub last_at: Instant,
    pub runs: i64,
    pub findings: i64,
    pub delivered: i64,
    pub failed: i64,
}
