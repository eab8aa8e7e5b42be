//! Workbooks (xlsx): a zip of XML parts, each of which may claim to be anything.
//!
//! Readers of our own over the zip directory, an inflater and an XML tokeniser, because the readers of whole workbooks
//! believe what a file says of itself: they reserve what it declares, keep every style and every string, and take the
//! first string where a reference is broken. Here every part is read as a stream under limits, so that memory does not
//! depend on the file.

mod book;
mod cells;
mod container;
mod look;
mod number;
mod strings;
mod xml;

#[cfg(test)]
mod tests;

use std::io;

pub(super) use book::Book;
pub(super) use cells::{Cells, Width};

/// Refuses a workbook that is damaged or made to do damage.
fn broken(why: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.into())
}

/// Writes a column's letters: `A` for 0, `XFD` for 16,383.
fn letters(column: usize) -> String {
    let (rest, last) = (column / 26, column % 26);
    let last = u8::try_from(last).map_or('?', |last| char::from(b'A' + last));
    if rest == 0 { last.to_string() } else { letters(rest - 1) + &last.to_string() }
}
