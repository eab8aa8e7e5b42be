//! An import: a file, opened and checked, whose rows can be read any number of times.

use std::cell::Cell;
use std::collections::HashSet;
use std::hash::RandomState;
use std::{io, mem};

use super::delimited::Delimited;
use super::header::Header;
use super::jsonl::Jsonl;
use super::kind::Kind;
use super::mapping::Mapping;
use super::plan::{Binding, Fill, Plan, Supply};
use super::record::{Flaw, Record};
use super::refusal::Refusal;
use super::row::Row;
use super::sheet::Cells;
use super::source::{Format, Source};
use super::values::{Trimmed, Values};
use super::workbook::Chosen;

/// A file whose header and mapping fit a kind.
#[derive(Debug)]
pub struct Import {
    source: Source,
    kind: &'static Kind,
    mapping: Mapping,
    pub(super) plan: Plan,
    /// `None` for a file of objects.
    header: Option<Header>,
    /// The sheet that is read, of a workbook.
    book: Option<Chosen>,
    /// What refusals call the file.
    label: String,
}

impl Import {
    /// Reads the header and fits it to the kind. Every column needs a place, a rule or a word that it is ignored, and
    /// every required field a column: all that does not fit is refused at once.
    pub fn open(source: Source, kind: &'static Kind, mapping: &Mapping) -> Result<Self, Vec<Refusal>> {
        let header = match source.format() {
            Format::Csv | Format::Tsv => Some(Header::read(&source, kind.name).map_err(|refusal| vec![refusal])?),
            Format::Jsonl | Format::Xlsx => None,
        };
        let binding = Binding { file: source.name(), kind, mapping, header: header.as_ref() };
        let (book, header, plan) = if source.format() == Format::Xlsx {
            let (book, header, plan) = Chosen::open(&binding, source.sheet(), source.raw())?;
            (Some(book), Some(header), plan)
        } else {
            let plan = binding.plan()?;
            (None, header, plan)
        };
        let label = book.as_ref().map_or_else(|| source.name().to_owned(), |book| book.label(source.name()));
        Ok(Self { source, kind, mapping: mapping.clone(), plan, header, book, label })
    }

    /// Starts over from the first row.
    pub fn rows(&self) -> Result<Rows<'_>, Refusal> {
        let refuse = |error: io::Error| Refusal::new(self.source.name(), 1, error.to_string());
        let mut record = Record::default();
        let reader = if let Some(book) = &self.book {
            let mut cells = book.cells();
            cells.read(&mut record).map_err(refuse)?;
            Reader::Sheet(Box::new(cells))
        } else if let Some(header) = &self.header {
            let mut reader = Delimited::new(self.source.read().map_err(refuse)?, header.delimiter);
            reader.read(&mut record).map_err(refuse)?;
            Reader::Delimited(Box::new(reader))
        } else {
            let mut ignored = self.mapping.ignore.clone();
            ignored.extend(self.source.name().ends_with(".rejected.jsonl").then(|| "rejected".to_owned()));
            let input = self.source.read().map_err(refuse)?;
            Reader::Jsonl(Jsonl::new(input, &self.plan.columns, &ignored, self.mapping.ignore_others))
        };
        let (values, tally) = (Values::default(), Tally::default());
        Ok(Rows {
            import: self,
            reader,
            record,
            values,
            tally,
            firsts: HashSet::new(),
            secrets: <[RandomState; 2]>::default(),
            over: false,
            broke_off: false,
        })
    }

    /// Returns the file as it was named.
    pub fn file(&self) -> &str {
        self.source.name()
    }

    /// Returns where the bytes come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the kind of the rows.
    pub fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// Returns the source that external ids are unique within, if the mapping names one.
    pub fn id_source(&self) -> Option<&str> {
        self.mapping.source()
    }

    /// Tells whether anything fills a field.
    pub fn fills(&self, field: &str) -> bool {
        let fill = self.kind.position(field).and_then(|position| self.plan.fills.get(position));
        fill.is_some_and(|fill| !matches!(fill.from, Supply::Nowhere))
    }

    /// Returns the names of the file's columns; of a file of objects, those of the keys that are used.
    pub fn columns(&self) -> &[String] {
        &self.plan.columns
    }
}

impl Import {
    /// Returns a row that was held, only to be looked at: without a digest.
    pub fn row<'r>(&'r self, held: &'r Held) -> Row<'r> {
        self.row_of(&held.record, &held.values)
    }

    fn row_of<'r>(&'r self, record: &'r Record, values: &'r Values) -> Row<'r> {
        let (file, kind, plan) = (&self.label, self.kind, &self.plan);
        Row { file, kind, plan, record, values, digested: false, next: Cell::new(0) }
    }

    /// Returns how many cells each record of the file should have.
    pub(super) fn width(&self) -> usize {
        self.header.as_ref().map_or(0, |header| header.width)
    }
}

enum Reader<'a> {
    Delimited(Box<Delimited>),
    Jsonl(Jsonl),
    Sheet(Box<Cells<'a>>),
}

/// What was read so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows of the file, taken, refused or skipped.
    pub rows: u64,
    /// Rows skipped because an earlier one had the same value of `one_per`.
    pub repeated: u64,
    /// Rows skipped because they have no value of `one_per`.
    pub without: u64,
}

/// A row that was read and is held apart from the reading. One is filled again and again.
#[derive(Debug, Default)]
pub struct Held {
    record: Record,
    values: Values,
}

impl Held {
    /// Returns how many bytes the row's cells have.
    pub fn size(&self) -> usize {
        self.record.text.len()
    }
}

