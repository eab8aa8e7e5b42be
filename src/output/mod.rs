//! The one way out: everything the program writes to standard output, standard error or an `-o` file passes here.
//!
//! A view implements [`Row`] for a list or [`Detail`] for one thing; [`Out`] writes it as a table, TSV, CSV, JSON or
//! JSON lines. serde is the contract of the last four; columns and sections are the human projection of it. Text is
//! escaped on every path (see [`escape`]), so what somebody wrote into a subject cannot drive a terminal.

mod csv;
mod detail;
mod failure;
mod feed;
mod file;
mod flat;
mod folder;
mod format;
mod human;
mod json;
mod list;
mod out;
mod plain;
mod progress;
mod report;
mod row;
mod said;
mod select;
mod sheet;
mod standard;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod width;
mod workbook;

pub mod escape;

pub use failure::Failure;
pub use feed::Appointment;
pub use folder::Folder;
pub use format::Format;
pub use human::Human;
pub use json::compact;
pub use out::{Out, Settings};
pub use progress::Progress;
pub use report::{Figure, Head, Heading, Line, Link, Pack, Picture, Report, is_built};
pub use row::{Align, Cell, Column, Detail, Row, Section, Shown, undeclared};
pub use said::Said;
pub use sheet::{Sheet, SheetFormat};
pub use standard::stdout;
pub use style::Tone;
pub use workbook::ROW_LIMIT;

use std::io;
use std::path::PathBuf;

use crate::domain::Invalid;

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Standard output or standard error did not take it.
    #[error("cannot write the output")]
    Io(#[from] io::Error),
    /// The `-o` file did not take it; the file is as it was before.
    #[error("cannot write `{}`", escape::line(&.path.to_string_lossy()))]
    File {
        /// The file as it was named.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder has something in it already; it is as it was before.
    #[error("`{}` is not empty: name a folder that is new or empty", escape::line(&.path.to_string_lossy()))]
    NotEmpty {
        /// The folder as it was named.
        path: PathBuf,
    },
    /// A file has the name of a page, and somebody else wrote it; it is as it was before.
    #[error("`{}` is no page of ours: name another folder, or move it away", escape::line(&.path.to_string_lossy()))]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// A field was asked for that the data does not have.
    #[error(transparent)]
    UnknownField(Invalid),
    /// The `-o` file's extension names no format.
    #[error(transparent)]
    UnknownExtension(Invalid),
    /// The format does not fit what is to be written.
    #[error("{0}")]
    Unfit(String),
}

impl OutputError {
    /// Refuses a format, in a sentence that says which would do.
    fn unfit(why: impl Into<String>) -> Self {
        Self::Unfit(why.into())
    }

    /// Says whether the reader went away, as `head` does: that is success.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io(why) | Self::File { source: why, .. } if why.kind() == io::ErrorKind::BrokenPipe)
    }
}
