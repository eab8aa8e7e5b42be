//! What imports say of things: values that have been read, with names that have yet to be looked up.

use super::account::AccountEdit;
use super::contact::ContactEdit;
use super::rep::RepEdit;
use super::ticket::{Category, Channel, Party, Priority, Status};
use super::{Code, Instant, Line, Prose};

/// A thing with its key in the system it comes from.
#[derive(Debug, Clone)]
pub struct Intake<T> {
    /// Its id there.
    pub external_id: String,
    /// A digest of all that was said of it: the same again changes nothing.
    pub digest: i64,
    /// What was said of it.
    pub it: T,
}

/// What is said of an account.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct ContactIntake {
    pub account: Option<String>,
    pub account_external_id: Option<String>,
    pub edit: ContactEdit,
}

/// What is said of a rep.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the import's field of that name")]
pub struct RepIntake {
    pub handle: Code,
    pub name: Line,
    pub team: Option<String>,
    pub edit: RepEdit,
}

/// What is said of a ticket.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
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
