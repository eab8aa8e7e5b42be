//! Reports as a page: one file with all that it needs.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;

use super::drawing::{Bar, Drawing, Scale, Series, Shape, Stack, spoken};
use super::grid::Source;
use super::pack::{Cover, Link, Part};
use super::{Figure, Line, Report, sentence};
use crate::output::{Align, Tone, escape};

const TEMPLATE: &str = include_str!("page.html");

/// Who makes the pages of a dashboard.
const MARK: &str = "desk report build";
/// Parts have so many looks.
const LOOKS: usize = 8;
/// More columns than this have no room for labels side by side on a phone.
const UPRIGHT: usize = 10;
/// How high the room for columns is, in pixels.
const HEIGHT: i64 = 120;
/// How high it is where there are several pictures of the kind.
const LOW: i64 = 56;
/// How wide the room for one column is at most.
const SLOT: i64 = 88;
/// Words of so many letters are not broken into lines.
const SHORT: usize = 32;
/// A table of more columns is printed across.
const ACROSS: usize = 9;

#[derive(Serialize)]
struct Page {
    title: String,
    about: String,
    is_alone: bool,
    made: String,
    sections: Vec<Section>,
    looks: Vec<usize>,
    /// How pages that were built are told from others; nothing on a page that stands alone.
    mark: Option<&'static str>,
    around: Vec<Beside>,
}

/// A page around this one.
#[derive(Serialize)]
struct Beside {
    title: String,
    file: String,
    is_this: bool,
}