/// One reading of the rows, from first to last.
pub struct Rows<'a> {
    import: &'a Import,
    reader: Reader<'a>,
    record: Record,
    values: Values,
    tally: Tally,
    /// Marks of the values of `one_per` that were met.
    firsts: HashSet<u128>,
    secrets: [RandomState; 2],
    over: bool,
    broke_off: bool,
}

impl Rows<'_> {
    /// Reads the next row; `None` at the end. A refused row does not end the reading, unless the file itself breaks off.
    pub fn next_row(&mut self) -> Option<Result<Row<'_>, Refusal>> {
        match self.advance()? {
            Err(refusal) => Some(Err(refusal)),
            Ok(()) => Some(Ok(self.row())),
        }
    }

    fn row(&self) -> Row<'_> {
        Row { digested: true, ..self.import.row_of(&self.record, &self.values) }
    }

    /// Reads the next row as [`Rows::next_row`] does, and holds it for another thread to look at.
    pub fn hold_next(&mut self, mut held: Held) -> Option<Result<Held, Refusal>> {
        Some(self.advance()?.map(|()| {
            mem::swap(&mut self.record, &mut held.record);
            // Where the file breaks off, it is told of by the line that was read last.
            self.record.line = held.record.line;
            mem::swap(&mut self.values, &mut held.values);
            self.values.trimmed = held.values.trimmed.take();
            held
        }))
    }

    /// Returns what was read so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether the reading ended with an error of the file itself, so that there may be rows that nobody has seen.
    pub fn broke_off(&self) -> bool {
        self.broke_off
    }

    /// Returns which cells so far had outer spaces, which are removed.
    pub fn trimmed(&self) -> Option<&Trimmed> {
        self.values.trimmed.as_ref()
    }

    /// Returns the cells of the row read last, as they stand in the file.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.record.spans.len()).map(|cell| self.record.raw(cell))
    }

    /// Returns the line read last from a file of objects, as it stands there.
    pub(super) fn json(&self) -> Option<&[u8]> {
        match &self.reader {
            Reader::Delimited(_) | Reader::Sheet(_) => None,
            Reader::Jsonl(reader) => Some(reader.raw()),
        }
    }

    /// Reads on to a row that is not skipped.
    fn advance(&mut self) -> Option<Result<(), Refusal>> {
        let plan = &self.import.plan;
        while !self.over {
            let read = match &mut self.reader {
                Reader::Delimited(reader) => reader.read(&mut self.record),
                Reader::Jsonl(reader) => reader.read(&mut self.record),
                Reader::Sheet(reader) => reader.read(&mut self.record),
            };
            match read {
                Ok(true) => self.tally.rows += 1,
                Ok(false) => {
                    self.over = true;
                    return self.never_met().map(Err);
                }
                Err(error) => {
                    (self.over, self.broke_off) = (true, true);
                    let why = format!("{error}; nothing from here on was read");
                    return Some(Err(Refusal::new(&self.import.label, self.record.line, why)));
                }
            }
            if let Some(flaw) = self.flaw() {
                return Some(Err(flaw));
            }
            self.values.clean(plan, &self.record, matches!(self.reader, Reader::Delimited(_)));
            if !plan.one_per.is_empty() && self.skips() {
                continue;
            }
            if let Err((field, invalid)) = self.values.fill(plan, &self.record) {
                let (line, label) = (self.record.line, &plan.fills[field].label);
                return Some(Err(Refusal::invalid(&self.import.label, line, label, invalid)));
            }
            if !plan.one_of.is_empty() && self.repeats() {
                continue;
            }
            return Some(Ok(()));
        }
        None
    }

    /// Returns what is wrong with the record as such.
    fn flaw(&mut self) -> Option<Refusal> {
        if let Some(header) = self.import.header.as_ref().filter(|header| header.width != self.record.cells) {
            self.record.flaw(Flaw::Ragged { cells: self.record.cells, header: header.width });
        }
        let (cell, flaw) = if let Some(flaw) = &self.record.flaw {
            (flaw.cell(), flaw)
        } else {
            let used = &self.import.plan.used;
            let odd = self.record.odd.iter().find(|(cell, _)| used.binary_search(cell).is_ok());
            odd.map(|(cell, flaw)| (Some(*cell), flaw))?
        };
        let refusal = Refusal::new(&self.import.label, self.record.line, flaw.sentence(self.import.kind.name));
        match cell.and_then(|cell| self.import.plan.columns.get(cell)) {
            Some(column) => Some(refusal.column(column)),
            None => Some(refusal),
        }
    }

    /// Whether the row is not the first of its value of `one_per`, or has none.
    fn skips(&mut self) -> bool {
        let mark = self.values.mark(&self.import.plan.one_per, &self.record, &self.secrets);
        self.meets(mark)
    }

    /// The same for `one_per` fields.
    fn repeats(&mut self) -> bool {
        let mark = self.row().mark(&self.import.plan.one_of, &self.secrets);
        self.meets(mark)
    }

    fn meets(&mut self, mark: Option<u128>) -> bool {
        match mark {
            None => self.tally.without += 1,
            Some(mark) if !self.firsts.insert(mark) => self.tally.repeated += 1,
            Some(_) => return false,
        }
        true
    }

    /// Refuses a key that the mapping names and no object had.
    fn never_met(&self) -> Option<Refusal> {
        let Reader::Jsonl(reader) = &self.reader else { return None };
        let plan = &self.import.plan;
        let mapped = plan.fills.iter().filter(|fill| fill.mapped).flat_map(Fill::columns);
        let never = mapped.chain(plan.one_per.iter().copied()).find(|column| !reader.met(*column))?;
        let why = format!("the mapping names the key `{}`, which no object has", plan.columns[never]);
        (self.tally.rows > 0).then(|| Refusal::new(&self.import.label, 0, why))
    }
}
