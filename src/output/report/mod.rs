//! Reports: groups of things with the same figures of each.
//!
//! Unlike a list, whose columns are the fields of one struct, a report is put together when it is made: of what it groups
//! by, and of what it measures. What it knows of each figure is enough for a table, for data, and for a picture.

mod book;
mod drawing;
mod figure;
mod grid;
mod markdown;
mod pack;
mod page;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub use figure::Figure;
pub use pack::{Link, Pack};
pub use page::is_built;

use serde_json::{Map, Value};

use super::{Align, Shown, Tone};

/// What a report tells.
#[derive(Debug, Clone)]
pub struct Report {
    /// What it is called by commands and files: `sla`.
    pub name: &'static str,
    /// What stands over it: `How promises were kept`.
    pub title: &'static str,
    /// Of what it tells, in a sentence: the time, the account.
    pub about: String,
    /// What the groups have in common, one or more.
    pub headings: Vec<Heading>,
    /// What is told of each group.
    pub measures: Vec<Head>,
    /// The groups, in the order in which people look for them.
    pub lines: Vec<Line>,
    /// What is left out, and what else a reader has to know; a sentence each.
    pub notes: Vec<String>,
    /// What of it is drawn.
    pub pictures: &'static [Picture],
}

/// What groups have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The field of the data.
    pub field: &'static str,
    /// What it is called over a table, if it stands in one.
    pub title: Option<String>,
}

/// What a figure is called, and how it stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The field of the data.
    pub field: &'static str,
    /// The heading in a table.
    pub title: &'static str,
    /// When a table shows it unasked.
    pub shown: Shown,
    /// On which side it stands.
    pub align: Align,
    /// What colour says of any but zero, which is dimmed; nothing for figures that are neither good nor bad.
    pub tone: Option<Tone>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name under each heading.
    pub names: Vec<Option<String>>,
    /// Its figure under each head.
    pub figures: Vec<Figure>,
}

/// What is drawn of a report, by the fields of its measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A bar for each group; over months, a line of them.
    Bars(&'static str),
    /// A bar for each group, made up of parts.
    Parts(&'static [&'static str]),
    /// A column for each of several ranges that lie side by side, over all groups.
    Histogram(&'static [&'static str]),
}

/// Writes a note as a sentence of its own.
fn sentence(note: &str) -> String {
    let mut letters = note.trim().chars();
    let text: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text } else { text + "." }
}

impl Report {
    /// Returns the fields of its data.
    pub fn fields(&self) -> Vec<String> {
        let headings = self.headings.iter().map(|heading| heading.field);
        headings.chain(self.measures.iter().map(|head| head.field)).map(str::to_owned).collect()
    }

    /// Returns a record for each group, as JSON has it.
    pub fn records(&self) -> Vec<Map<String, Value>> {
        self.lines.iter().map(|line| self.record(line)).collect()
    }

    fn record(&self, line: &Line) -> Map<String, Value> {
        let names =
            self.headings.iter().zip(&line.names).map(|(heading, name)| (heading.field, Value::from(name.clone())));
        let figures = self.measures.iter().zip(&line.figures).map(|(head, figure)| (head.field, figure.value()));
        names.chain(figures).map(|(field, value)| (field.to_owned(), value)).collect()
    }
}
