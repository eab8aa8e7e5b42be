//! Pages: what stands where, and when one is full. Lengths are points, from the upper left corner.

use super::face::{Faces, Weight};

/// A4.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// The edges of what is printed.
pub(super) const LEFT: f32 = 51.0;
pub(super) const RIGHT: f32 = PAGE.0 - LEFT;
pub(super) const WIDTH: f32 = RIGHT - LEFT;
const TOP: f32 = 51.0;
/// Where the last line of a page's foot ends.
pub(super) const FOOT: f32 = PAGE.1 - 36.0;
/// The height of a line, in sizes of its letters.
const LEADING: f32 = 1.42;
/// Where letters stand, in heights of a line: capitals, seven tenths of their size, are in its middle.
const BASE: f32 = 0.5 + 0.35 / LEADING;

/// How dark something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Ink,
    Soft,
    Hair,
    Warning,
}

/// How a text is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) tone: Tone,
}

impl Style {
    pub(super) const BODY: Self = Self { size: 9.5, weight: Weight::Regular, tone: Tone::Ink };
    pub(super) const BOLD: Self = Self { weight: Weight::Strong, ..Self::BODY };
    pub(super) const GREY: Self = Self { tone: Tone::Soft, ..Self::BODY };
    pub(super) const SMALL: Self = Self { size: 8.0, ..Self::GREY };

    /// Returns the height of a line.
    pub(super) fn leading(self) -> f32 {
        self.size * LEADING
    }
}

/// What a text is a part of, for a reader who does not see the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// It is told elsewhere, or says nothing.
    Ornament,
    Heading,
    /// A paragraph, by its number.
    Paragraph(usize),
    /// A cell of a table's row; a head, or not.
    Cell {
        table: usize,
        row: usize,
        column: usize,
        is_head: bool,
    },
}

/// Something on a page.
#[derive(Debug)]
pub(super) enum Mark {
    /// A text, by the left end of its base line.
    Text { x: f32, y: f32, text: String, style: Style, part: Part },
    /// A filled box, by its upper left corner.
    Box { x: f32, y: f32, width: f32, height: f32, tone: Tone },
    /// The logo.
    Logo { x: f32, y: f32, width: f32, height: f32 },
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) x: f32,
    pub(super) width: f32,
    /// Its texts end where it ends.
    pub(super) right: bool,
}

/// What is to stand in a column of a row, line by line.
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) lines: Vec<(String, Style)>,
}

/// The pages so far.
pub(super) struct Pages<'a> {
    pub(super) faces: &'a Faces,
    /// What stands on each.
    pub(super) marks: Vec<Vec<Mark>>,
    /// Where the next line begins.
    pub(super) y: f32,
    /// Where the last line may end.
    bottom: f32,
    /// What every page but the first begins with.
    running: String,
    /// The head of the table that is being written.
    head: Option<(Vec<Column>, Vec<Cell>)>,
    paragraphs: usize,
    table: usize,
    row: usize,
}

impl<'a> Pages<'a> {
    /// Begins the first page; each one ends so far above its foot.
    pub(super) fn new(faces: &'a Faces, running: String, foot: f32) -> Self {
        let marks = vec![Vec::new()];
        let bottom = FOOT - foot;
        Self { faces, marks, y: TOP, bottom, running, head: None, paragraphs: 0, table: 0, row: 0 }
    }

    /// Adds something to the page.
    pub(super) fn put(&mut self, mark: Mark) {
        if let Some(page) = self.marks.last_mut() {
            page.push(mark);
        }
    }

    /// Leaves some space, unless a page begins.
    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// Begins a page where so much does not fit any more.
    pub(super) fn room(&mut self, height: f32) {
        if self.y + height > self.bottom && self.y > TOP {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.marks.push(Vec::new());
        self.y = TOP - 12.0;
        let running = std::mem::take(&mut self.running);
        for line in self.wrapped(&running, Style::SMALL, WIDTH).into_iter().take(1) {
            self.set(Part::Ornament, LEFT, &line, Style::SMALL);
        }
        self.running = running;
        self.skip(14.0);
        if let Some((columns, cells)) = self.head.take() {
            self.lay(&columns, &cells, |_| Part::Ornament);
            self.rule(LEFT, WIDTH, 1.0, Tone::Ink);
            self.skip(5.0);
            self.head = Some((columns, cells));
        }
    }

    /// Breaks a text into lines.
    pub(super) fn wrapped(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        self.faces.of(style.weight).wrap(text, style.size, width)
    }

    /// Returns the width of a text.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        self.faces.of(style.weight).width(text, style.size)
    }

