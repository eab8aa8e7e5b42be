//! What is wrong with a desk file, one thing at a time.

use std::fmt;

words! {
    /// What part of a file a fault is in.
    FaultKind, "a part of a desk file";
    /// Its pages.
    File = "file",
    /// Its layout.
    Schema = "schema",
    /// A row that refers to another one.
    Reference = "reference",
    /// What happened to a ticket.
    Log = "log",
    /// A ticket as it stands.
    Ticket = "ticket",
    /// A ticket's promises and deadlines as they are kept.
    Promise = "promise",
    /// What a search finds.
    Search = "search",
    /// What reports read of tickets.
    Report = "report",
    /// Which invoices are paid and which orders invoiced, as it is kept.
    Settled = "settled",
    /// The record of what imports made.
    Import = "import",
    /// What belongs to what.
    Tree = "tree",
    /// The policies.
    Policy = "policy",
    /// The audit log.
    Audit = "audit",
    /// Where a quote stands, and what was ordered of it.
    Quote = "quote",
    /// What a quote comes to.
    Total = "total",
}

impl FaultKind {
    /// Tells whether what is wrong is derived from logs and policies, and can be derived anew.
    pub const fn is_derived(self) -> bool {
        match self {
            Self::Ticket | Self::Promise | Self::Search | Self::Report | Self::Settled | Self::Total => true,
            Self::File
            | Self::Schema
            | Self::Reference
            | Self::Log
            | Self::Import
            | Self::Tree
            | Self::Policy
            | Self::Audit
            | Self::Quote => false,
        }
    }
}

const MISSING: &str = "is missing";

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The part of the file it is in.
    pub kind: FaultKind,
    /// What it is wrong with: `T42`, `index ticket_due`.
    pub object: String,
    /// What is wrong with it.
    pub what: String,
}

impl Fault {
    /// Says that something defined in every desk is not there.
    pub fn missing(kind: &str, name: &str) -> Self {
        Self::new(FaultKind::Schema, format_args!("{kind} {name}"), MISSING)
    }

    /// Tells whether it is a whole table that is not there.
    pub fn is_missing_table(&self) -> bool {
        self.kind == FaultKind::Schema && self.what == MISSING && self.object.starts_with("table ")
    }

    /// Says what is wrong with something.
    pub fn new(kind: FaultKind, object: impl fmt::Display, what: impl Into<String>) -> Self {
        Self { kind, object: object.to_string(), what: what.into() }
    }
}

/// Writes `T42: status is open, its log says resolved`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.object, self.what)
    }
}

/// Tells the first of some faults, and how many there are beside it.
pub fn first_of(faults: &[Fault]) -> String {
    match faults {
        [] => "nothing is wrong with it".to_owned(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_by_the_first() {
        let fault = |ticket: i64| Fault::new(FaultKind::Ticket, crate::domain::TicketId::new(ticket), "is odd");
        assert_eq!(first_of(&[fault(1)]), "T1: is odd");
        assert_eq!(first_of(&[fault(1), fault(2), fault(3)]), "T1: is odd, and 2 more");
    }
}
