//! Documents for customers: a quote as a page for the browser, as a PDF and as a spreadsheet, in their language.
//!
//! [`Paper`] is what the customer may know; [`Written`] is that in words, which templates and pages are made of.

mod figures;
mod html;
mod paper;
mod pdf;
mod sheet;
mod stationery;
#[cfg(test)]
mod tests;
mod texts;
mod written;

pub use html::{BUILT_IN, html};
pub use paper::{Company, Paper, PaperLine, Person, Stage};
pub use pdf::pdf;
pub use sheet::sheet;
pub use stationery::{Picture, PictureKind, Printer, Stationery};
pub use texts::Speech;
pub use written::Written;

words! {
    /// What a document is written as, named as files are.
    DocumentKind, "the extension of a document";
    /// A page for the browser.
    Html = "html",
    /// Pages to print.
    Pdf = "pdf",
    /// A spreadsheet.
    Xlsx = "xlsx",
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The template cannot be followed.
    #[error("the template `{name}` cannot be used: {}{why}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
    Template {
        /// The file as it was named.
        name: String,
        /// Where in it.
        line: Option<usize>,
        /// What is wrong.
        why: String,
    },
    /// A letter cannot be printed.
    #[error("a PDF of ours has no `{letter}` (U+{:04X}), which is in `{text}`", u32::from(*letter))]
    Letter {
        /// The letter.
        letter: char,
        /// The text it is in, or its beginning.
        text: String,
    },
    /// A file that the configuration names cannot be read.
    #[error("the {what} `{path}` cannot be read: {why}")]
    Unreadable {
        /// What it is for.
        what: &'static str,
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// The program that makes PDFs does not.
    #[error("the PDF could not be made: {0}")]
    Program(String),
    /// The logo is no such picture.
    #[error("the logo cannot be printed: {0}")]
    Picture(String),
    /// The library that writes the file failed.
    #[error("the document could not be written: {0}")]
    Failed(String),
}
