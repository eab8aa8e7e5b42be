//! The fields of one row, made from the cells of one record.

use std::hash::{BuildHasher, Hash, Hasher};

use crate::domain::Invalid;

use super::plan::{Fill, Plan, Supply};
use super::record::{Record, Span};
use super::rule::{Case, Refinement};

/// The cells from which outer spaces were removed: how many, and where the first was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trimmed {
    /// How many there were.
    pub cells: u64,
    /// The line of the first.
    pub line: u64,
    /// The column of the first, in the file's words.
    pub column: String,
}

/// Where the text of a field lies.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value {
    Missing,
    /// In the record, as it is.
    Cell(u32, u32),
    /// Among the texts that were made for this row.
    Made(u32, u32),
    /// In the plan.
    Constant,
}

/// The fields of one row. One is filled again and again.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// The cells that are used, cleaned, by the position of their column.
    cleaned: Vec<Span>,
    /// One for each field of the kind.
    pub(super) fields: Vec<Value>,
    /// The texts that are no cell's.
    pub(super) made: String,
    pub(super) trimmed: Option<Trimmed>,
}

impl Values {
    /// Finds the text in each cell that is used: without outer spaces, without the `'` that keeps a spreadsheet from
    /// running it, and nothing if it means missing.
    pub(super) fn clean(&mut self, plan: &Plan, record: &Record, guarded: bool) {
        self.cleaned.resize(plan.columns.len(), None);
        for &column in &plan.used {
            let span = record.spans.get(column).copied().flatten();
            self.cleaned[column] = span.and_then(|(start, end)| {
                let cell = record.cell(column)?;
                let text = trim(cell);
                let start = start + size(cell) - size(trim_start(cell));
                let end = end - (size(trim_start(cell)) - size(text));
                if text.len() < cell.len() {
                    note(&mut self.trimmed, record.line, &plan.columns[column]);
                }
                let missing = text.is_empty() || plan.null.iter().any(|null| null == text);
                let start = start + u32::from(guarded && is_guarded(text));
                (!missing).then_some((start, end))
            });
        }
    }

    /// Makes the value of each field; a value that the mapping does not list is refused, with the field's position.
    pub(super) fn fill(&mut self, plan: &Plan, record: &Record) -> Result<(), (usize, Invalid)> {
        self.fields.clear();
        self.made.clear();
        for (position, fill) in plan.fills.iter().enumerate() {
            let value = self.value(fill, record).map_err(|invalid| (position, invalid))?;
            self.fields.push(value);
        }
        Ok(())
    }

    /// Returns a mark of the cells at `columns`, two different ones being equal with a chance of 2⁻¹²⁸; `None` if any
    /// is missing.
    pub(super) fn mark<S: BuildHasher>(&self, columns: &[usize], record: &Record, hashers: &[S; 2]) -> Option<u128> {
        let mut hashers = hashers.each_ref().map(BuildHasher::build_hasher);
        for column in columns {
            let cell = self.text(*column, record)?;
            for hasher in &mut hashers {
                cell.hash(hasher);
            }
        }
        let [high, low] = hashers.map(|hasher| u128::from(hasher.finish()));
        Some(high << 64 | low)
    }

    fn text<'a>(&self, column: usize, record: &'a Record) -> Option<&'a str> {
        let (start, end) = (*self.cleaned.get(column)?)?;
        record.text.get(start as usize..end as usize)
    }

    fn value(&mut self, fill: &Fill, record: &Record) -> Result<Value, Invalid> {
        if let Some((column, wanted)) = &fill.when {
            let found = self.text(*column, record);
            if !found.is_some_and(|found| wanted.iter().any(|wanted| wanted == found)) {
                return Ok(Value::Missing);
            }
        }
        let value = match &fill.from {
            Supply::Nowhere => Value::Missing,
            Supply::Constant(_) => Value::Constant,
            Supply::Column(column) => {
                self.cleaned[*column].map_or(Value::Missing, |(start, end)| Value::Cell(start, end))
            }
            Supply::Columns(columns, join) => self.join(columns, join, record),
        };
        let Some(refinement) = &fill.refinement else { return Ok(value) };
        let joined;
        let text = match value {
            Value::Missing => None,
            Value::Constant => return Ok(value),
            Value::Cell(start, end) => Some(&record.text[start as usize..end as usize]),
            Value::Made(start, end) => {
                joined = self.made[start as usize..end as usize].to_owned();
                Some(joined.as_str())
            }
        };
        let text = match &refinement.slice {
            Some(slice) => text.and_then(|text| slice.of(text)),
            None => text,
        };
        let start = size(&self.made);
        match text.filter(|text| !refinement.null.iter().any(|null| null == text)) {
            None => self.made.push_str(refinement.default.as_deref().unwrap_or_default()),
            Some(text) => refine(refinement, text, &mut self.made)?,
        }
        Ok(self.made_since(start))
    }

    fn join(&mut self, columns: &[usize], join: &str, record: &Record) -> Value {
        let start = size(&self.made);
        for column in columns {
            let Some((from, to)) = self.cleaned[*column] else { continue };
            if size(&self.made) > start {
                self.made.push_str(join);
            }
            self.made.push_str(&record.text[from as usize..to as usize]);
        }
        self.made_since(start)
    }

    fn made_since(&self, start: u32) -> Value {
        let end = size(&self.made);
        if end > start { Value::Made(start, end) } else { Value::Missing }
    }
}

/// Writes the value that a rule makes of a text.
fn refine(refinement: &Refinement, text: &str, made: &mut String) -> Result<(), Invalid> {
    let text = match &refinement.values {
        None => text,
        Some(values) => values.get(text).ok_or_else(|| {
            let listed: Vec<&str> = values.keys().map(String::as_str).collect();
            Invalid::word(text, "a value that the mapping lists", &listed)
        })?,
    };
    made.push_str(&refinement.prefix);
    match refinement.case {
        None => made.push_str(text),
        Some(Case::Lower) => made.push_str(&text.to_lowercase()),
        Some(Case::Upper) => made.push_str(&text.to_uppercase()),
    }
    made.push_str(&refinement.suffix);
    Ok(())
}

/// A cell's length, which the limits keep far below 4 GiB.
fn size(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Whether a character may be a space: most cells begin and end with one that plainly is none.
fn may_be_space(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| *byte <= b' ' || *byte >= 0x80)
}

fn trim_start(cell: &str) -> &str {
    if may_be_space(cell.as_bytes().first()) { cell.trim_start() } else { cell }
}

fn trim(cell: &str) -> &str {
    let cell = trim_start(cell);
    if may_be_space(cell.as_bytes().last()) { cell.trim_end() } else { cell }
}

/// Whether a cell has the `'` in front that keeps a spreadsheet from running it as a formula, as our own export writes
/// it.
pub(super) fn is_guarded(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix('\'') else { return false };
    rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

fn note(trimmed: &mut Option<Trimmed>, line: u64, column: &str) {
    trimmed.get_or_insert_with(|| Trimmed { cells: 0, line, column: column.to_owned() }).cells += 1;
}
