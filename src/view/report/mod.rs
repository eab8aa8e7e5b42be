//! Reports: what is measured of each group.

mod backlog;
mod credits;
mod quotes;
mod sla;

pub use backlog::BACKLOG;
pub use credits::CREDITS;
pub use quotes::QUOTES;
pub use sla::SLA;

use crate::app::Grouped;
use crate::domain::report::{By, Grouping};
use crate::output::{Align, Figure, Head, Heading, Line, Picture, Report, Shown, Tone};

/// A report as it is before anything is counted: what it measures of a group of figures.
#[derive(Debug)]
pub struct Outline<F: 'static> {
    name: &'static str,
    title: &'static str,
    measures: &'static [Measure<F>],
    pictures: &'static [Picture],
}

/// What is measured of a group.
#[derive(Debug)]
struct Measure<F: 'static> {
    head: Head,
    /// Finds the figure; a spread sorts itself on the way.
    figure: fn(&mut F) -> Figure,
}

impl<F> Measure<F> {
    /// Declares a figure of every table.
    const fn new(field: &'static str, title: &'static str, figure: fn(&mut F) -> Figure) -> Self {
        Self { head: Head { field, title, shown: Shown::Always, align: Align::Right, tone: None }, figure }
    }

    /// Declares a figure of wide tables.
    const fn wide(field: &'static str, title: &'static str, figure: fn(&mut F) -> Figure) -> Self {
        let head = Head { field, title, shown: Shown::Wide, align: Align::Right, tone: None };
        Self { head, figure }
    }

    /// Says by colour what any but zero means. Not a method to write behind: there it would hide the group's type from the
    /// closure.
    const fn toned(tone: Tone, Self { head, figure }: Self) -> Self {
        Self { head: Head { tone: Some(tone), ..head }, figure }
    }
}

impl<F> Outline<F> {
    /// Tells of groups by one thing or two.
    pub fn of<D: Grouping>(&self, by: By<D>, groups: Vec<Grouped<F>>, about: String, notes: Vec<String>) -> Report {
        let title = |dimension: D| dimension.to_string().replace('-', " ");
        let headings = vec![
            Heading { field: "group", title: Some(title(by.first)) },
            Heading { field: "subgroup", title: by.second.map(title) },
        ];
        let named =
            groups.into_iter().map(|Grouped { group, subgroup, figures }| (vec![Some(group), subgroup], figures));
        self.lines(headings, named, about, notes)
    }

    /// Tells of lines under headings of their own.
    fn lines(
        &self,
        headings: Vec<Heading>,
        lines: impl IntoIterator<Item = (Vec<Option<String>>, F)>,
        about: String,
        notes: Vec<String>,
    ) -> Report {
        let line = |(names, mut figures): (_, F)| Line {
            names,
            figures: self.measures.iter().map(|measure| (measure.figure)(&mut figures)).collect(),
        };
        Report {
            name: self.name,
            title: self.title,
            about,
            headings,
            measures: self.measures.iter().map(|measure| measure.head).collect(),
            lines: lines.into_iter().map(line).collect(),
            notes,
            pictures: self.pictures,
        }
    }
}
