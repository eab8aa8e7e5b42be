//! Why a command ended before it could ask the desk for anything.

use crate::domain::Invalid;
use crate::error::ExitCode;
use crate::import::{OpenError, Refusals};

/// A command's own refusals.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The arguments do not make a command.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// What to type instead.
        hint: Option<String>,
    },
    /// The user thought better of it.
    #[error("cancelled, nothing was changed")]
    Cancelled,
    /// A file could not be read.
    #[error("`{path}` could not be read: {why}")]
    Unreadable {
        /// The file as it was named.
        path: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Some of a file was refused; each refusal has been told.
    #[error("{0}")]
    RowsRefused(String),
}

impl Stop {
    /// Refuses the arguments.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::Usage { what: what.into(), hint: None }
    }

    /// Refuses the rows of a file, telling the first ones one by one.
    pub fn refused(refused: &Refusals) -> Self {
        Self::RowsRefused(refused.sentences().join("\n"))
    }

    /// Returns the sentence by which a value of ours was refused, if `source` is one.
    pub fn refused_value(source: &(dyn std::error::Error + 'static)) -> Option<String> {
        source.downcast_ref::<Invalid>().map(ToString::to_string)
    }

    /// Returns the exit code it ends a command with.
    pub const fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage { .. } => ExitCode::Usage,
            Self::Cancelled => ExitCode::Cancelled,
            Self::Unreadable { .. } => ExitCode::Failed,
            Self::RowsRefused(_) => ExitCode::RowsRefused,
        }
    }

    /// Returns what to type instead.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Usage { hint, .. } => hint.clone(),
            Self::Cancelled | Self::Unreadable { .. } | Self::RowsRefused(_) => None,
        }
    }
}

impl From<OpenError> for Stop {
    fn from(why: OpenError) -> Self {
        match why {
            OpenError::Unreadable { file, why } => Self::Unreadable { path: file, why },
            OpenError::Format { .. } => Self::usage(why.to_string()),
        }
    }
}
