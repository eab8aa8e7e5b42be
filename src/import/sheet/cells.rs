//! The cells of a sheet, a row at a time.

use std::io;

use super::super::record::{CELL_LIMIT, CELLS_KEPT, Flaw, RECORD_LIMIT, Record};
use super::book::Book;
use super::look::Look;
use super::number::written;
use super::strings::Text;
use super::xml::{Node, Tag, Xml};
use super::{broken, letters};

/// The last row that a sheet can have.
const LAST_ROW: u32 = 1 << 20;

/// Which columns of a sheet are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Width {
    /// All that there are, as for a header.
    Any,
    /// So many; what stands in others is refused.
    Only(usize),
    /// So many; what stands in others is passed over.
    First(usize),
}

/// Reads one sheet.
pub(in crate::import) struct Cells<'a> {
    book: &'a Book,
    xml: Xml,
    width: Width,
    /// The row read last, from 1.
    row: u32,
    text: Text,
}

/// What an opening tag says of a cell.
struct Cell {
    column: usize,
    kind: String,
    look: Look,
}

impl<'a> Cells<'a> {
    pub(super) fn new(book: &'a Book, xml: Xml, width: Width) -> Self {
        Self { book, xml, width, row: 0, text: Text::default() }
    }

    /// Reads the next row, and notes in the record what is wrong with it; `false` at the end. Rows in which nothing
    /// stands are passed over. An error is one of the file, which cannot be read on.
    pub(in crate::import) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        loop {
            record.start(u64::from(self.row));
            if !self.next_row()? {
                return Ok(false);
            }
            record.start(u64::from(self.row));
            self.cells(record)?;
            if record.spans.iter().any(Option::is_some) || record.flaw.is_some() {
                let width = match self.width {
                    Width::Any => record.spans.len(),
                    Width::Only(width) | Width::First(width) => width,
                };
                record.spans.resize(width, None);
                record.cells = width;
                return Ok(true);
            }
        }
    }

    /// Goes on to the next row's opening tag.
    fn next_row(&mut self) -> io::Result<bool> {
        loop {
            match self.xml.next()? {
                Node::Open(tag) if tag.name() == "row" => {
                    let number = match tag.attribute("r")? {
                        Some(number) => number.parse().ok(),
                        None => Some(self.row + 1),
                    };
                    let number = number.filter(|number| (self.row + 1..=LAST_ROW).contains(number));
                    self.row = number.ok_or_else(|| {
                        broken("the next row is out of order, or beyond the last that a sheet can have")
                    })?;
                    return Ok(true);
                }
                Node::End => return Ok(false),
                _ => {}
            }
        }
    }

    /// Reads all cells of the row.
    fn cells(&mut self, record: &mut Record) -> io::Result<()> {
        let mut next = 0;
        loop {
            let cell = match self.xml.next()? {
                Node::Open(tag) if tag.name() == "c" => describe(&tag, self.row, next, &self.book.looks)?,
                Node::Close(name) if name == "row" => return Ok(()),
                Node::End => return Err(broken("it breaks off inside a row")),
                _ => continue,
            };
            next = cell.column + 1;
            self.value(&cell)?;
            self.put(&cell, record)?;
        }
    }

    /// Reads the text between a cell's tags. Of a formula that is what it came to when the file was saved.
    fn value(&mut self, cell: &Cell) -> io::Result<()> {
        self.text = Text::default();
        let inline = cell.kind == "inlineStr";
        loop {
            match self.xml.next()? {
                Node::Open(tag) if tag.name() == "v" => {
                    if !inline {
                        self.text.open("t");
                    }
                }
                Node::Open(tag) => self.text.open(tag.name()),
                Node::Text(part) => self.text.push(&part),
                Node::Close(name) if name == "c" => return Ok(()),
                Node::Close(name) if name == "v" => self.text.close("t"),
                Node::Close(name) => self.text.close(&name),
                Node::End => return Err(broken("it breaks off inside a cell")),
                Node::Other => {}
            }
        }
    }

    /// Adds what the cell shows to the record.
    fn put(&mut self, cell: &Cell, record: &mut Record) -> io::Result<()> {
        let start = record.text.len();
        let flaw = self.show(cell, &mut record.text)?;
        let length = record.text.len() - start;
        let outside = match self.width {
            Width::Any => cell.column >= CELLS_KEPT,
            Width::Only(width) | Width::First(width) => cell.column >= width,
        };
        if length == 0 || outside {
            record.text.truncate(start);
            if length > 0 && !matches!(self.width, Width::First(_)) {
                record.flaw(Flaw::Outside { cell: format!("{}{}", letters(cell.column), self.row) });
            }
            return Ok(());
        }
        record.spans.resize(cell.column, None);
        record.spans.push(u32::try_from(start).ok().zip(u32::try_from(record.text.len()).ok()));
        if record.text[start..].contains('\0') {
            record.flaw(Flaw::Nul { cell: cell.column });
        }
        if length > CELL_LIMIT {
            record.flaw(Flaw::CellTooLong { cell: cell.column, quoted: false });
        }
        if record.text.len() > RECORD_LIMIT {
            record.flaw(Flaw::TooLong);
            record.text.truncate(start);
            record.spans.pop();
        }
        if matches!(cell.kind.as_str(), "" | "n" | "d") {
            record.typed.push(cell.column);
        }
        record.odd.extend(flaw.map(|flaw| (cell.column, flaw)));
        Ok(())
    }

    /// Writes what the cell shows, and returns what is wrong with it. That is no flaw of the row: its column may be one
    /// that nobody wants.
    fn show(&mut self, cell: &Cell, out: &mut String) -> io::Result<Option<Flaw>> {
        let text = self.text.finished();
        match cell.kind.as_str() {
            "" | "n" | "s" if text.is_empty() => {}
            "s" => {
                let number = text.trim().parse().ok();
                let known = number.map_or(Ok(false), |number| self.book.strings.add(number, out))?;
                if !known {
                    return Err(broken(format!(
                        "a cell refers to the text {}, which is not there",
                        text.escape_debug()
                    )));
                }
            }
            "b" => out.push_str(match text.trim() {
                "1" | "true" => "TRUE",
                "0" | "false" => "FALSE",
                other => other,
            }),
            "e" => {
                out.push_str(text);
                return Ok(Some(Flaw::Failed { text: text.to_owned() }));
            }
            "" | "n" => match written(text, cell.look, self.book.since_1904) {
                Ok(text) => out.push_str(&text),
                Err(flaw) => {
                    out.push_str(text);
                    return Ok(Some(flaw));
                }
            },
            "str" | "inlineStr" | "d" => out.push_str(text),
            other => return Err(broken(format!("a cell of the unknown type `{}`", other.escape_debug()))),
        }
        Ok(None)
    }
}

/// Reads what a cell's tag says; its column is at least `next`.
fn describe(tag: &Tag<'_>, row: u32, next: usize, looks: &[Look]) -> io::Result<Cell> {
    let column = match tag.attribute("r")? {
        None => next,
        Some(name) => column(&name, row)
            .filter(|column| *column >= next)
            .ok_or_else(|| broken(format!("the cell `{}` is out of order", name.escape_debug())))?,
    };
    let look = tag.attribute("s")?.and_then(|style| looks.get(style.parse::<usize>().ok()?).copied());
    let kind = tag.attribute("t")?.unwrap_or_default().into_owned();
    Ok(Cell { column, kind, look: look.unwrap_or_default() })
}

/// Reads a cell's name, which must be one of the row.
fn column(name: &str, row: u32) -> Option<usize> {
    let split = name.find(|character: char| character.is_ascii_digit())?;
    let (column, number) = name.split_at(split);
    if number.parse() != Ok(row) || column.is_empty() || column.len() > 3 {
        return None;
    }
    let digit = |byte: u8| byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    let column = column.bytes().try_fold(0, |column, byte| Some(column * 26 + digit(byte)?))?;
    (column <= CELLS_KEPT).then_some(column - 1)
}
