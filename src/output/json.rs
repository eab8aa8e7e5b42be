//! JSON: an indented array or object, or one object a line.

use std::io::{self, Write};

use serde::{Serialize, Serializer as _, ser::SerializeSeq};
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use serde_json::{Serializer, Value};

use super::{OutputError, escape, select};

/// Writes an indented array with a line feed after it; of each row the asked fields, or all.
pub(super) fn list<T: Serialize>(out: &mut dyn Write, rows: &[T], asked: Option<&[String]>) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Visible(PrettyFormatter::new()));
    let mut sequence = serializer.serialize_seq(Some(rows.len()))?;
    for row in rows {
        match asked {
            Some(asked) => sequence.serialize_element(&select::pick(row, asked)?)?,
            None => sequence.serialize_element(row)?,
        }
    }
    sequence.end()?;
    writeln!(out)
}

/// Returns the rows as an array; of each the asked fields, or all.
pub(super) fn values<T: Serialize>(rows: &[T], asked: Option<&[String]>) -> io::Result<Value> {
    let value = |row: &T| match asked {
        Some(asked) => select::pick(row, asked).map(Value::from),
        None => Ok(serde_json::to_value(row)?),
    };
    rows.iter().map(value).collect()
}

/// Writes one row a line; of each the asked fields, or all.
pub(super) fn lines<T: Serialize>(out: &mut dyn Write, rows: &[T], asked: Option<&[String]>) -> io::Result<()> {
    rows.iter().try_for_each(|row| match asked {
        Some(asked) => line(out, &select::pick(row, asked)?),
        None => line(out, row),
    })
}

/// Writes one indented value and a line feed.
pub(super) fn pretty<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Visible(PrettyFormatter::new())))?;
    writeln!(out)
}

/// Writes one value on one line.
pub(super) fn line<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Visible(CompactFormatter)))?;
    writeln!(out)
}

/// Writes one value with nothing before or after it.
pub(super) fn token<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Visible(CompactFormatter)))?)
}

/// Writes one value as text without a space or a line feed between its tokens.
///
/// # Errors
/// None are known for values of our own.
pub fn compact<T: Serialize>(value: &T) -> Result<String, OutputError> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Visible(CompactFormatter))).map_err(io::Error::from)?;
    String::from_utf8(text).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why).into())
}

/// A formatter that writes hidden characters as `\u001b`: whoever parses it gets the original text back.
struct Visible<F>(F);

/// Passes the listed methods on to the formatter within.
macro_rules! pass_on {
    ($($method:ident($($argument:ident)?);)+) => {$(
        fn $method<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: bool)?) -> io::Result<()> {
            self.0.$method(writer $(, $argument)?)
        }
    )+};
}

impl<F: Formatter> Formatter for Visible<F> {
    pass_on! {
        begin_array(); end_array(); begin_array_value(first); end_array_value();
        begin_object(); end_object(); begin_object_key(first); end_object_key(); begin_object_value(); end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(start) = rest.find(escape::is_hidden) {
            writer.write_all(&rest.as_bytes()[..start])?;
            let mut after = rest[start..].chars();
            for unit in after.by_ref().take(1).flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}
