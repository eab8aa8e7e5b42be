//! The lines of a quote, and what they come to.

use super::pages::{Cell, Column, LEFT, Pages, RIGHT, Style, Tone, WIDTH};
use crate::document::written::{Step, Written, WrittenLine};

const POSITION: usize = 0;
const DESCRIPTION: usize = 1;
const QUANTITY: usize = 2;
const PRICE: usize = 3;
const TAX: usize = 4;
const AMOUNT: usize = 5;
/// Over the description, and ending where it ends: beside the figures of which it speaks.
const LABEL: usize = 6;

/// What lies between columns.
const GAP: f32 = 12.0;
/// The widest that a column of figures gets; what is wider is broken.
const WIDEST: f32 = 112.0;
/// What the head of a column of figures takes before it is broken.
const HEAD: f32 = 62.0;

const TOTAL: Style = Style { size: 12.0, ..Style::BOLD };

/// Writes the lines, under a head that comes again on each page.
pub(super) fn lines(pages: &mut Pages<'_>, written: &Written) {
    let columns = columns(pages, written);
    let heads = &written.heads;
    let head = [
        (POSITION, heads.position),
        (DESCRIPTION, heads.description),
        (QUANTITY, heads.quantity),
        (PRICE, &heads.unit_price),
        (TAX, heads.tax),
        (AMOUNT, &heads.amount),
    ];
    let head: Vec<Cell> = head.map(|(column, text)| cell(pages, &columns, column, text, Style::SMALL)).into();
    pages.begin_table(&columns, Some(bottom_aligned(head)));
    for (place, line) in written.lines.iter().enumerate() {
        if place > 0 {
            pages.rule(LEFT, WIDTH, 0.5, Tone::Hair);
            pages.skip(5.0);
        }
        rows(pages, &columns, line);
        pages.skip(5.0);
    }
    pages.rule(LEFT, WIDTH, 1.0, Tone::Ink);
    pages.end_table();
}

/// Moves heads of fewer lines down to the others.
fn bottom_aligned(mut head: Vec<Cell>) -> Vec<Cell> {
    let most = head.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
    for cell in &mut head {
        let missing = most - cell.lines.len();
        cell.lines.splice(0..0, std::iter::repeat_n((String::new(), Style::SMALL), missing));
    }
    head
}

fn cell(pages: &Pages<'_>, columns: &[Column], column: usize, text: &str, style: Style) -> Cell {
    let lines = pages.wrapped(text, style, columns[column].width);
    Cell { column, lines: lines.into_iter().map(|line| (line, style)).collect() }
}

/// Gives each column of figures what its widest takes, and the description the rest.
fn columns(pages: &Pages<'_>, written: &Written) -> [Column; 7] {
    let steps = || written.lines.iter().flat_map(|line| &line.steps);
    let widest = |head: &str, texts: &mut dyn Iterator<Item = String>| {
        let longest_word = head.split(' ').map(|word| pages.width(word, Style::SMALL)).fold(0.0, f32::max);
        let head = pages.width(head, Style::SMALL).min(HEAD).max(longest_word);
        texts.map(|text| pages.width(&text, Style::BODY)).fold(head, f32::max).min(WIDEST) + 0.5
    };
    let heads = &written.heads;
    let position = widest(heads.position, &mut written.lines.iter().map(|line| line.position.clone()));
    let figures = [
        widest(heads.quantity, &mut steps().map(quantity)),
        widest(&heads.unit_price, &mut steps().map(|step| step.unit_price.clone())),
        widest(heads.tax, &mut written.lines.iter().map(|line| line.tax.clone())),
        widest(&heads.amount, &mut steps().map(|step| step.amount.clone())),
    ];
    let description = WIDTH - position - figures.iter().sum::<f32>() - 5.0 * GAP;
    let mut x = LEFT;
    let mut column = |width: f32, right: bool| {
        let column = Column { x, width, right };
        x += width + GAP;
        column
    };
    let [quantity, price, tax, amount] = figures;
    let (position, description) = (column(position, false), column(description, false));
    let label = Column { right: true, ..description };
    [position, description, column(quantity, true), column(price, true), column(tax, true), column(amount, true), label]
}

