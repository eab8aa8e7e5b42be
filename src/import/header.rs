//! The first line of a delimited file, which names its columns.

use super::delimited::Delimited;
use super::record::Record;
use super::refusal::Refusal;
use super::source::{Format, Source};

/// The columns that a file of refused rows has behind the original ones.
pub(super) const REJECT_COLUMNS: [&str; 3] = ["line", "field", "reason"];

/// The columns of a file, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The names in order, without those that a file of refused rows has added.
    pub(super) columns: Vec<String>,
    /// How many cells each record must have.
    pub(super) width: usize,
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// The line on which the header stands.
    pub(super) line: u64,
}

impl Header {
    /// Reads the header. In a csv file, the one of `,` and `;` that makes more columns is the delimiter.
    pub(super) fn read(source: &Source, kind: &str) -> Result<Self, Refusal> {
        let delimiters: &[u8] = if source.format() == Format::Tsv { b"\t" } else { b",;" };
        let mut best = (b',', Record::default());
        for delimiter in delimiters {
            let record = first_record(source, *delimiter)?;
            if record.cells > best.1.cells {
                best = (*delimiter, record);
            }
        }
        let (delimiter, record) = best;
        if record.cells == 0 {
            let why = "the file is empty, expected a header line that names the columns";
            return Err(Refusal::new(source.name(), 1, why));
        }
        Self::of(&record, delimiter, source.name(), kind)
    }

    /// Takes the first record of a file for its header.
    pub(super) fn of(record: &Record, delimiter: u8, file: &str, kind: &str) -> Result<Self, Refusal> {
        let refuse = |why: String| Refusal::new(file, record.line.max(1), why);
        if let Some(flaw) = &record.flaw {
            return Err(refuse(format!("the header cannot be read: {}", flaw.sentence(kind))));
        }
        let mut columns: Vec<String> =
            (0..record.spans.len()).map(|cell| record.cell(cell).unwrap_or_default().trim().to_owned()).collect();
        drop_reject_columns(file, &mut columns);
        check(&columns, record.cells).map_err(refuse)?;
        Ok(Self { columns, width: record.cells, delimiter, line: record.line })
    }
}

fn first_record(source: &Source, delimiter: u8) -> Result<Record, Refusal> {
    let mut record = Record::default();
    let read = source.read().and_then(|input| Delimited::new(input, delimiter).read(&mut record));
    read.map_err(|error| Refusal::new(source.name(), 1, error.to_string()))?;
    Ok(record)
}

/// Takes off what a file of refused rows has behind the original columns, so that a mended one can be imported as it is.
fn drop_reject_columns(file: &str, columns: &mut Vec<String>) {
    if file.ends_with(".rejected.csv") && columns.ends_with(&REJECT_COLUMNS.map(str::to_owned)) {
        columns.truncate(columns.len() - REJECT_COLUMNS.len());
    }
}

fn check(columns: &[String], cells: usize) -> Result<(), String> {
    if cells > columns.len() + REJECT_COLUMNS.len() {
        return Err(format!("a header of {cells} columns, expected at most {}", columns.len()));
    }
    if let [only] = columns
        && only.contains('\t')
    {
        return Err("the header is separated by tabs: say `--input-format tsv`".to_owned());
    }
    for (position, column) in columns.iter().enumerate() {
        if column.is_empty() {
            return Err(format!("column {} of the header has no name", position + 1));
        }
        if let Some(first) = columns[..position].iter().position(|other| other == column) {
            let (first, second) = (first + 1, position + 1);
            return Err(format!("the header names `{column}` twice, in columns {first} and {second}"));
        }
    }
    Ok(())
}
