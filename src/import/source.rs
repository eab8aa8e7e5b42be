//! Where the bytes come from: a file or standard input, read as often as needed.

use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::decode;
use crate::domain::Sha256Sum;

/// The most that is taken from standard input or a pipe, which has to be kept to be read twice.
const SPOOL: u64 = 4 << 30;

words! {
    /// How a file is written.
    Format, "an input format";
    /// Cells between commas or semicolons, a header first.
    Csv = "csv",
    /// Cells between tabs, a header first.
    Tsv = "tsv",
    /// One JSON object a line.
    Jsonl = "jsonl",
    /// A sheet of a workbook, a header first.
    Xlsx = "xlsx",
}

impl Format {
    /// Returns the format that a file name's extension stands for.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// Why a source could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("`{file}` cannot be read: {why}")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// What the system said.
        #[source]
        why: io::Error,
    },
    /// The name does not say how the file is written.
    #[error("{}", unknown(file))]
    Format {
        /// The file as it was named.
        file: String,
    },
}

/// Bytes to import, with a name and a format. They can be read any number of times, and are the same each time unless
/// the file is written to meanwhile; a file renamed over it is not seen.
#[derive(Clone)]
pub struct Source {
    name: String,
    path: Option<PathBuf>,
    format: Format,
    sheet: Option<String>,
    bytes: Bytes,
}

#[derive(Clone)]
enum Bytes {
    File(Arc<File>),
    Memory(Arc<[u8]>),
}

impl Source {
    /// Opens a file, or standard input for `-`. Without a `format`, the name's extension decides.
    pub fn open(path: &Path, format: Option<Format>) -> Result<Self, OpenError> {
        let standard_input = path == Path::new("-");
        let name = if standard_input { "stdin".to_owned() } else { path.to_string_lossy().into_owned() };
        let format = format.or_else(|| Format::of(path)).ok_or_else(|| OpenError::Format { file: name.clone() })?;
        let file = if standard_input { spool(io::stdin().lock()) } else { open(path) };
        let file = file.map_err(|why| OpenError::Unreadable { file: name.clone(), why })?;
        let path = (!standard_input).then(|| path.to_owned());
        Ok(Self { name, path, format, sheet: None, bytes: Bytes::File(Arc::new(file)) })
    }

    /// Takes bytes that are already here.
    pub fn from_bytes(name: &str, format: Format, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.to_owned(), path: None, format, sheet: None, bytes: Bytes::Memory(bytes.into()) }
    }

    /// Returns the name that refusals give: the path as it was typed, or `stdin`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the path, if the bytes are in a file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns how the bytes are written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns how many bytes there are, as far as that can be found out.
    pub fn size(&self) -> u64 {
        self.raw().length().unwrap_or_default()
    }

    /// Returns the SHA-256 of the bytes, in hexadecimal digits.
    pub fn sha256(&self) -> io::Result<String> {
        Sha256Sum::of_all(self.raw())
    }

    /// Says which sheet of a workbook is meant, by its name or its number from 1.
    #[must_use]
    pub fn of_sheet(self, sheet: &str) -> Self {
        Self { sheet: Some(sheet.to_owned()), ..self }
    }

    /// Returns the sheet that is meant, if one was named.
    pub(super) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// Starts over from the first byte, as UTF-8.
    pub(super) fn read(&self) -> io::Result<Box<dyn Read>> {
        decode::utf8(Box::new(self.raw()))
    }

    /// Starts over from the first byte.
    pub(super) fn raw(&self) -> Reading {
        Reading { bytes: self.bytes.clone(), offset: 0 }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {})", self.name, self.format)
    }
}

/// Says why a name does not tell the format, and what to do about it.
fn unknown(file: &str) -> String {
    let extension = Path::new(file).extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "xls" | "xlsb" | "ods" | "numbers" => {
            format!("`{file}` is a workbook of a kind that is not read; save it as .xlsx or as csv")
        }
        _ => format!(
            "the name `{file}` does not say how it is written; say it with `--input-format csv`, `tsv`, `jsonl` or `xlsx`"
        ),
    }
}

/// Opens a file; what cannot be read twice, such as a pipe, is copied first.
fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    if kind.is_file() { Ok(file) } else { spool(file) }
}

/// Copies to a nameless temporary file, which goes away with this process.
fn spool(input: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    let copied = io::copy(&mut input.take(SPOOL + 1), &mut file)?;
    if copied > SPOOL {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "more than 4 GiB from a pipe; name a file instead"));
    }
    Ok(file)
}

/// One reading of the bytes, with a place of its own: two readings do not disturb each other.
#[derive(Clone)]
pub(super) struct Reading {
    bytes: Bytes,
    offset: u64,
}

impl Reading {
    /// Goes on from another byte.
    pub(super) fn from(self, offset: u64) -> Self {
        Self { offset, ..self }
    }

    fn length(&self) -> io::Result<u64> {
        match &self.bytes {
            Bytes::File(file) => Ok(file.metadata()?.len()),
            Bytes::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }
}

impl Seek for Reading {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.length()?.checked_add_signed(by),
            SeekFrom::Current(by) => self.offset.checked_add_signed(by),
        };
        self.offset = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.offset)
    }
}

impl Read for Reading {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = match &self.bytes {
            Bytes::File(file) => loop {
                match file.read_at(out, self.offset) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    read => break read?,
                }
            },
            Bytes::Memory(bytes) => {
                let rest = bytes.get(usize::try_from(self.offset).unwrap_or(usize::MAX)..).unwrap_or_default();
                let (mut rest, before) = (rest, rest.len());
                rest.read(out)?;
                before - rest.len()
            }
        };
        self.offset += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_is_read_twice_from_the_start_even_if_its_name_is_gone() {
        let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        file.write_all(b"a,b\n1,2\n").unwrap();
        let source = Source::open(file.path(), None).unwrap();
        drop(file);
        for _ in 0..2 {
            assert_eq!(io::read_to_string(source.read().unwrap()).unwrap(), "a,b\n1,2\n");
        }
    }

    #[test]
    fn the_extension_decides_the_format_unless_it_is_said() {
        for (name, format) in [("a.CSV", Some(Format::Csv)), ("a.tsv", Some(Format::Tsv)), ("a.txt", None), ("-", None)]
        {
            assert_eq!(Format::of(Path::new(name)), format);
        }
        insta::assert_snapshot!(Source::open(Path::new("a.txt"), None).unwrap_err(), @"the name `a.txt` does not say how it is written; say it with `--input-format csv`, `tsv`, `jsonl` or `xlsx`");
    }

    #[test]
    fn what_is_not_there_or_is_a_folder_is_said() {
        insta::assert_snapshot!(Source::open(Path::new("no/such.csv"), None).unwrap_err(), @"`no/such.csv` cannot be read: No such file or directory (os error 2)");
        insta::assert_snapshot!(Source::open(Path::new("src"), Some(Format::Csv)).unwrap_err(), @"`src` cannot be read: it is a folder");
    }
}
