//! Rows as other programs take them: exact, one at a time, however many there are.

use std::io::{self, Write};
use std::path::Path;

use super::workbook::Book;
use super::{Format, OutputError, escape, json};
use crate::domain::{Datum, Instant, Invalid};

words! {
    /// How an export is written.
    SheetFormat, "a format of exports";
    /// Cells between commas, a header first.
    Csv = "csv",
    /// Cells between tabs, a header first.
    Tsv = "tsv",
    /// One JSON object a line.
    Jsonl = "jsonl",
    /// A spreadsheet.
    Xlsx = "xlsx",
}

impl SheetFormat {
    /// Chooses the format: the one asked for, else the file's by its extension, else csv.
    pub(super) fn choose(asked: Option<Format>, file: Option<&Path>) -> Result<Self, OutputError> {
        let refuse = |given: &str, what| Err(OutputError::UnknownExtension(Invalid::word(given, what, Self::WORDS)));
        match asked {
            Some(Format::Csv) => return Ok(Self::Csv),
            Some(Format::Plain) => return Ok(Self::Tsv),
            Some(Format::Jsonl) => return Ok(Self::Jsonl),
            Some(Format::Xlsx) => return Ok(Self::Xlsx),
            Some(other @ (Format::Table | Format::Json | Format::Html | Format::Md)) => {
                return refuse(other.as_str(), "a format of exports");
            }
            None => {}
        }
        let Some(extension) = file.and_then(Path::extension) else { return Ok(Self::Csv) };
        let extension = extension.to_string_lossy();
        extension.parse().or_else(|_| refuse(&extension, "the extension of an export"))
    }
}

/// Writes rows of the same columns.
#[derive(Debug)]
pub struct Sheet {
    format: SheetFormat,
    columns: Vec<&'static str>,
    /// Leave text as it is, even if a spreadsheet would run it.
    raw: bool,
    /// Spell out what would drive a terminal: a person looks on.
    shown: bool,
    line: Vec<u8>,
    /// The spreadsheet, which is written at the end.
    book: Option<Book>,
    now: Instant,
}

impl Sheet {
    /// Prepares rows of these columns: `raw` leaves text as it is even if a spreadsheet would run it, `shown` spells out
    /// what would drive a terminal; a spreadsheet says that it was made at `now`.
    pub fn new(format: SheetFormat, columns: Vec<&'static str>, (raw, shown): (bool, bool), now: Instant) -> Self {
        Self { format, columns, raw, shown, line: Vec::new(), book: None, now }
    }

    /// Writes what stands before the first row.
    pub fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let titles: Vec<Datum> = self.columns.iter().map(|column| Datum::Text((*column).to_owned())).collect();
        match self.format {
            SheetFormat::Csv | SheetFormat::Tsv => self.row(out, &titles),
            SheetFormat::Jsonl => Ok(()),
            SheetFormat::Xlsx => {
                self.book = Some(Book::new(&self.columns, self.now)?);
                Ok(())
            }
        }
    }

    /// Writes what stands behind the last row.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.book.take().map_or(Ok(()), |mut book| book.finish(&self.columns, out))
    }

    /// Writes a row: a value for each column.
    pub fn row(&mut self, out: &mut dyn Write, data: &[Datum]) -> io::Result<()> {
        self.line.clear();
        match self.format {
            SheetFormat::Csv => self.cells(b',', data),
            SheetFormat::Tsv => self.cells(b'\t', data),
            SheetFormat::Jsonl => self.object(data)?,
            SheetFormat::Xlsx => {
                return self.book.as_mut().map_or(Ok(()), |book| book.row(&self.columns, data));
            }
        }
        out.write_all(&self.line)
    }

    fn cells(&mut self, delimiter: u8, data: &[Datum]) {
        for (place, datum) in data.iter().enumerate() {
            if place > 0 {
                self.line.push(delimiter);
            }
            match datum {
                Datum::Text(text) => {
                    let text = if self.shown { escape::csv(text) } else { text.into() };
                    let text = if self.raw { text } else { escape::defuse(text) };
                    cell(&mut self.line, &text, delimiter);
                }
                other => cell(&mut self.line, &other.to_string(), delimiter),
            }
        }
        self.line.extend_from_slice(b"\r\n");
    }

    fn object(&mut self, data: &[Datum]) -> io::Result<()> {
        for (place, (column, datum)) in self.columns.iter().zip(data).enumerate() {
            self.line.push(if place == 0 { b'{' } else { b',' });
            json::token(&mut self.line, column)?;
            self.line.push(b':');
            match datum {
                Datum::Nothing => json::token(&mut self.line, &())?,
                Datum::Number(number) => json::token(&mut self.line, number)?,
                Datum::Flag(yes) => json::token(&mut self.line, yes)?,
                other => json::token(&mut self.line, &other.to_string())?,
            }
        }
        self.line.extend_from_slice(b"}\n");
        Ok(())
    }
}

/// Writes a cell by RFC 4180, in quotes where something in it could be taken for its end.
fn cell(line: &mut Vec<u8>, text: &str, delimiter: u8) {
    if !text.bytes().any(|byte| byte == delimiter || b"\"\r\n".contains(&byte)) {
        return line.extend_from_slice(text.as_bytes());
    }
    line.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            line.push(b'"');
        }
        line.push(byte);
    }
    line.push(b'"');
}
