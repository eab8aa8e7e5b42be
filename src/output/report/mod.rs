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

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

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
    /// Leaves of many groups those that weigh most, in their order, and says so; `all` is where the others are found.
    pub fn cut(&mut self, most: usize, all: &str) {
        if let (places, Some(which)) = self.foremost(most) {
            self.lines = places.into_iter().map(|place| self.lines[place].clone()).collect();
            self.notes.push(format!("here are {which}; all of them: {all}"));
        }
    }

    /// Returns the places of the groups that weigh most, in their order, and if those are not all, which they are.
    fn foremost(&self, most: usize) -> (Vec<usize>, Option<String>) {
        let mut places: Vec<usize> = (0..self.lines.len()).collect();
        if places.len() <= most {
            return (places, None);
        }
        // What all have as much of tells none apart.
        let tells = |place: &usize| {
            let mut figures = self.lines.iter().map(|line| &line.figures[*place]);
            let first = figures.next();
            matches!(first, Some(Figure::Count(_))) && figures.any(|figure| Some(figure) != first)
        };
        let weight = (0..self.measures.len()).find(tells);
        if let Some(weight) = weight {
            places.sort_by_key(|place| std::cmp::Reverse(self.lines[*place].figures[weight].size()));
        }
        places.truncate(most);
        places.sort_unstable();
        let all = self.lines.len();
        let which = weight.map_or_else(
            || format!("the first {most} of {all} groups"),
            |weight| format!("the {most} of {all} groups with the most {}", self.measures[weight].title),
        );
        (places, Some(which))
    }

    /// Returns the fields of its data.
    pub fn fields(&self) -> Vec<String> {
        let headings = self.headings.iter().map(|heading| heading.field);
        headings.chain(self.measures.iter().map(|head| head.field)).map(str::to_owned).collect()
    }

    /// Returns a record for each group.
    fn records(&self) -> Vec<Record<'_>> {
        self.lines.iter().map(|line| Record { report: self, line }).collect()
    }
}

/// A group as data has it: it becomes that while it is written, since there may be one for every account.
struct Record<'r> {
    report: &'r Report,
    line: &'r Line,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Report { headings, measures, .. } = self.report;
        let mut object = serializer.serialize_map(Some(headings.len() + measures.len()))?;
        for (heading, name) in headings.iter().zip(&self.line.names) {
            object.serialize_entry(heading.field, name)?;
        }
        for (head, figure) in measures.iter().zip(&self.line.figures) {
            object.serialize_entry(head.field, &figure.value())?;
        }
        object.end()
    }
}
