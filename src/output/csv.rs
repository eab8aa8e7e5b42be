//! CSV by RFC 4180: commas, CRLF, quotes where needed, and a header even if nothing follows.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::escape;
use super::flat::Flat;

/// Writes the header and the records. Unless `raw`, text that a spreadsheet would run gets a `'` before it.
pub(super) fn write(
    out: &mut dyn Write,
    fields: &[String],
    records: impl Iterator<Item = io::Result<Vec<Flat>>>,
    raw: bool,
) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(fields.iter().map(|field| escape::csv(field).into_owned())).map_err(into_io)?;
    for record in records {
        writer.write_record(record?.iter().map(|value| cell(value, raw))).map_err(into_io)?;
    }
    writer.flush()
}

/// Keeps what the system said: the library's own conversion hides that a reader went away.
fn into_io(why: csv::Error) -> io::Error {
    match why.into_kind() {
        csv::ErrorKind::Io(why) => why,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn cell(value: &Flat, raw: bool) -> String {
    let text = escape::csv(&value.text);
    let text = if raw || !value.typed { text } else { escape::defuse(text) };
    text.into_owned()
}