#[derive(Serialize)]
struct Section {
    name: String,
    title: String,
    about: String,
    pictures: Vec<Picture>,
    table: Option<Table>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Table {
    heads: Vec<TableHead>,
    rows: Vec<Vec<TableCell>>,
    is_across: bool,
}

#[derive(Serialize)]
struct TableHead {
    title: String,
    is_number: bool,
}

#[derive(Serialize)]
struct TableCell {
    text: String,
    /// It stays on one line.
    is_short: bool,
    class: &'static str,
    /// What it is sorted by, if not by its text: a number, or nothing where there is none.
    sort: Option<String>,
}

#[derive(Serialize)]
struct Picture {
    title: String,
    kind: &'static str,
    legend: Vec<String>,
    rows: Vec<Row>,
    series: Vec<Columns>,
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    names: Vec<String>,
    figure: String,
    beams: Vec<Beam>,
    /// The parts in words.
    parts: Option<String>,
}

/// A part of a bar: where it begins and how long it is, in percent of the room.
#[derive(Serialize)]
struct Beam {
    class: String,
    from: String,
    length: String,
}

#[derive(Serialize)]
struct Columns {
    name: Option<String>,
    is_upright: bool,
    /// How high the room for columns is, and how wide at most, in pixels.
    height: i64,
    most: i64,
    /// Where zero is, in pixels from above.
    zero: i64,
    bars: Vec<Column>,
}

#[derive(Serialize)]
struct Column {
    label: String,
    figure: String,
    brief: String,
    class: &'static str,
    from: String,
    middle: String,
    width: String,
    top: i64,
    height: i64,
}

/// Makes the page; `made` says when.
pub(super) fn page(cover: &Cover<'_>, asked: Option<&[String]>, wide: bool, made: &str) -> io::Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.map_err(io::Error::other)?);
    environment.add_template("page", TEMPLATE).map_err(io::Error::other)?;
    let values = Page {
        title: shown(cover.title),
        about: shown(cover.about),
        is_alone: cover.is_alone,
        made: made.to_owned(),
        sections: cover.parts.iter().map(|part| section(part, asked, wide)).collect(),
        looks: (0..LOOKS).collect(),
        mark: (!cover.around.0.is_empty()).then_some(MARK),
        around: cover.around.0.iter().map(|link| beside(link, cover.around.1)).collect(),
    };
    let values = context! { ..Serde(&values) };
    environment.get_template("page").and_then(|page| page.render(values)).map_err(io::Error::other)
}

/// Tells by how a file begins whether it is a page of a dashboard.
pub fn is_built(beginning: &str) -> bool {
    beginning.contains(&format!("<meta name=\"generator\" content=\"{MARK}\">"))
}

fn beside(link: &Link, this: &str) -> Beside {
    Beside { title: shown(&link.title), file: link.file.clone(), is_this: link.file == this }
}

fn shown(text: &str) -> String {
    escape::line(text.trim()).into_owned()
}

fn section(part: &Part<'_>, asked: Option<&[String]>, wide: bool) -> Section {
    let report = part.report;
    let sources = report.sources(asked, wide);
    let heads = sources.iter().map(|source| TableHead {
        title: shown(&report.heading(*source)),
        is_number: report.align(*source) == Align::Right,
    });
    let row = |line: &Line| sources.iter().map(|source| cell(report, line, *source)).collect();
    let rows: Vec<Vec<TableCell>> = report.lines.iter().map(row).collect();
    let is_across = sources.len() > ACROSS;
    Section {
        name: part.name.clone(),
        title: shown(&part.title),
        about: shown(&report.about),
        pictures: report.drawings().iter().map(picture).collect(),
        table: (!rows.is_empty()).then(|| Table { heads: heads.collect(), rows, is_across }),
        notes: report.notes.iter().map(|note| shown(&sentence(note))).collect(),
    }
}

fn cell(report: &Report, line: &Line, source: Source) -> TableCell {
    let Source::Figure(place) = source else {
        let name = line.name(source);
        let class = if name.is_none() { "dim" } else { "" };
        return TableCell { text: shown(name.unwrap_or("-")), is_short: false, class, sort: None };
    };
    let figure = line.figures.get(place).unwrap_or(&Figure::Nothing);
    let class = match figure.tone(report.measures[place].tone) {
        Tone::Plain => "",
        Tone::Strong => "strong",
        Tone::Dim => "dim",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    };
    let sort = match figure {
        Figure::Day(_) | Figure::Text(_) | Figure::Flag(_) => None,
        other => Some(other.size().map(|size| size.to_string()).unwrap_or_default()),
    };
    let text = shown(&figure.whole());
    TableCell { is_short: text.chars().count() <= SHORT, text, class, sort }
}

fn picture(drawing: &Drawing) -> Picture {
    let mut picture = Picture {
        title: shown(&drawing.title),
        kind: "bars",
        legend: Vec::new(),
        rows: Vec::new(),
        series: Vec::new(),
        remarks: drawing.remarks.iter().map(|remark| shown(remark)).collect(),
    };
    match &drawing.shape {
        Shape::Bars(bars) => {
            let scale = Scale::of(bars.iter().map(|bar| &bar.figure));
            picture.rows = bars.iter().map(|bar| bar_row(bar, scale)).collect();
        }
        Shape::Stacks(parts, stacks) => {
            let scale = Scale::of(stacks.iter().map(|stack| &stack.total));
            picture.kind = "stacks";
            picture.legend = parts.iter().map(|part| shown(part)).collect();
            picture.rows = stacks.iter().map(|stack| stack_row(stack, &picture.legend, scale)).collect();
        }
        Shape::Columns(series) => {
            picture.kind = "columns";
            let is_known = |series: &&Series| series.columns.iter().any(|column| column.figure.size().is_some());
            picture.series = series.iter().filter(is_known).map(|one| columns(one, series.len() > 1)).collect();
        }
    }
    picture
}

fn bar_row(bar: &Bar, scale: Scale) -> Row {
    let zero = scale.at(0, PARTS);
    let beam = bar.figure.size().filter(|size| *size != 0).map(|size| {
        let end = scale.at(size, PARTS);
        let class = if size < 0 { "minus" } else { "plus" };
        Beam { class: class.to_owned(), from: percent(zero.min(end)), length: percent((end - zero).abs()) }
    });
    let names = bar.names.iter().map(|name| shown(name)).collect();
    Row { names, figure: shown(&bar.figure.whole()), beams: beam.into_iter().collect(), parts: None }
}

fn stack_row(stack: &Stack, legend: &[String], scale: Scale) -> Row {
    let (mut sum, mut beams) = (0_i64, Vec::new());
    for (place, part) in stack.parts.iter().enumerate() {
        let from = scale.at(sum, PARTS);
        sum = sum.saturating_add(part.size().unwrap_or(0).max(0));
        let length = scale.at(sum, PARTS) - from;
        if length > 0 {
            beams.push(Beam { class: format!("part-{}", place % LOOKS), from: percent(from), length: percent(length) });
        }
    }
    let words = legend.iter().zip(&stack.parts).filter(|(_, part)| part.size().is_some_and(|size| size != 0));
    let words: Vec<String> = words.map(|(name, part)| format!("{name} {}", part.text())).collect();
    Row {
        names: stack.names.iter().map(|name| shown(name)).collect(),
        figure: shown(&stack.total.whole()),
        beams,
        parts: Some(words.join(" · ")),
    }
}

/// Lays columns out; where there are `several` series, each is lower.
fn columns(series: &Series, several: bool) -> Columns {
    let room = if several { LOW } else { HEIGHT };
    let scale = Scale::of(series.columns.iter().map(|column| &column.figure));
    let count = i64::try_from(series.columns.len()).unwrap_or(i64::MAX).max(1);
    let zero = room - scale.at(0, room);
    let column = |(place, bar): (i64, &Bar)| {
        let end = bar.figure.size().map_or(zero, |size| room - scale.at(size, room));
        let is_there = bar.figure.size().is_some_and(|size| size != 0);
        let slot = |hundredths: i64| percent((place * 100 + hundredths) * PARTS / (count * 100));
        Column {
            label: shown(bar.names.first().map_or("", String::as_str)),
            figure: shown(&bar.figure.whole()),
            brief: shown(&bar.figure.brief()),
            class: if end > zero { "minus" } else { "plus" },
            from: slot(14),
            middle: slot(50),
            width: percent(72 * PARTS / (count * 100)),
            top: end.min(zero),
            height: (end - zero).abs().max(i64::from(is_there)),
        }
    };
    Columns {
        name: series.name.as_deref().map(shown),
        is_upright: series.columns.len() > UPRIGHT,
        height: room,
        most: i64::try_from(series.columns.len()).unwrap_or(i64::MAX).saturating_mul(SLOT),
        zero,
        bars: (0..).zip(&series.columns).map(column).collect(),
    }
}

/// A whole, in hundredths of a percent.
const PARTS: i64 = 10_000;

fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

impl Report {
    /// Returns what a column is called where it stands alone: by its field, if others are called the same.
    pub(super) fn heading(&self, source: Source) -> String {
        match source {
            Source::Name(place) => {
                let heading = &self.headings[place];
                heading.title.clone().unwrap_or_else(|| heading.field.to_owned())
            }
            Source::Figure(place) => {
                let head = &self.measures[place];
                let is_alone = self.measures.iter().filter(|other| other.title == head.title).count() == 1;
                if is_alone { head.title.to_owned() } else { spoken(head.field) }
            }
        }
    }

    /// Returns the side on which a column stands.
    pub(super) fn align(&self, source: Source) -> Align {
        match source {
            Source::Name(_) => Align::Left,
            Source::Figure(place) => self.measures[place].align,
        }
    }
}

impl Line {
    /// Returns the name of the group in a column.
    pub(super) fn name(&self, source: Source) -> Option<&str> {
        match source {
            Source::Name(place) => self.names.get(place)?.as_deref(),
            Source::Figure(_) => None,
        }
    }
}
