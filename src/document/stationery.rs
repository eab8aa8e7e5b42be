//! What documents are printed with: who offers, the logo, the template, the program that makes PDFs.

use std::path::{Path, PathBuf};

use super::{Company, DocumentError};
use crate::domain::Seconds;
use crate::program;
use crate::whole::{self, WRITTEN};

/// The most bytes of a PDF.
const LARGEST: u64 = 64 << 20;

/// What documents are printed with, as the configuration says.
#[derive(Debug, Clone, Default)]
pub struct Stationery {
    /// Who offers.
    pub company: Company,
    /// The file with its sign.
    pub logo: Option<(PathBuf, PictureKind)>,
    /// The file with the template of quotes.
    pub template: Option<PathBuf>,
    /// What makes PDFs in place of us.
    pub printer: Option<Printer>,
}

/// A program that reads a page on its standard input and writes it as a PDF to its standard output.
#[derive(Debug, Clone)]
pub struct Printer {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// How long it may take.
    pub timeout: Seconds,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Picture {
    /// How it is written.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Vec<u8>,
}

words! {
    /// How a picture is written, named as files are.
    PictureKind, "a kind of picture";
    /// Points, with holes to see through.
    Png = "png",
    /// Points, as cameras write them.
    Jpeg = "jpg",
    /// Lines. It stands on a page of the browser's, not in a PDF of ours.
    Svg = "svg",
}

impl Stationery {
    /// Reads the logo, if there is one.
    pub fn picture(&self) -> Result<Option<Picture>, DocumentError> {
        let Some((path, kind)) = &self.logo else { return Ok(None) };
        let bytes = whole::read_bytes(path, WRITTEN).map_err(|why| unreadable("logo", path, &why))?;
        Ok(Some(Picture { kind: *kind, bytes }))
    }

    /// Reads the template that is named, or else the one of the configuration; returns its name and its text.
    pub fn template(&self, named: Option<&Path>) -> Result<Option<(String, String)>, DocumentError> {
        let Some(path) = named.or(self.template.as_deref()) else { return Ok(None) };
        let text = whole::read(path, WRITTEN).map_err(|why| unreadable("template", path, &why))?;
        Ok(Some((path.display().to_string(), text)))
    }
}

fn unreadable(what: &'static str, path: &Path, why: &std::io::Error) -> DocumentError {
    DocumentError::Unreadable { what, path: path.display().to_string(), why: why.to_string() }
}

impl Printer {
    /// Has a page made into a PDF.
    ///
    /// # Errors
    /// The program fails, takes too long, or writes something else.
    pub fn print(&self, page: String) -> Result<Vec<u8>, DocumentError> {
        let told = program::ask(&self.argv, page.into_bytes(), self.timeout, LARGEST);
        let bytes = told.map_err(|failure| DocumentError::Program(failure.why))?;
        if !bytes.starts_with(b"%PDF-") {
            let name = self.argv.first().map_or("", String::as_str);
            return Err(DocumentError::Program(format!("what `{name}` wrote to its standard output is no PDF")));
        }
        Ok(bytes)
    }
}
