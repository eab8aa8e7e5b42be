//! A report as a table.

use super::{Figure, Head, Line, Report};
use crate::output::table::Grid;
use crate::output::{Align, Cell, Shown, Tone};

/// What stands in a column: a name of the group, or a figure of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Name(usize),
    Figure(usize),
}

impl Report {
    /// Lays it out in the columns asked for, else in those always shown, and with `wide` in all.
    pub(in crate::output) fn grid(&self, asked: Option<&[String]>, wide: bool) -> Grid {
        let sources = self.sources(asked, wide);
        let (headers, align) = sources.iter().map(|source| self.header(source)).unzip();
        let row = |line: &Line| sources.iter().map(|source| self.cell(line, source)).collect();
        Grid { headers, align, rows: self.lines.iter().map(row).collect() }
    }

    /// Returns the columns asked for, else those always shown, and with `wide` all.
    pub(super) fn sources(&self, asked: Option<&[String]>, wide: bool) -> Vec<Source> {
        match self.asked(asked) {
            Some(asked) => asked.iter().filter_map(|field| self.source(field)).collect(),
            None => self.shown(wide),
        }
    }

    fn source(&self, field: &str) -> Option<Source> {
        let name = self.headings.iter().position(|heading| heading.field == field).map(Source::Name);
        name.or_else(|| self.measures.iter().position(|head| head.field == field).map(Source::Figure))
    }

    fn shown(&self, wide: bool) -> Vec<Source> {
        let is_shown = |head: &Head| match head.shown {
            Shown::Always => true,
            Shown::Wide => wide,
            Shown::Never => false,
        };
        let names = self.headings.iter().enumerate().filter(|(_, heading)| heading.title.is_some());
        let figures = self.measures.iter().enumerate().filter(|(_, head)| is_shown(head));
        names.map(|(place, _)| Source::Name(place)).chain(figures.map(|(place, _)| Source::Figure(place))).collect()
    }

    fn header(&self, source: &Source) -> (String, Align) {
        match source {
            Source::Name(place) => {
                let heading = &self.headings[*place];
                (heading.title.clone().unwrap_or_else(|| heading.field.to_owned()), Align::Left)
            }
            Source::Figure(place) => (self.measures[*place].title.to_owned(), self.measures[*place].align),
        }
    }

    fn cell(&self, line: &Line, source: &Source) -> Cell {
        match source {
            Source::Name(place) => {
                let tone = if *place == 0 { Tone::Strong } else { Tone::Plain };
                let name = line.names.get(*place).cloned().flatten();
                name.map_or_else(|| Figure::Nothing.cell(None), |name| Cell::toned(name, tone))
            }
            Source::Figure(place) => {
                line.figures.get(*place).unwrap_or(&Figure::Nothing).cell(self.measures[*place].tone)
            }
        }
    }
}
