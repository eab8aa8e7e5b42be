//! Records written as one JSON object a line.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::record::{CELL_LIMIT, Flaw, RECORD_LIMIT, Record};

/// How much is read from the file at once.
const CHUNK: usize = 128 * 1024;

/// How many keys without a place are named, at the most.
const UNPLACED_LIMIT: usize = 100;

/// Reads objects one after the other. Objects have no header, so that the columns are those that someone has a use for.
pub(super) struct Jsonl {
    input: BufReader<Box<dyn Read>>,
    columns: Vec<Column>,
    /// Whether keys that are no column are passed over.
    ignore_others: bool,
    line: u64,
    text: Vec<u8>,
}

/// A key that is known.
pub(super) struct Column {
    name: String,
    /// Whether its values are passed over.
    ignored: bool,
    /// The line of the last object that had it; 0 if none had.
    met: u64,
}

impl Jsonl {
    /// Starts at the first line.
    pub(super) fn new(input: Box<dyn Read>, columns: &[String], ignored: &[String], ignore_others: bool) -> Self {
        let known = |ignored| move |name: &String| Column { name: name.clone(), ignored, met: 0 };
        let columns = columns.iter().map(known(false)).chain(ignored.iter().map(known(true))).collect();
        let input = BufReader::with_capacity(CHUNK, input);
        Self { input, columns, ignore_others, line: 1, text: Vec::new() }
    }

    /// Whether any object so far had the key at a position.
    pub(super) fn met(&self, position: usize) -> bool {
        self.columns.get(position).is_some_and(|column| column.met > 0)
    }

    /// Returns the line read last, as it stands in the file.
    pub(super) fn raw(&self) -> &[u8] {
        self.text.trim_ascii()
    }

    /// Reads the next object, and notes in the record what is wrong with it; `false` at the end. Blank lines are
    /// passed over.
    pub(super) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        loop {
            let line = self.line;
            record.start(line);
            if !self.line(record)? {
                return Ok(false);
            }
            if record.flaw.is_some() {
                return Ok(true);
            }
            if !self.raw().is_empty() {
                self.object(record);
                return Ok(true);
            }
        }
    }

    /// Reads one line, up to the limit.
    fn line(&mut self, record: &mut Record) -> io::Result<bool> {
        self.text.clear();
        let mut started = false;
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                return Ok(started);
            }
            started = true;
            let end = available.iter().position(|byte| *byte == b'\n');
            let text = &available[..end.unwrap_or(available.len())];
            if self.text.len() + text.len() > RECORD_LIMIT {
                record.flaw(Flaw::TooLong);
            } else {
                self.text.extend_from_slice(text);
            }
            let used = text.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                self.line += 1;
                return Ok(true);
            }
        }
    }

    fn object(&mut self, record: &mut Record) {
        record.spans.resize(self.columns.len(), None);
        let text = match std::str::from_utf8(&self.text) {
            Ok(text) => text,
            Err(error) => {
                let byte = error.valid_up_to();
                return record.flaw(Flaw::NotUtf8 { cell: None, byte: byte + 1, found: self.text[byte] });
            }
        };
        let mut json = serde_json::Deserializer::from_str(text);
        let mut unplaced = Vec::new();
        let ignore_others = self.ignore_others;
        let object = Object { record, columns: &mut self.columns, unplaced: &mut unplaced, ignore_others };
        let read = json.deserialize_map(object).and_then(|()| json.end());
        if let Err(error) = read {
            record.flaw(not_json(&error));
        } else if !unplaced.is_empty() {
            record.flaw(Flaw::Unplaced { keys: unplaced });
        }
    }
}

/// Says what the parser says, with the place in the line instead of that in the text it was given.
pub(super) fn not_json(error: &serde_json::Error) -> Flaw {
    let why = error.to_string();
    let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
    let place = if error.column() > 0 { format!(", at byte {}", error.column()) } else { String::new() };
    Flaw::NotJson { why: format!("{why}{place}") }
}

/// Puts the values of one object into a record. A flaw of the desk's own is noted in the record, and ends the reading
/// with an error that nobody shows.
struct Object<'a> {
    record: &'a mut Record,
    columns: &'a mut [Column],
    unplaced: &'a mut Vec<String>,
    ignore_others: bool,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut next = 0;
        while let Some(key) = object.next_key_seed(Key { columns: self.columns, next })? {
            let value: &RawValue = object.next_value()?;
            let put = match key {
                Known::Column(position) => {
                    next = position + 1;
                    put(self.record, &mut self.columns[position], position, value.get())
                }
                Known::Not(_) if self.ignore_others => Ok(()),
                Known::Not(key) => note(self.unplaced, key),
            };
            put.map_err(|flaw| {
                self.record.flaw(flaw);
                A::Error::custom("")
            })?;
        }
        Ok(())
    }
}

/// Notes a key that has no place; so many that something else must be wrong end the reading.
fn note(unplaced: &mut Vec<String>, key: String) -> Result<(), Flaw> {
    if unplaced.contains(&key) {
        return Err(Flaw::TwiceNamed { key });
    }
    unplaced.push(key);
    if unplaced.len() < UNPLACED_LIMIT { Ok(()) } else { Err(Flaw::Unplaced { keys: std::mem::take(unplaced) }) }
}

/// Adds a value to the record as the text it is written in: a number keeps its every digit.
fn put(record: &mut Record, column: &mut Column, position: usize, value: &str) -> Result<(), Flaw> {
    if column.met == record.line {
        return Err(Flaw::TwiceNamed { key: column.name.clone() });
    }
    column.met = record.line;
    if column.ignored || value == "null" {
        return Ok(());
    }
    let start = record.text.len();
    match value.as_bytes() {
        [b'{' | b'[', ..] => return Err(Flaw::Nested { key: column.name.clone() }),
        [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => record.text.push_str(&value[1..value.len() - 1]),
        [b'"', ..] => {
            let text: String = serde_json::from_str(value).map_err(|error| not_json(&error))?;
            record.text.push_str(&text);
        }
        _ => {
            record.text.push_str(value);
            record.typed.push(position);
        }
    }
    if record.text.len() - start > CELL_LIMIT {
        return Err(Flaw::CellTooLong { cell: position, quoted: false });
    }
    if record.text[start..].contains('\0') {
        return Err(Flaw::Nul { cell: position });
    }
    record.spans[position] = u32::try_from(start).ok().zip(u32::try_from(record.text.len()).ok());
    Ok(())
}

/// A key, found among the known ones or not.
enum Known {
    Column(usize),
    Not(String),
}

/// Looks a key up while it is read, beginning with the one that came next in the object before.
struct Key<'a> {
    columns: &'a [Column],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Known;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Known, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Known;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Known, E> {
        let (before, after) = self.columns.split_at(self.next.min(self.columns.len()));
        let named = |column: &Column| column.name == key;
        let position = after.iter().position(named).map(|at| before.len() + at);
        Ok(position.or_else(|| before.iter().position(named)).map_or_else(|| Known::Not(key.to_owned()), Known::Column))
    }
}
