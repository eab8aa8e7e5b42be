//! What of a report is drawn, for whoever draws it: on a page, or as text.

use std::collections::BTreeMap;

use super::grid::Source;
use super::{Figure, Heading, Line, Picture, Report};
use crate::domain::calendar::Month;

/// The most groups in a picture: more are a crowd, and the table has them all.
const MOST: usize = 30;
/// The most months in a picture.
const MONTHS: usize = 24;

/// A picture with all that is in it.
#[derive(Debug)]
pub(super) struct Drawing {
    /// What stands over it.
    pub(super) title: String,
    /// What is seen.
    pub(super) shape: Shape,
    /// What is not, and why; a sentence each.
    pub(super) remarks: Vec<String>,
}

/// How a picture is laid out.
#[derive(Debug)]
pub(super) enum Shape {
    /// Bars one below another.
    Bars(Vec<Bar>),
    /// Bars side by side, whose order is that of time or of size.
    Columns(Vec<Series>),
    /// Bars one below another, made up of parts, which are named first.
    Stacks(Vec<String>, Vec<Stack>),
}

/// A figure to be drawn.
#[derive(Debug)]
pub(super) struct Bar {
    /// What it is of, by each heading.
    pub(super) names: Vec<String>,
    pub(super) figure: Figure,
}

/// Figures side by side.
#[derive(Debug)]
pub(super) struct Series {
    /// What they are of, if there are several series.
    pub(super) name: Option<String>,
    /// Each with its one name.
    pub(super) columns: Vec<Bar>,
}

/// A whole with its parts.
#[derive(Debug)]
pub(super) struct Stack {
    pub(super) names: Vec<String>,
    pub(super) parts: Vec<Figure>,
    pub(super) total: Figure,
}

/// From where to where bars go: zero is always in it, and for shares all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    pub(super) fn of<'f>(figures: impl Iterator<Item = &'f Figure>) -> Self {
        figures.fold(Self { low: 0, high: 0 }, |Self { low, high }, figure| {
            let size = figure.size().unwrap_or(0);
            let all = if matches!(figure, Figure::Share(_)) { 10_000 } else { 0 };
            Self { low: low.min(size), high: high.max(size).max(all) }
        })
    }

    /// Returns how far a size lies from the low end, where the whole is `parts` long.
    pub(super) fn at(self, size: i64, parts: i64) -> i64 {
        let (low, high) = (i128::from(self.low), i128::from(self.high));
        let span = (high - low).max(1);
        let far = ((i128::from(size) - low) * i128::from(parts) + span / 2) / span;
        i64::try_from(far).unwrap_or(parts)
    }

    pub(super) const fn has_negative(self) -> bool {
        self.low < 0
    }
}

impl Report {
    /// Returns its pictures; none of what nothing is known of.
    pub(super) fn drawings(&self) -> Vec<Drawing> {
        self.pictures.iter().filter_map(|picture| self.drawing(picture)).collect()
    }

    fn drawing(&self, picture: &Picture) -> Option<Drawing> {
        let fields = match picture {
            Picture::Bars(field) => std::slice::from_ref(field),
            Picture::Parts(fields) | Picture::Histogram(fields) => *fields,
        };
        let places: Vec<usize> = fields.iter().filter_map(|field| self.place(field)).collect();
        let mut figures = places.iter().flat_map(|place| self.lines.iter().map(|line| &line.figures[*place]));
        figures.any(|figure| figure.size().is_some() || !figure.currencies().is_empty()).then_some(())?;
        let title = match picture {
            Picture::Bars(_) => capital(&format!("{} {}", self.heading(Source::Figure(*places.first()?)), self.by())),
            Picture::Parts(_) | Picture::Histogram(_) => self.title.to_owned(),
        };
        let mut remarks = Vec::new();
        let shape = match (picture, self.several_currencies(&places)) {
            (_, Some(why)) => {
                remarks.push(why);
                Shape::Bars(Vec::new())
            }
            (Picture::Bars(_), None) => self.bars(*places.first()?, &mut remarks),
            (Picture::Parts(_), None) => self.stacks(&places, &mut remarks),
            (Picture::Histogram(_), None) => Shape::Columns(vec![self.ranges(&places)]),
        };
        Some(Drawing { title, shape, remarks })
    }

    fn place(&self, field: &str) -> Option<usize> {
        self.measures.iter().position(|head| head.field == field)
    }

    /// Returns the headings that stand in a table.
    fn titled(&self) -> impl DoubleEndedIterator<Item = (usize, &Heading)> {
        self.headings.iter().enumerate().filter(|(_, heading)| heading.title.is_some())
    }

    /// Says what the groups have in common: `by account and month`.
    pub(super) fn by(&self) -> String {
        let titles: Vec<&str> = self.titled().filter_map(|(_, heading)| heading.title.as_deref()).collect();
        format!("by {}", titles.join(" and "))
    }

