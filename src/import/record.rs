//! One record as it stands in the file, whichever format it came from.

use super::refusal::{cut, list};
use crate::domain::Prose;

/// The most bytes one cell may have: those of the longest message, a character of which takes at most four.
pub(super) const CELL_LIMIT: usize = 4 * Prose::LONGEST;
/// The most bytes one record may have: a message whose every character is escaped as JSON may have to, and the rest.
pub(super) const RECORD_LIMIT: usize = 4 * CELL_LIMIT;
/// The most cells of one record that are kept; more are only counted.
pub(super) const CELLS_KEPT: usize = 16_384;

/// Where a cell lies in the record's text; `None` if the record does not have it.
pub(super) type Span = Option<(u32, u32)>;

/// Why a record cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flaw {
    /// More or fewer cells than the header.
    Ragged { cells: usize, header: usize },
    /// A cell over the limit, by its position; and whether it stands in quotes.
    CellTooLong { cell: usize, quoted: bool },
    /// A record over the limit.
    TooLong,
    /// Text between a closing quote and the next delimiter.
    AfterQuote { cell: usize },
    /// The file ends inside quotes.
    Unclosed { cell: usize },
    /// A NUL character.
    Nul { cell: usize },
    /// Bytes that are not UTF-8, in a cell or in a whole line.
    NotUtf8 { cell: Option<usize>, byte: usize, found: u8 },
    /// A line that is not a JSON object.
    NotJson { why: String },
    /// The same key twice in one object.
    TwiceNamed { key: String },
    /// An object or an array where a plain value belongs.
    Nested { key: String },
    /// Keys that have no place.
    Unplaced { keys: Vec<String> },
    /// A cell of a sheet beyond the last column of its header, by its name there.
    Outside { cell: String },
    /// A number of a sheet that does not say what it stands for.
    Number { text: String, why: &'static str },
    /// A formula of a sheet that came to an error.
    Failed { text: String },
}

impl Flaw {
    /// Returns the position of the column that is meant, if it is one.
    pub(super) fn cell(&self) -> Option<usize> {
        match self {
            Self::CellTooLong { cell, .. }
            | Self::AfterQuote { cell }
            | Self::Unclosed { cell }
            | Self::Nul { cell } => Some(*cell),
            Self::NotUtf8 { cell, .. } => *cell,
            _ => None,
        }
    }

    /// Says what is wrong and what was expected.
    pub(super) fn sentence(&self, kind: &str) -> String {
        match self {
            Self::Ragged { cells, header } => {
                format!("{} where the header has {header}", counted(*cells, "cell"))
            }
            Self::CellTooLong { quoted: false, .. } => format!("a cell of more than {}", megabytes(CELL_LIMIT)),
            Self::CellTooLong { quoted: true, .. } => {
                format!("a cell of more than {}: is its closing quote missing?", megabytes(CELL_LIMIT))
            }
            Self::TooLong => format!("a record of more than {}", megabytes(RECORD_LIMIT)),
            Self::AfterQuote { .. } => {
                "text after a closing quote; inside quotes, a quote is written twice: `\"19\"\" rail\"`".to_owned()
            }
            Self::Unclosed { .. } => "the file ends before the cell's closing quote".to_owned(),
            Self::Nul { .. } => "a NUL character, which text cannot have".to_owned(),
            Self::NotUtf8 { byte, found, cell } => {
                let whole = if cell.is_some() { "cell" } else { "line" };
                format!(
                    "byte {byte} of the {whole} ({found:#04x}) is not UTF-8; convert the file first, \
                     e.g. `iconv -f WINDOWS-1252 -t UTF-8`"
                )
            }
            Self::NotJson { why } => format!("not a JSON object: {why}"),
            Self::TwiceNamed { key } => format!("the key `{}` stands twice in one object", cut(key)),
            Self::Nested { key } => {
                format!("the key `{}` holds an object or an array, expected a plain value", cut(key))
            }
            Self::Unplaced { keys } => unplaced("key", keys, kind),
            Self::Outside { cell } => {
                format!(
                    "something stands in {cell}, beyond the header's last column; give it a name there, or clear it"
                )
            }
            Self::Number { text, why } => format!("`{}` {why}", cut(text)),
            Self::Failed { text } => format!("`{}` is an error of the sheet, expected a value", cut(text)),
        }
    }
}

