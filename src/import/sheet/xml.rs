//! XML as a stream of tags and texts, none of them larger than they need to be.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::record::CELL_LIMIT;
use super::broken;
use super::container::Inflated;

/// The most bytes of one tag or text: a cell of the largest size, with every character escaped.
const TOKEN_LIMIT: usize = 8 * CELL_LIMIT;
/// How deep tags may stand in each other; those of a sheet stand ten deep.
const DEPTH_LIMIT: usize = 100;

/// Reads one part.
pub(super) struct Xml {
    reader: Reader<Tokens>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next.
pub(super) enum Node<'a> {
    Open(Tag<'a>),
    /// The name of the tag that ends, without its prefix.
    Close(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// Declarations and comments.
    Other,
    End,
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Xml {
    pub(super) fn new(part: Inflated) -> Self {
        let mut reader = Reader::from_reader(Tokens { input: BufReader::with_capacity(64 * 1024, part), left: 0 });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// Reads the next tag or text.
    pub(super) fn next(&mut self) -> io::Result<Node<'_>> {
        self.buffer.clear();
        self.reader.get_mut().left = TOKEN_LIMIT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(plain)?;
        Ok(match event {
            Event::Start(tag) => {
                // The tokeniser keeps the name of every open tag.
                self.depth += 1;
                if self.depth > DEPTH_LIMIT {
                    return Err(broken(format!("tags stand more than {DEPTH_LIMIT} deep in each other")));
                }
                Node::Open(Tag(tag))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                let name = tag.local_name().as_ref().to_owned();
                Node::Close(Cow::Owned(name))
            }
            Event::Text(text) => Node::Text(text.into_inner()),
            Event::CData(text) => Node::Text(text.into_inner()),
            Event::GeneralRef(name) => Node::Text(Cow::Owned(character(&name)?.to_string())),
            Event::DocType(_) => return Err(broken("a document type declaration, which no sheet has")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => Node::Other,
            Event::Eof if self.depth > 0 => return Err(broken("it breaks off inside a tag")),
            Event::Eof => Node::End,
        })
    }
}

impl Tag<'_> {
    /// Returns the name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Returns an attribute by its name without prefix, if the tag has it.
    pub(super) fn attribute(&self, name: &str) -> io::Result<Option<Cow<'_, str>>> {
        // A check for doubles would take forever on a tag of a million attributes.
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|why| broken(format!("not XML: {why}")))?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute.value;
                return quick_xml::escape::unescape(&value)
                    .map(|value| Some(Cow::Owned(value.into_owned())))
                    .map_err(|why| broken(format!("not XML: {why}")));
            }
        }
        Ok(None)
    }
}

fn character(name: &quick_xml::events::BytesRef<'_>) -> io::Result<char> {
    if let Some(character) = name.resolve_char_ref().map_err(plain)? {
        return Ok(character);
    }
    match name.as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(broken("an entity that XML does not have by itself")),
    }
}

/// Takes errors of the file out of those of the tokeniser.
fn plain(why: quick_xml::Error) -> io::Error {
    match why {
        quick_xml::Error::Io(why) => io::Error::new(why.kind(), why.to_string()),
        why => broken(format!("not XML: {why}")),
    }
}

/// Input of which the tokeniser may take only so much at once.
struct Tokens {
    input: BufReader<Inflated>,
    left: usize,
}

impl Read for Tokens {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Tokens {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(broken("a tag or a text of more than 8 MiB"));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.input.consume(amount);
    }
}
