//! A detail as a person reads it.

use super::flat::Flat;
use super::table::{Canvas, Grid};
use super::{Align, Cell, Section, Tone, escape, width};

/// What belongs to a title is indented by as much, so that no text in it can pass for a title.
const INDENT: usize = 2;
/// Longer lines of prose are hard to read, however wide the screen is.
const READABLE: usize = 100;

/// Lays the sections out, an empty line between two.
pub(super) fn render(sections: &[Section], canvas: Canvas) -> String {
    let parts: Vec<String> = sections.iter().filter_map(|section| part(section, canvas)).collect();
    parts.join("\n")
}

fn part(section: &Section, canvas: Canvas) -> Option<String> {
    let inner = canvas.narrower(INDENT);
    match section {
        Section::Fields(_, fields) if fields.is_empty() => None,
        Section::Fields(None, fields) => Some(values(fields, canvas)),
        Section::Fields(Some(title), fields) => Some(titled(title, &values(fields, inner), canvas)),
        Section::Table { rows, .. } if rows.is_empty() => None,
        Section::Table { title, headers, rows } => Some(titled(title, &table(headers, rows, inner), canvas)),
        Section::Text { body, .. } if body.trim().is_empty() => None,
        Section::Text { title, body } => Some(titled(title, &text(body, inner), canvas)),
    }
}

fn titled(title: &str, content: &str, canvas: Canvas) -> String {
    let mut out = String::new();
    if !title.is_empty() {
        out += &canvas.toned(&escape::line(title), Tone::Strong);
        out.push('\n');
    }
    for line in content.lines() {
        out += &" ".repeat(if line.is_empty() { 0 } else { INDENT });
        out += line;
        out.push('\n');
    }
    out
}

/// Lays out the fields that were asked for by name.
pub(super) fn chosen(fields: impl Iterator<Item = (String, Flat)>, canvas: Canvas) -> String {
    values(&fields.map(|(path, value)| (path, Cell::plain(value.text))).collect::<Vec<_>>(), canvas)
}

/// Lays labels and values out in two columns; a long value goes on below itself.
fn values<L: AsRef<str>>(fields: &[(L, Cell)], canvas: Canvas) -> String {
    let label_width = fields.iter().map(|(label, _)| width::of(label.as_ref())).max().unwrap_or(0);
    let room = canvas.width.map_or(usize::MAX, |width| width.saturating_sub(label_width + INDENT).max(1));
    let mut rows = Vec::new();
    for (label, cell) in fields {
        let mut label = Cell::toned(label.as_ref(), Tone::Dim);
        for text in width::wrap(&escape::line(cell.text.trim()), room) {
            rows.push(vec![std::mem::take(&mut label), Cell { text, ..cell.clone() }]);
        }
    }
    // The values are wrapped already; what is still too long is a word that must stay whole.
    let unlimited = Canvas { width: None, ..canvas };
    Grid { headers: Vec::new(), align: vec![Align::Left, Align::Left], rows }.render(unlimited)
}

/// Lays a table out; a column stands on the right if every cell in it does.
fn table(headers: &[&'static str], rows: &[Vec<Cell>], canvas: Canvas) -> String {
    let is_number = |place: usize| rows.iter().filter_map(|row| row.get(place)).all(is_right);
    let side = |place| if is_number(place) { Align::Right } else { Align::Left };
    let align = (0..headers.len()).map(side).collect();
    let headers = headers.iter().map(|title| (*title).to_owned()).collect();
    Grid { headers, align, rows: rows.to_vec() }.render(canvas)
}

fn is_right(cell: &Cell) -> bool {
    cell.align == Align::Right || cell.text.is_empty()
}

/// Lays text out, wrapped at spaces.
fn text(body: &str, canvas: Canvas) -> String {
    let room = canvas.width.map_or(usize::MAX, |width| width.min(READABLE));
    // A tab is as wide as the terminal likes, so what follows one could not be wrapped.
    let body = escape::prose(body.trim_end()).replace('\t', "    ");
    let lines: Vec<String> = body.lines().flat_map(|line| width::wrap(line.trim_end(), room)).collect();
    lines.join("\n")
}
