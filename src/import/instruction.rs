//! Commands written as one JSON object a line: `{"do":"ticket.reply","id":"T42","message":"On our way"}`.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::jsonl::not_json;
use super::record::{Flaw, RECORD_LIMIT, megabytes};
use super::refusal::cut;
use super::{Source, decode};

/// The key that names the command.
const VERB: &str = "do";

/// One command: its name, and what its keys were given, in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// The noun and the verb, joined by dots.
    pub verb: String,
    /// Each key, with hyphens for underscores, and its value.
    pub fields: Vec<(String, Given)>,
}

/// What a key was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A string, or a number as it is written.
    Text(String),
    /// `true` or `false`.
    Truth(bool),
    /// Several values.
    List(Vec<Self>),
    /// What the command on an earlier line made or changed: `{"line":3}`.
    OfLine(u64),
}

impl Instruction {
    /// Reads a line.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut json = serde_json::Deserializer::from_str(text);
        let read = json.deserialize_map(Members).and_then(|members| json.end().map(|()| members));
        let members = read.map_err(|error| not_json(&error).sentence(""))?;
        let (mut verb, mut fields, mut seen) = (None, Vec::new(), BTreeSet::new());
        for (name, value) in members {
            let key = name.replace('_', "-");
            if !seen.insert(key.clone()) {
                return Err(Flaw::TwiceNamed { key: name }.sentence(""));
            }
            match given(&name, value.get())? {
                Given::Text(text) if key == VERB => verb = Some(text),
                _ if key == VERB => return Err(format!("`do` is not text, but {}", cut(value.get()))),
                given => fields.push((key, given)),
            }
        }
        let verb = verb.ok_or("it does not say what to do, e.g. `\"do\":\"ticket.reply\"`")?;
        Ok(Self { verb, fields })
    }

    /// Returns the earlier lines it speaks of.
    pub fn lines(&self) -> impl Iterator<Item = u64> {
        let each = self.fields.iter().flat_map(|(_, given)| match given {
            Given::List(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        });
        each.filter_map(|given| if let Given::OfLine(line) = given { Some(*line) } else { None })
    }
}

fn given(key: &str, value: &str) -> Result<Given, String> {
    match value.as_bytes() {
        b"true" => Ok(Given::Truth(true)),
        b"false" => Ok(Given::Truth(false)),
        b"null" => Err(format!("`{}` is null: leave the key out", cut(key))),
        [b'{', ..] => of_line(key, value),
        [b'[', ..] => list(key, value),
        [b'"', ..] => text(key, value),
        _ => Ok(Given::Text(value.to_owned())),
    }
}

fn text(key: &str, value: &str) -> Result<Given, String> {
    let text: String = serde_json::from_str(value).map_err(|error| not_json(&error).sentence(""))?;
    if text.contains('\0') {
        return Err(format!("`{}` holds a NUL character, which text cannot have", cut(key)));
    }
    Ok(Given::Text(text))
}

fn list(key: &str, value: &str) -> Result<Given, String> {
    let values: Vec<&RawValue> = serde_json::from_str(value).map_err(|error| not_json(&error).sentence(""))?;
    if values.is_empty() {
        return Err(format!("`{}` is an empty list: leave the key out", cut(key)));
    }
    // Looked at before it is read: lists within lists may be as deep as a line is long.
    if values.iter().any(|value| value.get().starts_with('[')) {
        return Err(format!("`{}` holds a list within a list, expected plain values", cut(key)));
    }
    let values: Result<_, _> = values.iter().map(|value| given(key, value.get())).collect();
    values.map(Given::List)
}

fn of_line(key: &str, value: &str) -> Result<Given, String> {
    let members = serde_json::Deserializer::from_str(value).deserialize_map(Members);
    let line = match members.map_err(|error| not_json(&error).sentence(""))?.as_slice() {
        [(name, line)] if name == "line" => line.get().parse().ok(),
        _ => None,
    };
    let refuse = || {
        format!(
            "`{}` holds an object, expected a plain value, or the number of an earlier line: {{\"line\":3}}",
            cut(key)
        )
    };
    line.map(Given::OfLine).ok_or_else(refuse)
}

/// Takes an object's members as they are written: a number keeps its every digit, and of equal keys none is lost.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

/// Commands, read one after the other. Of the input, no more is held than a line.
pub struct Instructions {
    input: BufReader<Box<dyn Read>>,
    line: u64,
    text: Vec<u8>,
}

impl fmt::Debug for Instructions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instructions").field("line", &self.line).finish_non_exhaustive()
    }
}

impl Instructions {
    /// Reads a source from its beginning.
    pub fn of(source: &Source) -> io::Result<Self> {
        Ok(Self { input: BufReader::new(source.read()?), line: 0, text: Vec::new() })
    }

    /// Reads while somebody is still writing.
    pub fn coming(input: Box<dyn Read>) -> io::Result<Self> {
        Ok(Self { input: BufReader::new(decode::utf8(input)?), line: 0, text: Vec::new() })
    }

    /// Reads the next command, with its line; `None` at the end. Blank lines are passed over.
    pub fn next_one(&mut self) -> io::Result<Option<(u64, Result<Instruction, String>)>> {
        loop {
            let Some(fits) = self.next_line()? else { return Ok(None) };
            let text = self.text.trim_ascii();
            if !fits {
                return Ok(Some((self.line, Err(format!("a line of more than {}", megabytes(RECORD_LIMIT))))));
            }
            if !text.is_empty() {
                return Ok(Some((self.line, instruction(text))));
            }
        }
    }

    /// Reads a line, and tells whether it was short enough to be kept; `None` at the end.
    fn next_line(&mut self) -> io::Result<Option<bool>> {
        self.text.clear();
        let (mut started, mut fits) = (false, true);
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() && !started {
                return Ok(None);
            }
            if !started {
                self.line += 1;
                started = true;
            }
            let end = available.iter().position(|byte| *byte == b'\n');
            let text = &available[..end.unwrap_or(available.len())];
            fits &= self.text.len() + text.len() <= RECORD_LIMIT;
            if fits {
                self.text.extend_from_slice(text);
            }
            let (used, over) = (text.len() + usize::from(end.is_some()), end.is_some() || available.is_empty());
            self.input.consume(used);
            if over {
                return Ok(Some(fits));
            }
        }
    }
}

fn instruction(text: &[u8]) -> Result<Instruction, String> {
    let text = std::str::from_utf8(text).map_err(|error| {
        let byte = error.valid_up_to();
        Flaw::NotUtf8 { cell: None, byte: byte + 1, found: text[byte] }.sentence("")
    })?;
    Instruction::read(text)
}