fn quantity(step: &Step) -> String {
    format!("{} {}", step.quantity, step.unit)
}

/// A line is one row; where there are several offers, one more for each.
fn rows(pages: &mut Pages<'_>, columns: &[Column], line: &WrittenLine) {
    let mut first =
        vec![cell(pages, columns, POSITION, &line.position, Style::GREY), description(pages, columns, line)];
    if let [step] = line.steps.as_slice() {
        first.extend(figures(pages, columns, step, &line.tax, Style::BODY));
        return pages.row(columns, &first);
    }
    let ladder: Vec<Vec<Cell>> = line.steps.iter().map(|step| rung(pages, columns, step, &line.tax)).collect();
    // The ladder stays with what it is of, as far as a page takes both.
    pages.room(Pages::height(&first) + ladder.iter().take(10).map(|rung| Pages::height(rung)).sum::<f32>());
    pages.row(columns, &first);
    for rung in ladder {
        pages.row(columns, &rung);
    }
}

fn rung(pages: &Pages<'_>, columns: &[Column], step: &Step, tax: &str) -> Vec<Cell> {
    let (style, small, tax) = if step.counts {
        (Style::BODY, Style { tone: Tone::Ink, ..Style::SMALL }, tax)
    } else {
        (Style::GREY, Style::SMALL, "")
    };
    let mut cells = figures(pages, columns, step, tax, style);
    cells.extend(step.label.map(|label| cell(pages, columns, LABEL, label, small)));
    cells
}

fn figures(pages: &Pages<'_>, columns: &[Column], step: &Step, tax: &str, style: Style) -> Vec<Cell> {
    let texts = [(QUANTITY, &*quantity(step)), (PRICE, &step.unit_price), (TAX, tax), (AMOUNT, &step.amount)];
    texts.map(|(column, text)| cell(pages, columns, column, text, style)).into()
}

fn description(pages: &Pages<'_>, columns: &[Column], line: &WrittenLine) -> Cell {
    let mut cell = cell(pages, columns, DESCRIPTION, &line.name, Style::BODY);
    let under: Vec<&str> = line.sku.iter().chain(&line.replaces).map(String::as_str).collect();
    let under = Some(under.join(" · ")).filter(|under| !under.is_empty());
    for text in under.iter().chain(&line.note) {
        let lines = pages.wrapped(text, Style::SMALL, columns[DESCRIPTION].width);
        cell.lines.extend(lines.into_iter().map(|line| (line, Style::SMALL)));
    }
    cell
}

/// Writes what the lines come to, all of it on one page.
pub(super) fn sums(pages: &mut Pages<'_>, written: &Written) {
    let style = |is_total: bool| if is_total { TOTAL } else { Style::BODY };
    let widths = written.sums.iter().map(|sum| pages.width(&sum.amount, style(sum.is_total)));
    let amount = widths.fold(0.0, f32::max);
    let labels = written.sums.iter().map(|sum| pages.width(&sum.label, style(sum.is_total))).fold(0.0, f32::max);
    let label = labels.max(150.0).min(WIDTH - amount - 2.0 * GAP) + 0.5;
    let x = RIGHT - amount - 2.0 * GAP - label;
    let columns = [Column { x, width: label, right: false }, Column { x: RIGHT - amount, width: amount, right: true }];
    let rows: Vec<[Cell; 2]> = written
        .sums
        .iter()
        .map(|sum| {
            let lines = pages.wrapped(&sum.label, style(sum.is_total), label);
            let lines = lines.into_iter().map(|line| (line, style(sum.is_total))).collect();
            let amount = vec![(sum.amount.clone(), style(sum.is_total))];
            [Cell { column: 0, lines }, Cell { column: 1, lines: amount }]
        })
        .collect();
    pages.skip(8.0);
    pages.room(rows.iter().map(|row| Pages::height(row) + 3.0).sum::<f32>() + 8.0);
    pages.begin_table(&columns, None);
    for (row, sum) in rows.iter().zip(&written.sums) {
        if sum.is_total {
            pages.skip(3.0);
            pages.rule(x, RIGHT - x, 1.0, Tone::Ink);
            pages.skip(4.0);
        }
        pages.row(&columns, row);
        pages.skip(2.0);
    }
}