/// Says that columns or keys have no place, and how to give them one.
pub(super) fn unplaced(noun: &str, names: &[String], kind: &str) -> String {
    let (plural, has) = if names.len() == 1 { ("", "has") } else { ("s", "have") };
    let flag = shell(&names.join(","));
    // A name with a comma cannot stand in a flag's list, and nobody types a very long one.
    let ignore = if flag.len() > 1000 || names.iter().any(|name| name.contains(',')) {
        "`ignore = […]` in a mapping".to_owned()
    } else {
        format!("`--ignore {flag}`")
    };
    let map = shell(&format!("{}=FIELD", cut(names.first().map_or("", String::as_str))));
    let names = list(names.iter().map(String::as_str));
    format!(
        "the {noun}{plural} {names} {has} no place in {kind}: ignore by name with {ignore}, or place with `--map {map}`"
    )
}

/// Writes a word as a shell takes it for one.
pub(super) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-.,=/:@+".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Writes a limit in bytes.
pub(super) fn megabytes(limit: usize) -> String {
    format!("{} MB", limit / 1_000_000)
}

/// Writes a number and its noun: `1 cell`, `2 cells`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The cells of one record. One is filled again and again, so that reading a row allocates nothing.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The bytes of all cells while they come in, and those of a record that is no text.
    pub(super) bytes: Vec<u8>,
    /// The same as text, once checked.
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    /// How many cells there were, kept or not.
    pub(super) cells: usize,
    /// The physical line on which the record starts.
    pub(super) line: u64,
    pub(super) flaw: Option<Flaw>,
    /// What is wrong with cells of a sheet, for rows in which they are wanted.
    pub(super) odd: Vec<(usize, Flaw)>,
    /// The cells that are numbers or dates by themselves, whatever the mapping says of those in text.
    pub(super) typed: Vec<usize>,
}

impl Record {
    /// Empties the record for the next one, which starts on `line`.
    pub(super) fn start(&mut self, line: u64) {
        self.text.clear();
        if self.bytes.capacity() == 0 {
            self.bytes = std::mem::take(&mut self.text).into_bytes();
        }
        self.bytes.clear();
        self.spans.clear();
        self.cells = 0;
        self.line = line;
        self.flaw = None;
        self.odd.clear();
        self.typed.clear();
    }

    /// Notes what is wrong, if nothing was before.
    pub(super) fn flaw(&mut self, flaw: Flaw) {
        self.flaw.get_or_insert(flaw);
    }

    /// Returns a cell's text, if the record is sound and has it.
    pub(super) fn cell(&self, position: usize) -> Option<&str> {
        let (start, end) = (*self.spans.get(position)?)?;
        self.text.get(start as usize..end as usize)
    }

    /// Returns a cell's bytes, even of a record that is no text.
    pub(super) fn raw(&self, position: usize) -> &[u8] {
        let whole = if self.bytes.is_empty() { self.text.as_bytes() } else { &self.bytes };
        let span = self.spans.get(position).copied().flatten();
        span.and_then(|(start, end)| whole.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// Checks that the cells that came in as bytes are text, and makes them so.
    pub(super) fn check_text(&mut self) {
        match String::from_utf8(std::mem::take(&mut self.bytes)) {
            Ok(text) if !text.as_bytes().contains(&0) && self.cells_are_whole(&text) => self.text = text,
            other => {
                self.bytes = other.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes);
                self.find_flaw();
            }
        }
    }

    /// Whether no character is split between two cells.
    fn cells_are_whole(&self, text: &str) -> bool {
        text.is_ascii() || self.spans.iter().flatten().all(|(_, end)| text.is_char_boundary(*end as usize))
    }

    /// Finds the first cell that is no text.
    fn find_flaw(&mut self) {
        let flaw = (0..self.spans.len()).find_map(|cell| {
            let bytes = self.raw(cell);
            match std::str::from_utf8(bytes) {
                Err(error) => {
                    let byte = error.valid_up_to();
                    Some(Flaw::NotUtf8 { cell: Some(cell), byte: byte + 1, found: bytes[byte] })
                }
                Ok(text) => text.contains('\0').then_some(Flaw::Nul { cell }),
            }
        });
        if let Some(flaw) = flaw {
            self.flaw(flaw);
        }
    }
}
