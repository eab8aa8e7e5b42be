//! What a view implements to be written.

use serde::Serialize;

use super::{Human, Tone, select};

/// One row of a list. Its serde fields are the contract of every format but the table; keep them flat, and keep nulls.
pub trait Row: Serialize + Sized + 'static {
    /// What one is called: `ticket`.
    const ONE: &'static str;
    /// What several are called: `tickets`.
    const MANY: &'static str;
    /// One entry for every serde field, in the order in which tables, TSV and CSV show them. A field that no table
    /// shows is a [`Column::data`]; without it, the header of an empty CSV would lack it (see [`undeclared`]).
    const COLUMNS: &'static [Column<Self>];
}

/// One column of a list.
#[derive(Debug)]
pub struct Column<R> {
    /// The serde field it projects, by which `-c` asks for it.
    pub field: &'static str,
    /// The heading over it; tables write it in capitals.
    pub title: &'static str,
    /// On which side its cells stand.
    pub align: Align,
    /// When a table shows it unasked.
    pub shown: Shown,
    /// Writes its cell for a person; not called if it is never shown.
    pub cell: fn(&R, &Human) -> Cell,
}

impl<R> Column<R> {
    /// Declares a column of text, on the left, which gives way on a narrow screen.
    pub const fn text(field: &'static str, title: &'static str, cell: fn(&R, &Human) -> Cell) -> Self {
        Self { field, title, align: Align::Left, shown: Shown::Always, cell }
    }

    /// Declares a column of numbers, on the right, never cut.
    pub const fn number(field: &'static str, title: &'static str, cell: fn(&R, &Human) -> Cell) -> Self {
        Self { field, title, align: Align::Right, shown: Shown::Always, cell }
    }

    /// Declares a field that is in the data, and in a table only if `-c` asks for it.
    pub const fn data(field: &'static str) -> Self {
        Self { field, title: field, align: Align::Left, shown: Shown::Never, cell: |_, _| Cell::empty() }
    }

    /// Shows the column only with `--wide`. Write `Column::wide(Column::text(…))`: as a method it hides the row's type from
    /// the closure.
    #[must_use]
    pub const fn wide(self) -> Self {
        Self { field: self.field, title: self.title, align: self.align, shown: Shown::Wide, cell: self.cell }
    }
}

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// When a table shows a column that was not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// In every table.
    Always,
    /// With `--wide`.
    Wide,
    /// In no table; the field is in the data only.
    Never,
}

/// A piece of a table: words and their tone. It is escaped when written, so any text may go in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// What colour adds to them.
    pub tone: Tone,
    /// The side it asks for in a table of a detail, where no column says it.
    pub align: Align,
}

impl Cell {
    /// Returns a cell with nothing in it.
    pub const fn empty() -> Self {
        Self { text: String::new(), tone: Tone::Plain, align: Align::Left }
    }

    /// Returns a cell without a tone.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Plain)
    }

    /// Returns a cell in `tone`.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, align: Align::Left }
    }

    /// Returns a cell with a number, for the tables of a detail.
    pub fn number(number: impl std::fmt::Display) -> Self {
        Self { text: number.to_string(), tone: Tone::Plain, align: Align::Right }
    }

    /// Writes a value as its `Display` does.
    pub fn show(value: impl std::fmt::Display) -> Self {
        Self::plain(value.to_string())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

/// Nothing is shown as an empty cell.
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or_else(Self::empty, Into::into)
    }
}

/// One thing with all there is to say about it. Its serde form may be nested.
pub trait Detail: Serialize {
    /// Lays it out for a person.
    fn sections(&self, human: &Human) -> Vec<Section>;
}

/// A part of a detail as a person reads it. A part with nothing in it is left out, with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Section {
    /// Labels and values under an optional title. Values are wrapped, never cut.
    Fields(Option<String>, Vec<(&'static str, Cell)>),
    /// A small table, fitted to the screen as lists are.
    Table {
        /// The title over it.
        title: String,
        /// One heading for each column.
        headers: Vec<&'static str>,
        /// The rows, each with a cell for each heading.
        rows: Vec<Vec<Cell>>,
    },
    /// Text of any number of lines, whose line breaks stay.
    Text {
        /// The title over it.
        title: String,
        /// The text.
        body: String,
    },
}

/// Returns the serde fields of `row` that no column declares; a test of every view asserts that there are none.
pub fn undeclared<R: Row>(row: &R) -> Vec<String> {
    let declared = |field: &String| R::COLUMNS.iter().any(|column| column.field == field);
    let Ok(fields) = select::object(row) else { return Vec::new() };
    fields.into_iter().map(|(field, _)| field).filter(|field| !declared(field)).collect()
}
