//! Where the parts of a quote stand.

use super::face::{Faces, Weight};
use super::pages::{Cell, Column, FOOT, LEFT, Mark, Pages, Part, RIGHT, Style, Tone, WIDTH};
use super::table;
use crate::document::written::{Fact, Written};

const TITLE: Style = Style { size: 19.0, weight: Weight::Strong, tone: Tone::Ink };
const SUBJECT: Style = Style { size: 11.0, ..Style::GREY };
const COMPANY: Style = Style { size: 12.0, ..Style::BOLD };
const NOTICE: Style = Style { tone: Tone::Warning, ..Style::BOLD };
const FINE: Style = Style { size: 7.5, ..Style::SMALL };

/// Where the right half begins.
const MIDDLE: f32 = LEFT + 262.0;
/// The most that the logo takes.
const LOGO: (f32, f32) = (170.0, 48.0);
/// What is kept for the number of a page.
const NUMBERING: f32 = 110.0;
/// What lies between a label and what it labels.
const GAP: f32 = 14.0;

/// Lays a document out; of the logo, its size is wanted.
pub(super) fn lay_out(faces: &Faces, written: &Written, logo: Option<(f32, f32)>) -> Vec<Vec<Mark>> {
    let footer = written.company.footer.as_deref().unwrap_or_default();
    let footer = faces.of(FINE.weight).wrap(footer, FINE.size, WIDTH - NUMBERING);
    let foot = height(footer.len()) + 16.0;
    let running = [written.company.name.as_deref(), Some(&written.title)];
    let running = running.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut pages = Pages::new(faces, running, foot);
    company(&mut pages, written, logo);
    pages.heading(&written.title, TITLE);
    pages.skip(2.0);
    pages.paragraph(LEFT, WIDTH, &written.subject, SUBJECT);
    notice(&mut pages, written);
    pages.skip(20.0);
    ends(&mut pages, written);
    pages.skip(26.0);
    table::lines(&mut pages, written);
    table::sums(&mut pages, written);
    closing(&mut pages, written);
    feet(pages, written, &footer)
}

fn height(lines: usize) -> f32 {
    FINE.leading() * f32::from(u16::try_from(lines).unwrap_or(u16::MAX))
}

/// Who offers: its sign or its name, and how to reach it.
fn company(pages: &mut Pages<'_>, written: &Written, logo: Option<(f32, f32)>) {
    let company = &written.company;
    let top = pages.y;
    if let Some((width, height)) = logo {
        let scale = (LOGO.0 / width).min(LOGO.1 / height);
        let (width, height) = (width * scale, height * scale);
        pages.put(Mark::Logo { x: LEFT, y: top, width, height });
        pages.skip(height);
    } else if let Some(name) = &company.name {
        pages.paragraph(LEFT, MIDDLE - LEFT - GAP, name, COMPANY);
    }
    let under = pages.y;
    pages.y = top;
    let name = company.name.iter().filter(|_| logo.is_some());
    for line in name.chain(&company.address).chain(&company.reach) {
        pages.flush_right(RIGHT, RIGHT - MIDDLE, line, Style::SMALL);
    }
    let says_nothing = company.name.is_none() && company.address.is_empty() && company.reach.is_empty();
    pages.y = pages.y.max(under) + if says_nothing && logo.is_none() { 0.0 } else { 34.0 };
}

fn notice(pages: &mut Pages<'_>, written: &Written) {
    let Some(notice) = &written.notice else { return };
    pages.skip(10.0);
    let top = pages.y;
    pages.paragraph(LEFT + 11.0, WIDTH - 11.0, notice, NOTICE);
    let height = pages.y - top;
    pages.put(Mark::Box { x: LEFT, y: top, width: 2.5, height, tone: Tone::Warning });
}

/// For whom on the left, and what else is to be known on the right.
fn ends(pages: &mut Pages<'_>, written: &Written) {
    let (top, before) = (pages.y, pages.marks.len());
    pages.paragraph(LEFT, MIDDLE - LEFT - GAP, written.texts.to, Style::SMALL);
    for (place, line) in written.customer.iter().enumerate() {
        let style = if place == 0 { Style::BOLD } else { Style::GREY };
        pages.paragraph(LEFT, MIDDLE - LEFT - GAP, line, style);
    }
    let under = pages.y;
    if pages.marks.len() == before {
        pages.y = top;
    }
    facts(pages, &written.facts, MIDDLE);
    if pages.marks.len() == before {
        pages.y = pages.y.max(under);
    }
}

/// Labels, and what they label, from an edge to the right one.
fn facts(pages: &mut Pages<'_>, facts: &[Fact], x: f32) {
    let widest = facts.iter().map(|fact| pages.width(&fact.label, Style::SMALL)).fold(0.0, f32::max).min(120.0) + 0.5;
    let values = x + widest + GAP;
    let columns =
        [Column { x, width: widest, right: false }, Column { x: values, width: RIGHT - values, right: false }];
    pages.begin_table(&columns, None);
    for fact in facts {
        let labels = pages.wrapped(&fact.label, Style::SMALL, widest);
        let mut lines = Vec::new();
        for (place, value) in fact.values.iter().enumerate() {
            let style = if place == 0 { Style::BODY } else { Style::GREY };
            lines.extend(pages.wrapped(value, style, columns[1].width).into_iter().map(|line| (line, style)));
        }
        let labels = labels.into_iter().map(|line| (line, Style::SMALL)).collect();
        pages.row(&columns, &[Cell { column: 0, lines: labels }, Cell { column: 1, lines }]);
        pages.skip(2.0);
    }
}

fn closing(pages: &mut Pages<'_>, written: &Written) {
    if !written.conditions.is_empty() {
        pages.skip(24.0);
        pages.room(40.0);
        facts(pages, &written.conditions, LEFT);
    }
    if let Some(note) = &written.note {
        pages.skip(16.0);
        pages.paragraph(LEFT, WIDTH, note, Style::BODY);
    }
}

/// Adds what stands at the foot of every page, now that it is known how many there are.
fn feet(mut pages: Pages<'_>, written: &Written, footer: &[String]) -> Vec<Vec<Mark>> {
    let faces = pages.faces;
    let sheets = std::mem::take(&mut pages.marks);
    let count = sheets.len();
    let foot = |(place, mut marks): (usize, Vec<Mark>)| {
        let number = written.page(place + 1, count);
        let x = RIGHT - faces.of(FINE.weight).width(&number, FINE.size);
        let first = FOOT - height(footer.len());
        let part = Part::Ornament;
        let text = |x, y, text: &str| Mark::Text { x, y: y + FINE.size, text: text.to_owned(), style: FINE, part };
        marks.push(text(x, FOOT - height(1), &number));
        marks.extend(footer.iter().enumerate().map(|(place, line)| text(LEFT, first + height(place), line)));
        marks
    };
    sheets.into_iter().enumerate().map(foot).collect()
}
