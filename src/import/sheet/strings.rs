//! The texts that the cells of a workbook refer to by number.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;

use super::super::record::CELL_LIMIT;
use super::broken;
use super::xml::{Node, Xml};

/// The most texts: each costs four bytes of memory.
const COUNT_LIMIT: usize = 8 << 20;
/// The most bytes of text that are kept in memory; all others wait in a nameless temporary file.
const MEMORY_LIMIT: usize = 8 << 20;

/// All texts, in their order. What the file declares of their number is not looked at.
#[derive(Default)]
pub(super) struct Strings {
    /// Where each ends.
    ends: Vec<u32>,
    /// The first of them.
    memory: Vec<u8>,
    /// All that come after.
    file: Option<BufWriter<File>>,
}

impl Strings {
    /// Reads the part that holds them.
    pub(super) fn read(mut xml: Xml) -> io::Result<Self> {
        let (mut strings, mut text) = (Self::default(), Text::default());
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "si" => text = Text::default(),
                Node::Open(tag) => text.open(tag.name()),
                Node::Text(part) => text.push(&part),
                Node::Close(name) if name == "si" => strings.push(text.finished())?,
                Node::Close(name) => text.close(&name),
                Node::Other => {}
                Node::End => break,
            }
        }
        if let Some(file) = &mut strings.file {
            file.flush()?;
        }
        Ok(strings)
    }

    fn push(&mut self, text: &str) -> io::Result<()> {
        let end = self.end().checked_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let end = end.filter(|_| self.ends.len() < COUNT_LIMIT);
        let end = end.ok_or_else(|| broken("more than 8 million texts or 4 GiB of them; save the sheet as csv"))?;
        if self.file.is_none() && self.memory.len() + text.len() <= MEMORY_LIMIT {
            self.memory.extend_from_slice(text.as_bytes());
        } else {
            let file = match self.file.take() {
                Some(file) => file,
                None => BufWriter::new(tempfile::tempfile()?),
            };
            self.file.insert(file).write_all(text.as_bytes())?;
        }
        self.ends.push(end);
        Ok(())
    }

    fn end(&self) -> u32 {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Adds a text to `out`; false if there is none of that number.
    pub(super) fn add(&self, number: usize, out: &mut String) -> io::Result<bool> {
        let Some(end) = self.ends.get(number) else { return Ok(false) };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        let end = *end as usize;
        let mut bytes = vec![0; end - start];
        if end <= self.memory.len() {
            bytes.copy_from_slice(&self.memory[start..end]);
        } else if let Some(file) = &self.file {
            file.get_ref().read_exact_at(&mut bytes, (start - self.memory.len()) as u64)?;
        }
        out.push_str(std::str::from_utf8(&bytes).map_err(|_| broken("a text that is no text"))?);
        Ok(true)
    }
}

/// One text, which may come in runs of different looks. How it is to be pronounced is left out.
#[derive(Default)]
pub(super) struct Text {
    read: String,
    /// Whether what comes now belongs to the text.
    open: bool,
    phonetic: bool,
}

impl Text {
    pub(super) fn open(&mut self, tag: &str) {
        match tag {
            "rPh" => self.phonetic = true,
            "t" => self.open = !self.phonetic,
            _ => {}
        }
    }

    pub(super) fn close(&mut self, tag: &str) {
        match tag {
            "rPh" => self.phonetic = false,
            "t" => self.open = false,
            _ => {}
        }
    }

    /// Adds what belongs to the text. What is over the limit of a cell is not kept, but for a character, which shows that
    /// there was more.
    pub(super) fn push(&mut self, part: &str) {
        if self.open {
            let room = (CELL_LIMIT + 4).saturating_sub(self.read.len());
            self.read.push_str(&part[..part.floor_char_boundary(room.min(part.len()))]);
        }
    }

    /// Returns the text, with the characters that XML cannot have: they are written `_x000D_`.
    pub(super) fn finished(&mut self) -> &str {
        if self.read.contains("_x") {
            self.read = unescaped(&self.read);
        }
        &self.read
    }
}

fn unescaped(text: &str) -> String {
    let (mut rest, mut out) = (text, String::with_capacity(text.len()));
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let taken = if let Some(character) = character {
            out.push_str(&rest[..at]);
            out.push(character);
            at + 7
        } else {
            out.push_str(&rest[..at + 2]);
            at + 2
        };
        rest = &rest[taken..];
    }
    out + rest
}
