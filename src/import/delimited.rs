//! Records between commas, semicolons or tabs.
//!
//! A reader of our own, because an import has to say on which line a record starts whatever the line ends are, must not
//! swallow the rest of a file after a stray quote, and must stay small on a cell of any size. RFC 4180, with any of
//! LF, CRLF and CR as line end; a quote inside an unquoted cell is an ordinary character.

use std::io::{self, BufRead, BufReader, Read};

use super::record::{CELL_LIMIT, CELLS_KEPT, Flaw, RECORD_LIMIT, Record};

/// How much is read from the file at once.
const CHUNK: usize = 128 * 1024;

/// Reads records one after the other.
pub(super) struct Delimited {
    input: BufReader<Box<dyn Read>>,
    /// Which bytes end an unquoted cell.
    stops: [bool; 256],
    delimiter: u8,
    /// The physical line of the next byte.
    line: u64,
    /// Where the current cell starts in the record's bytes.
    start: usize,
}

/// What ended a cell.
#[derive(PartialEq)]
enum End {
    Cell,
    Record,
}

impl Delimited {
    /// Starts at the first record, which is the header.
    pub(super) fn new(input: Box<dyn Read>, delimiter: u8) -> Self {
        let mut stops = [false; 256];
        for stop in [delimiter, b'\n', b'\r'] {
            stops[usize::from(stop)] = true;
        }
        Self { input: BufReader::with_capacity(CHUNK, input), stops, delimiter, line: 1, start: 0 }
    }

    /// Reads the next record, and notes in it what is wrong with it; `false` at the end. Blank lines are passed over.
    pub(super) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        let found = self.pass_blank_lines()?;
        record.start(self.line);
        if !found {
            return Ok(false);
        }
        self.start = 0;
        while self.cell(record)? == End::Cell {}
        record.check_text();
        Ok(true)
    }

    fn pass_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            match self.input.fill_buf()?.first() {
                None => return Ok(false),
                Some(end @ (b'\n' | b'\r')) => {
                    let end = *end;
                    self.input.consume(1);
                    self.end_line(end)?;
                }
                Some(_) => return Ok(true),
            }
        }
    }

    fn cell(&mut self, record: &mut Record) -> io::Result<End> {
        if self.input.fill_buf()?.first() == Some(&b'"') {
            self.input.consume(1);
            self.quoted(record)?;
        }
        loop {
            let available = self.input.fill_buf()?;
            let stop = available.iter().position(|byte| self.stops[usize::from(*byte)]);
            let text = &available[..stop.unwrap_or(available.len())];
            let (used, end) = (text.len(), stop.map(|at| available[at]));
            push(record, self.start, text, false);
            let over = available.is_empty();
            self.input.consume(used + usize::from(end.is_some()));
            if over || end.is_some() {
                self.end_cell(record);
            }
            match end {
                Some(byte) if byte == self.delimiter => return Ok(End::Cell),
                Some(byte) => return self.end_line(byte).map(|()| End::Record),
                None if over => return Ok(End::Record),
                None => {}
            }
        }
    }

    /// Reads up to the closing quote and over it.
    fn quoted(&mut self, record: &mut Record) -> io::Result<()> {
        let cell = record.cells;
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                record.flaw(Flaw::Unclosed { cell });
                return Ok(());
            }
            let quote = available.iter().position(|byte| *byte == b'"');
            let text = &available[..quote.unwrap_or(available.len())];
            self.line += text.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
            let used = text.len() + usize::from(quote.is_some());
            push(record, self.start, text, true);
            self.input.consume(used);
            if quote.is_some() {
                match self.input.fill_buf()?.first() {
                    Some(b'"') => {
                        push(record, self.start, b"\"", true);
                        self.input.consume(1);
                    }
                    Some(byte) if !self.stops[usize::from(*byte)] => {
                        record.flaw(Flaw::AfterQuote { cell });
                        return Ok(());
                    }
                    _ => return Ok(()),
                }
            }
        }
    }

    fn end_cell(&mut self, record: &mut Record) {
        let end = record.bytes.len();
        if record.cells < CELLS_KEPT {
            record.spans.push(u32::try_from(self.start).ok().zip(u32::try_from(end).ok()));
        }
        record.cells += 1;
        self.start = end;
    }

    /// Counts a line end whose first byte has been read, and passes over the rest of it.
    fn end_line(&mut self, first: u8) -> io::Result<()> {
        self.line += 1;
        if first == b'\r' && self.input.fill_buf()?.first() == Some(&b'\n') {
            self.input.consume(1);
        }
        Ok(())
    }
}

/// Adds to the cell that starts at `start`; what is over a limit is dropped, and noted.
fn push(record: &mut Record, start: usize, text: &[u8], quoted: bool) {
    if record.bytes.len() - start + text.len() > CELL_LIMIT {
        record.flaw(Flaw::CellTooLong { cell: record.cells, quoted });
    } else if record.bytes.len() + text.len() > RECORD_LIMIT {
        record.flaw(Flaw::TooLong);
    } else {
        record.bytes.extend_from_slice(text);
    }
}
