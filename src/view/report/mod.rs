//! Reports: what is measured of each group.

mod accounts;
mod ageing;
mod backlog;
mod coverage;
mod credit;
mod credits;
mod due;
mod health;
mod mix;
mod quotes;
mod resolution;
mod response;
mod sales;
mod saved;
mod sla;
mod waiting;
mod workload;

pub use accounts::ACCOUNTS;
pub use ageing::AGEING;
pub use backlog::BACKLOG;
pub use coverage::{COVERAGE, GAPS};
pub use credit::CREDIT;
pub use credits::CREDITS;
pub use due::due_next;
pub use health::HEALTH;
pub use mix::{CATEGORIES, CHANNELS};
pub use quotes::QUOTES;
pub use resolution::RESOLUTION;
pub use response::RESPONSE;
pub use sales::SALES;
pub use saved::SavedReportRow;
pub use sla::SLA;
pub use waiting::WAITING;
pub use workload::WORKLOAD;

use crate::app::Grouped;
use crate::domain::report::{By, Dimension, Grouping, Ranges, TicketFigures};
use crate::domain::{Currency, Seconds};
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

    /// Declares words of every table, on the left.
    const fn words(field: &'static str, title: &'static str, figure: fn(&mut F) -> Figure) -> Self {
        Self { head: Head { field, title, shown: Shown::Always, align: Align::Left, tone: None }, figure }
    }

    /// Says by colour what any but zero means. Not a method to write behind: there it would hide the group's type from the
    /// closure.
    const fn toned(tone: Tone, Self { head, figure }: Self) -> Self {
        Self { head: Head { tone: Some(tone), ..head }, figure }
    }
}

/// Figures that have times in ranges.
trait Ranged {
    fn ranges(&self) -> &Ranges;
}

/// The fields of the ranges of times, the shortest first.
const RANGES: [&str; 8] =
    ["up_to_15m", "up_to_1h", "up_to_4h", "up_to_8h", "up_to_1d", "up_to_3d", "up_to_1w", "longer"];

impl<F: Ranged> Measure<F> {
    /// Declares how many times fall into one of the ranges.
    const fn range<const PLACE: usize>(title: &'static str) -> Self {
        Self::wide(RANGES[PLACE], title, |group| Figure::count(group.ranges().counts()[PLACE]))
    }
}

impl<F: TicketFigures> Outline<F> {
    /// Tells of groups of tickets, and which of them its times leave out.
    pub fn of_tickets(&self, by: By<Dimension>, groups: Vec<Grouped<F>>, about: String) -> Report {
        let notes = left_out(groups.iter().map(|group| &group.figures)).into_iter().collect();
        self.of(by, groups, about, notes)
    }
}

/// Says which tickets the times of all groups leave out, if they leave out any.
fn left_out<'f, F: TicketFigures + 'f>(groups: impl IntoIterator<Item = &'f F>) -> Option<String> {
    let mut all: Vec<(usize, &str)> = Vec::new();
    for (count, why) in groups.into_iter().flat_map(TicketFigures::left_out) {
        match all.iter_mut().find(|(_, known)| *known == why) {
            Some((sum, _)) => *sum += count,
            None => all.push((count, why)),
        }
    }
    let some = all.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = some.map(|(count, why)| format!("{count} {why}")).collect();
    (!said.is_empty()).then(|| format!("the times leave out {}", said.join(", ")))
}

/// Tells a span of so many seconds, if there is one.
fn seconds(span: Option<i64>) -> Figure {
    Figure::span(span.map(Seconds::new))
}

/// Returns what stands over the names of groups.
fn headings<D: Grouping>(by: By<D>) -> Vec<Heading> {
    let title = |dimension: D| dimension.to_string().replace('-', " ");
    vec![
        Heading { field: "group", title: Some(title(by.first)) },
        Heading { field: "subgroup", title: by.second.map(title) },
    ]
}

/// Tells a share of millionths, rounded towards nothing.
fn millionths(share: Option<i64>) -> Figure {
    share.map_or(Figure::Nothing, |share| Figure::Share(share / 100))
}

impl<F> Outline<F> {
    /// Tells of groups by one thing or two.
    pub fn of<D: Grouping>(&self, by: By<D>, groups: Vec<Grouped<F>>, about: String, notes: Vec<String>) -> Report {
        let named =
            groups.into_iter().map(|Grouped { group, subgroup, figures }| (vec![Some(group), subgroup], figures));
        self.lines(headings(by), named, about, notes)
    }

    /// Tells of groups by one thing or two, each currency by itself.
    fn in_currencies<D: Grouping>(
        &self,
        by: By<D>,
        groups: Vec<Grouped<F>>,
        currency: fn(&F) -> Currency,
        about: String,
        notes: Vec<String>,
    ) -> Report {
        let mut headings = headings(by);
        headings.push(Heading { field: "currency", title: Some("currency".to_owned()) });
        let named = groups.into_iter().map(|Grouped { group, subgroup, figures }| {
            (vec![Some(group), subgroup, Some(currency(&figures).to_string())], figures)
        });
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
