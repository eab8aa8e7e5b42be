//! Tables for people: one line a row, fitted to the screen.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::style::{mark, paint};
use super::{Align, Cell, Tone, escape, width};

/// Spaces between two columns.
const GAP: usize = 2;
/// A column of text that gives way keeps this width at first, and if that is not enough, [`LEAST`].
const FLOOR: usize = 8;
/// What no column goes below.
const LEAST: usize = 3;
/// What no column goes beyond, even if nothing is to be cut: comfy-table counts in 16 bits, and would break the line.
const MOST: usize = u16::MAX as usize - GAP;
/// A column no wider than this holds short words, such as a status, and gives way last.
const SHORT: usize = 12;

/// The room a table has, and whether it may use colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Canvas {
    /// Columns on the screen; `None` if nothing is to be cut.
    pub(super) width: Option<usize>,
    /// Whether tones become colours.
    pub(super) color: bool,
}

impl Canvas {
    /// Returns `text`, which must be escaped, in `tone`.
    pub(super) fn toned(self, text: &str, tone: Tone) -> String {
        if self.color && tone != Tone::Plain && !text.is_empty() { tone.colour(text) } else { text.to_owned() }
    }

    /// Returns the same canvas with `columns` fewer.
    pub(super) fn narrower(self, columns: usize) -> Self {
        Self { width: self.width.map(|width| width.saturating_sub(columns)), ..self }
    }
}

/// Cells in rows, under headings if there are any.
#[derive(Debug)]
pub(super) struct Grid {
    /// The headings, or nothing.
    pub(super) headers: Vec<String>,
    /// The side of every column.
    pub(super) align: Vec<Align>,
    /// The rows; a missing cell is empty.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Lays the grid out, each line ending with a line feed.
    pub(super) fn render(&self, canvas: Canvas) -> String {
        let header = (!self.headers.is_empty())
            .then(|| self.headers.iter().map(|title| Cell::toned(title.to_uppercase(), Tone::Strong)).collect());
        let rows: Vec<Vec<Cell>> = header.into_iter().chain(self.rows.iter().cloned()).map(escaped).collect();
        let widths = self.widths(&rows, canvas);
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).set_width(u16::MAX);
        table.add_rows(rows.iter().map(|row| {
            widths.iter().enumerate().map(|(place, width)| {
                let cell = row.get(place).cloned().unwrap_or_default();
                let text = width::cut(&cell.text, *width);
                if canvas.color { mark(&text, cell.tone) } else { text }
            })
        }));
        self.align_columns(&mut table);
        let lines = table.trim_fmt();
        let end = if rows.is_empty() { "" } else { "\n" };
        if canvas.color { paint(&lines) + end } else { lines + end }
    }

    /// Returns how wide each column is to be.
    fn widths(&self, rows: &[Vec<Cell>], canvas: Canvas) -> Vec<usize> {
        let natural: Vec<usize> = (0..self.align.len()).map(|place| widest(rows, place, |_| true).min(MOST)).collect();
        let Some(room) = canvas.width else { return natural };
        let room = room.saturating_sub(GAP * self.align.len().saturating_sub(1));
        let mut widths = natural.clone();
        let words_kept = |width| if width <= SHORT { width } else { FLOOR };
        width::fit(&mut widths, &self.floors(rows, &natural, words_kept), room);
        width::fit(&mut widths, &self.floors(rows, &natural, |_| LEAST), room);
        widths
    }

    /// Returns what each column may not go below: `least` of its width, but numbers are never cut, nor an id in front,
    /// nor a word that says what a colour says.
    fn floors(&self, rows: &[Vec<Cell>], natural: &[usize], least: fn(usize) -> usize) -> Vec<usize> {
        let is_telling = |cell: &Cell| matches!(cell.tone, Tone::Good | Tone::Warn | Tone::Bad);
        let floor = |(place, (width, side)): (usize, (&usize, &Align))| match side {
            Align::Right => *width,
            Align::Left if place == 0 && *width <= SHORT => *width,
            Align::Left => widest(rows, place, is_telling).max(least(*width)).min(*width),
        };
        natural.iter().zip(&self.align).enumerate().map(floor).collect()
    }

    fn align_columns(&self, table: &mut Table) {
        let gap = u16::try_from(GAP).unwrap_or(0);
        let last = self.align.len().saturating_sub(1);
        for (place, (column, side)) in table.column_iter_mut().zip(&self.align).enumerate() {
            column.set_padding((0, if place == last { 0 } else { gap }));
            column.set_cell_alignment(match side {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
    }
}

/// Returns the width of the widest of the `counted` cells of a column.
fn widest(rows: &[Vec<Cell>], place: usize, counted: impl Fn(&Cell) -> bool) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(place)).filter(|cell| counted(cell));
    cells.map(|cell| width::of(&cell.text)).max().unwrap_or(0)
}

fn escaped(row: Vec<Cell>) -> Vec<Cell> {
    row.into_iter().map(|cell| Cell { text: escape::line(cell.text.trim()).into_owned(), ..cell }).collect()
}
