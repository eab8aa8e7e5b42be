//! Plain: tab-separated lines under a header line, for `cut`, `awk` and `sort`.

use std::io::{self, Write};

use super::escape;
use super::flat::Flat;

/// Writes the header and a line for each record; breaks and tabs within a value are escaped, so lines stay lines.
pub(super) fn write(
    out: &mut dyn Write,
    fields: &[String],
    records: impl Iterator<Item = io::Result<Vec<Flat>>>,
) -> io::Result<()> {
    line(out, fields.iter().map(String::as_str))?;
    for record in records {
        line(out, record?.iter().map(|value| value.text.as_str()))?;
    }
    Ok(())
}

fn line<'a>(out: &mut dyn Write, values: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for (place, value) in values.enumerate() {
        let separator = if place == 0 { "" } else { "\t" };
        write!(out, "{separator}{}", escape::tsv(value))?;
    }
    writeln!(out)
}