    /// Sets a line of text, and goes to the next.
    fn set(&mut self, part: Part, x: f32, text: &str, style: Style) {
        self.at(part, x, text, style, style.leading());
        self.skip(style.leading());
    }

    /// Sets a text on a line so high, and stays: all that stands on a line stands on one base.
    fn at(&mut self, part: Part, x: f32, text: &str, style: Style, leading: f32) {
        if text.is_empty() {
            return;
        }
        let y = self.y + leading * BASE;
        self.put(Mark::Text { x, y, text: text.to_owned(), style, part });
    }

    /// Draws a line across.
    pub(super) fn rule(&mut self, x: f32, width: f32, height: f32, tone: Tone) {
        let y = self.y;
        self.put(Mark::Box { x, y, width, height, tone });
    }

    /// Writes a heading.
    pub(super) fn heading(&mut self, text: &str, style: Style) {
        for line in self.wrapped(text, style, WIDTH) {
            self.room(style.leading());
            self.set(Part::Heading, LEFT, &line, style);
        }
    }

    /// Writes a paragraph between two edges, over as many pages as it takes.
    pub(super) fn paragraph(&mut self, x: f32, width: f32, text: &str, style: Style) {
        self.paragraphs += 1;
        let part = Part::Paragraph(self.paragraphs);
        for line in self.wrapped(text, style, width) {
            self.room(style.leading());
            self.set(part, x, &line, style);
        }
    }

    /// Writes lines that end at an edge.
    pub(super) fn flush_right(&mut self, right: f32, width: f32, text: &str, style: Style) {
        self.paragraphs += 1;
        let part = Part::Paragraph(self.paragraphs);
        for line in self.wrapped(text, style, width) {
            let x = right - self.width(&line, style);
            self.set(part, x, &line, style);
        }
    }

    /// Begins a table; its head comes again on every page.
    pub(super) fn begin_table(&mut self, columns: &[Column], head: Option<Vec<Cell>>) {
        (self.table, self.row) = (self.table + 1, 0);
        let Some(head) = head else { return };
        let table = self.table;
        self.lay(columns, &head, |column| Part::Cell { table, row: 0, column, is_head: true });
        self.rule(LEFT, WIDTH, 1.0, Tone::Ink);
        self.skip(5.0);
        self.head = Some((columns.to_vec(), head));
    }

    /// Ends a table.
    pub(super) fn end_table(&mut self) {
        self.head = None;
    }

    /// Writes a row, on one page if one takes it.
    pub(super) fn row(&mut self, columns: &[Column], cells: &[Cell]) {
        self.row += 1;
        let (table, row) = (self.table, self.row);
        self.lay(columns, cells, |column| Part::Cell { table, row, column, is_head: false });
    }

    /// Returns the height of a row.
    pub(super) fn height(cells: &[Cell]) -> f32 {
        (0..).map_while(|line| leading(cells, line)).sum()
    }

    fn lay(&mut self, columns: &[Column], cells: &[Cell], part: impl Fn(usize) -> Part) {
        let height = Self::height(cells);
        if height <= self.bottom - TOP {
            self.room(height);
        }
        for line in 0.. {
            let Some(leading) = leading(cells, line) else { break };
            self.room(leading);
            for cell in cells {
                let (Some((text, style)), Some(column)) = (cell.lines.get(line), columns.get(cell.column)) else {
                    continue;
                };
                let left = if column.right { column.width - self.width(text, *style) } else { 0.0 };
                self.at(part(cell.column), column.x + left, text, *style, leading);
            }
            self.skip(leading);
        }
    }
}

/// Returns the height of one line of a row: the tallest of its cells'.
fn leading(cells: &[Cell], line: usize) -> Option<f32> {
    let heights = cells.iter().filter_map(|cell| cell.lines.get(line)).map(|(_, style)| style.leading());
    heights.reduce(f32::max)
}