    fn names(&self, line: &Line) -> Vec<String> {
        let name = |place: usize| line.names.get(place).cloned().flatten();
        self.titled().map(|(place, _)| name(place).unwrap_or_else(|| "-".to_owned())).collect()
    }

    /// Says that what is in several currencies is not compared, if it is.
    fn several_currencies(&self, places: &[usize]) -> Option<String> {
        let figures = self.lines.iter().flat_map(|line| places.iter().map(|place| &line.figures[*place]));
        let mut codes: Vec<&str> = figures.flat_map(Figure::currencies).map(|currency| currency.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        (codes.len() > 1).then(|| format!("Not drawn: sums in {} are not compared.", codes.join(", ")))
    }

    fn bars(&self, place: usize, remarks: &mut Vec<String>) -> Shape {
        if let Some(series) = self.over_months(place, remarks) {
            return Shape::Columns(series);
        }
        let bar = |line: &Line| Bar { names: self.names(line), figure: line.figures[place].clone() };
        Shape::Bars(self.drawn(remarks).into_iter().map(bar).collect())
    }

    fn stacks(&self, places: &[usize], remarks: &mut Vec<String>) -> Shape {
        let stack = |line: &Line| {
            let parts: Vec<Figure> = places.iter().map(|place| line.figures[*place].clone()).collect();
            Stack { names: self.names(line), total: Figure::total(parts.iter()), parts }
        };
        let parts = places.iter().map(|place| self.measures[*place].title.to_owned()).collect();
        Shape::Stacks(parts, self.drawn(remarks).into_iter().map(stack).collect())
    }

    fn ranges(&self, places: &[usize]) -> Series {
        let range = |place: &usize| Bar {
            names: vec![self.measures[*place].title.to_owned()],
            figure: Figure::total(self.lines.iter().map(|line| &line.figures[*place])),
        };
        Series { name: None, columns: places.iter().map(range).collect() }
    }

    /// Returns the lines that are drawn: all, or of many those that weigh most, in their order.
    fn drawn(&self, remarks: &mut Vec<String>) -> Vec<&Line> {
        let (places, which) = self.foremost(MOST);
        if let Some(which) = which {
            remarks.push(format!("Drawn are {which}; the table has all."));
        }
        places.into_iter().map(|place| &self.lines[place]).collect()
    }

    /// Returns figures month by month, of each first group, if the last thing that groups have in common is the month.
    fn over_months(&self, place: usize, remarks: &mut Vec<String>) -> Option<Vec<Series>> {
        let (last, _) = self.titled().next_back().filter(|(_, heading)| heading.title.as_deref() == Some("month"))?;
        let mut series: Vec<(Option<String>, BTreeMap<Month, &Figure>)> = Vec::new();
        for line in &self.lines {
            let month: Month = line.names.get(last).cloned().flatten()?.parse().ok()?;
            let name = (self.titled().count() > 1).then(|| self.names(line).into_iter().next().unwrap_or_default());
            if series.last().is_none_or(|(known, _)| *known != name) {
                series.push((name, BTreeMap::new()));
            }
            series.last_mut()?.1.insert(month, &line.figures[place]);
        }
        let months = months(series.iter().flat_map(|(_, figures)| figures.keys().copied()));
        // Of one month there is no course of time to be seen.
        if months.len() < 2 {
            return None;
        }
        if months.len() > MONTHS {
            remarks.push(format!("Drawn are the last {MONTHS} of {} months; the table has all.", months.len()));
        }
        if series.len() > MOST {
            remarks.push(format!("Drawn are the first {MOST} of {} groups; the table has all.", series.len()));
        }
        let months = &months[months.len().saturating_sub(MONTHS)..];
        let column = |figures: &BTreeMap<Month, &Figure>, month: &Month| Bar {
            names: vec![month.to_string()],
            figure: figures.get(month).map_or(Figure::Nothing, |figure| (*figure).clone()),
        };
        let drawn = |(name, figures): (Option<String>, BTreeMap<Month, &Figure>)| Series {
            name,
            columns: months.iter().map(|month| column(&figures, month)).collect(),
        };
        Some(series.into_iter().take(MOST).map(drawn).collect())
    }
}

/// Returns every month from the first to the last: those in which nothing was are told too.
fn months(seen: impl Iterator<Item = Month> + Clone) -> Vec<Month> {
    let (Some(first), Some(last)) = (seen.clone().min(), seen.max()) else { return Vec::new() };
    std::iter::successors(Some(first), |month| month.next()).take_while(|month| *month <= last).collect()
}

/// Writes a field as words, without its unit: `response_median_seconds` is `response median`.
pub(super) fn spoken(field: &str) -> String {
    let bare = field.strip_suffix("_seconds").or_else(|| field.strip_suffix("_percent")).unwrap_or(field);
    bare.replace('_', " ")
}

/// Begins a title.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
