//! What the desk says when it cannot do something: one sentence, one way out, one exit code.

use std::path::PathBuf;

use crate::domain::access::Deed;
use crate::domain::ticket::{IllegalTransition, Verb};
use crate::domain::{Invalid, Seconds, TicketId};

/// What a command ends with; `desk help exit-codes` explains them to users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation; the numbers are promised in `desk help exit-codes`")]
pub enum ExitCode {
    Done = 0,
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    Refused = 4,
    RowsRefused = 5,
    Busy = 6,
    Cancelled = 7,
    AtRisk = 8,
    Breached = 9,
}

/// Why a use case was not carried out. Whatever it says, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file at the path.
    #[error("there is no desk at `{}`", path.display())]
    NoDesk {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is something at the path already.
    #[error("there is a file at `{}` already", path.display())]
    Exists {
        /// Where a desk was to be made.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is not a desk file: {why}", path.display())]
    NotADesk {
        /// The file, which was not touched.
        path: PathBuf,
        /// What it looks like instead.
        why: String,
    },
    /// The file was written by a later version of this program.
    #[error("`{}` is at version {found}, and this program knows versions up to {known}", path.display())]
    Newer {
        /// The file, which was not touched.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// This program's.
        known: i64,
    },
    /// The file was written by an earlier version of this program.
    #[error("`{}` is at version {found}, and this program works on version {known}", path.display())]
    Older {
        /// The file, which was not touched.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// This program's.
        known: i64,
    },
    /// Something is wrong with the file itself, or with a copy of it.
    #[error("`{}` is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A file would have to be written over.
    #[error("`{}` was not written: {why}", path.display())]
    InTheWay {
        /// Where something was to be written.
        path: PathBuf,
        /// What is there.
        why: String,
        /// Whether it may be replaced if somebody says so.
        replaceable: bool,
    },
    /// A file beside the desk could not be read or written.
    #[error("`{}` could not be written", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The path cannot be used for a desk.
    #[error("`{}` cannot be opened as a desk: {why}", path.display())]
    BadPath {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another process kept the file to itself for too long.
    #[error("the desk is busy: another command has been writing for more than {seconds} seconds")]
    Busy {
        /// How long we waited.
        seconds: u64,
    },
    /// What is packed of tickets for reports is damaged; it can be made anew.
    #[error("the desk file could not be read: what is packed of tickets for reports is damaged")]
    Packed(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database failed.
    #[error("the desk file could not be read or written: {context}")]
    Store {
        /// What was being done, or what the engine found.
        context: String,
        /// The engine's own words.
        #[source]
        source: Option<rusqlite::Error>,
    },
    /// The answer to a commit did not arrive.
    #[error("it is not known whether the change was stored")]
    OutcomeUnknown(#[source] rusqlite::Error),
    /// There is nothing of that name.
    #[error("there is no {what} `{name}`{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// What was looked for, with no article: `account`.
        what: &'static str,
        /// The name it was looked for by.
        name: String,
        /// The nearest name there is.
        near: Option<String>,
    },
    /// Something has that name already.
    #[error("there is {article} {what} `{name}` already", article = article(what))]
    Taken {
        /// What was to be made, with no article.
        what: &'static str,
        /// The name that is taken.
        name: String,
    },
    /// The ticket's machine refuses.
    #[error("{id} was left as it is: {why}")]
    Refused {
        /// The ticket.
        id: TicketId,
        /// What stands in the way.
        why: IllegalTransition,
    },
    /// Somebody else has the ticket.
    #[error("{id} was taken by {holder}")]
    Held {
        /// The ticket.
        id: TicketId,
        /// Who has it.
        holder: String,
    },
    /// Whoever acts may not do it.
    #[error("{who} may not do that: the right `{deed}` is not one of the role `{role}`")]
    Denied {
        /// Who acts.
        who: String,
        /// What they are.
        role: &'static str,
        /// What they wanted to do.
        deed: Deed,
    },
    /// A customer's contact wants what no contact may.
    #[error("{who} may not do that: it is for reps, whatever the role of a contact")]
    StaffOnly {
        /// Who acts.
        who: String,
    },
    /// Whoever is to act has left.
    #[error("nobody acts as {who}, who is no longer active")]
    Inactive {
        /// Who has left.
        who: String,
    },
    /// What the desk knows of something is too old to go by.
    #[error("stock of `{sku}` is known as of {age} ago, and {limit} is the most that was allowed")]
    Stale {
        /// What was asked about.
        sku: String,
        /// How old it is.
        age: Seconds,
        /// How old it may be.
        limit: Seconds,
    },
    /// A rule of the desk stands in the way.
    #[error("{0}")]
    Rule(String),
    /// A value cannot be used.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The operating system's user is nobody at this desk.
    #[error("the user `{user}` is no rep of this desk")]
    NotARep {
        /// The operating system's name for whoever runs the command.
        user: String,
    },
}

fn article(what: &str) -> &'static str {
    if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

impl Error {
    /// Says that there is no `what` called `name`.
    pub fn unknown(what: &'static str, name: impl std::fmt::Display) -> Self {
        Self::Unknown { what, name: format!("{name}"), near: None }
    }

    /// Says the same of a file that must not be written over whatever anybody says.
    #[must_use]
    pub fn for_good(self) -> Self {
        match self {
            Self::InTheWay { path, why, .. } => Self::InTheWay { path, why, replaceable: false },
            other => other,
        }
    }

    /// Says of a part of the file that it could not be read, if that is what is wrong.
    pub fn into_damage(self) -> Result<String, Self> {
        match self {
            Self::Store { context, source: Some(source @ rusqlite::Error::SqliteFailure(..)) } => {
                Ok(format!("cannot be read: {context} ({source})"))
            }
            Self::Store { context, .. } => Ok(format!("cannot be read: {context}")),
            Self::Packed(why) => Ok(format!("cannot be read: {why}")),
            other => Err(other),
        }
    }

    /// Returns the exit code the error ends a command with.
    pub const fn exit_code(&self) -> ExitCode {
        match self {
            Self::BadPath { .. } | Self::Invalid(_) => ExitCode::Usage,
            Self::NoDesk { .. } | Self::Unknown { .. } => ExitCode::NotFound,
            Self::Exists { .. }
            | Self::Taken { .. }
            | Self::Refused { .. }
            | Self::Held { .. }
            | Self::Stale { .. }
            | Self::Rule(_)
            | Self::Denied { .. }
            | Self::StaffOnly { .. }
            | Self::Inactive { .. }
            | Self::InTheWay { .. }
            | Self::NotARep { .. } => ExitCode::Refused,
            Self::Busy { .. } => ExitCode::Busy,
            Self::NotADesk { .. }
            | Self::Newer { .. }
            | Self::Older { .. }
            | Self::Damaged { .. }
            | Self::Unwritable { .. }
            | Self::Packed(_)
            | Self::Store { .. }
            | Self::OutcomeUnknown(_) => ExitCode::Failed,
        }
    }

    /// Returns what to type instead, where there is something.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoDesk { path } => Some(format!("desk --db {} init", shown(path))),
            Self::Exists { path } => Some(format!("desk --db {} ticket list", shown(path))),
            Self::Newer { .. } => Some("install the version of desk that wrote the file, or a later one".to_owned()),
            Self::Older { path, .. } => Some(format!("desk --db {} migrate", shown(path))),
            Self::Damaged { path, .. } => Some(format!("desk --db {} check --full", shown(path))),
            Self::Packed(_) => Some("desk check --repair".to_owned()),
            Self::InTheWay { replaceable: true, .. } => Some("pass --force to write over it".to_owned()),
            Self::Busy { .. } => Some("try again".to_owned()),
            Self::OutcomeUnknown(_) => Some("run it again: under a --key that was given before it is done once; else look first at what the file says".to_owned()),
            Self::Unknown { what: "account", .. } => Some("desk account list".to_owned()),
            Self::Unknown { what: "product", .. } => Some("desk product list".to_owned()),
            Self::Unknown { what: "warehouse", .. } => Some("desk export warehouses".to_owned()),
            Self::Unknown { what: "price list", .. } => Some("desk price list".to_owned()),
            Self::Unknown { what: "import", .. } => Some("desk import list".to_owned()),
            Self::Unknown { what: "audit entry", .. } => Some("desk audit log".to_owned()),
            Self::Unknown { what: "contract", .. } => Some("desk account contract list".to_owned()),
            Self::Unknown { what: "order", .. } => Some("desk order list".to_owned()),
            Self::Unknown { what: "return", .. } => Some("desk return list".to_owned()),
            Self::Unknown { what: "template", .. } => Some("desk order template list".to_owned()),
            Self::Unknown { what: "policy", .. } => Some("desk sla policy show".to_owned()),
            Self::Unknown { what: "invoice", .. } => Some("desk invoice list".to_owned()),
            Self::Unknown { what: "dispute", .. } => Some("desk dispute list --all".to_owned()),
            Self::Unknown { what: "rep", .. } => Some("desk rep list".to_owned()),
            Self::Unknown { what: "action, ticket or account", .. } => Some("desk access list".to_owned()),
            Self::Unknown { what: "team", .. } => Some("desk rep team list".to_owned()),
            Self::Unknown { what: "queue", .. } => Some("desk rep queue list".to_owned()),
            Self::Unknown { what: "saved report", .. } => Some("desk report run".to_owned()),
            Self::Unknown { what: "failed notification", .. } => Some("desk sla outbox".to_owned()),
            Self::Refused { id, why } => way_out(*id, *why),
            Self::Stale { .. } => Some("bring newer stock, `desk import stock FILE`, or allow more: --max-age".to_owned()),
            Self::Held { id, .. } => Some(format!("desk ticket assign {id} @me")),
            // An older file answers nothing until it is brought up.
            Self::Denied { who, deed, .. } if *deed != Deed::DeskMigrate => Some(format!("desk access explain {who} {deed}")),
            Self::NotARep { user } => {
                Some(format!("an admin can add you: desk rep new HANDLE --name NAME --os-user {user}"))
            }
            Self::StaffOnly { .. } => Some("desk access list --contacts".to_owned()),
            Self::Denied { .. }
            | Self::Unknown { .. }
            | Self::Inactive { .. }
            | Self::NotADesk { .. }
            | Self::BadPath { .. }
            | Self::Store { .. }
            | Self::InTheWay { .. }
            | Self::Unwritable { .. }
            | Self::Taken { .. }
            | Self::Rule(_)
            | Self::Invalid(_) => None,
        }
    }
}

fn shown(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    if text.contains(|c: char| c.is_whitespace() || "'\"$\\".contains(c)) {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        text
    }
}

/// Names the command that leads from where the ticket stands to where it was wanted.
fn way_out(id: TicketId, refused: IllegalTransition) -> Option<String> {
    match (refused.status.is_settled(), refused.verb) {
        (false, Verb::Close) => Some(format!("desk ticket resolve {id}, then close it")),
        (true, Verb::Open | Verb::Wait | Verb::Hold(_))
            if refused.status == crate::domain::ticket::Status::Resolved =>
        {
            Some(format!("desk ticket reopen {id}"))
        }
        (true, _) => Some(format!("desk ticket new --follow-up {id}")),
        (false, _) => None,
    }
}
