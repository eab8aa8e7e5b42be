//! What can be imported: a kind of thing, and the fields it has.

use super::refusal::Refusal;
use super::row::Row;
use crate::domain::Datum;
use crate::domain::intake::Intake;

/// The field that says where a row's id is from, in kinds whose rows may come from several systems.
pub(super) const SOURCE: &str = "source";

/// Declares that field.
pub(super) const fn source() -> Field {
    let help = "The system of that id, where it is not that of the whole file; desk: none, it was made in a desk";
    Field::optional(SOURCE, "a source", "zendesk", help)
}

/// What a row of a file can be read into.
pub trait Imported: Sized {
    /// What a file can say of it.
    const KIND: &'static Kind;

    /// Reads one row, without asking the desk.
    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal>;
}

/// What can be written as a row that reads back as the same.
pub trait Exported: Imported {
    /// The fields that only imports have a use for: a written row says the same in others.
    const LEFT_OUT: &'static [&'static str];
    /// Whether another kind tells all that this one does.
    const TOLD_ELSEWHERE: bool = false;

    /// Writes the fields of one row.
    fn write(intake: Intake<Self>, to: &mut Cells);

    /// Returns the fields of a written row, in order.
    fn columns() -> Vec<&'static str> {
        Self::KIND.names().filter(|name| !Self::LEFT_OUT.contains(name)).collect()
    }
}

/// The fields of one row that is being written. One is filled again and again.
#[derive(Debug)]
pub struct Cells {
    columns: Vec<&'static str>,
    data: Vec<Datum>,
    /// The position after the field that was written last.
    next: usize,
}

impl Cells {
    /// Makes an empty row of these columns.
    pub fn new(columns: Vec<&'static str>) -> Self {
        Self { data: vec![Datum::Nothing; columns.len()], columns, next: 0 }
    }

    /// Returns the row that `T` writes of something.
    pub fn of<T: Exported>(&mut self, intake: Intake<T>) -> &[Datum] {
        self.data.fill(Datum::Nothing);
        self.next = 0;
        T::write(intake, self);
        &self.data
    }

    /// Fills a field. Fields that are filled in the order of the columns are found without a search.
    pub fn put(&mut self, field: &'static str, value: impl Into<Datum>) {
        let (before, after) = self.columns.split_at(self.next.min(self.columns.len()));
        let found = after.iter().position(|column| *column == field).map(|at| before.len() + at);
        let found = found.or_else(|| before.iter().position(|column| *column == field));
        debug_assert!(found.is_some(), "`{field}` is no column");
        if let Some(found) = found {
            self.data[found] = value.into();
            self.next = found + 1;
        }
    }

    /// Fills a field with a value in its own words, if there is one.
    pub fn show(&mut self, field: &'static str, value: Option<impl std::fmt::Display>) {
        self.put(field, Datum::text(value));
    }

    /// Fills the fields of the key by which something is known.
    pub fn key<T>(&mut self, intake: &Intake<T>) {
        self.put(SOURCE, intake.source.clone());
        self.show("external_id", (!intake.is_of_desk()).then_some(&intake.external_id));
    }
}

/// One field of a kind of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Field {
    /// The name, as a header or a mapping writes it.
    pub name: &'static str,
    /// The type in words, with its article: `a priority`.
    pub what: &'static str,
    /// Whether a row without it is refused.
    pub required: bool,
    /// A value that is accepted.
    pub example: &'static str,
    /// What the field means, in one line.
    pub help: &'static str,
}

impl Field {
    /// Declares a field that every row must have.
    pub const fn required(name: &'static str, what: &'static str, example: &'static str, help: &'static str) -> Self {
        Self { name, what, required: true, example, help }
    }

    /// Declares a field that a row may leave empty.
    pub const fn optional(name: &'static str, what: &'static str, example: &'static str, help: &'static str) -> Self {
        Self { name, what, required: false, example, help }
    }
}

/// A kind of rows: `tickets`, `accounts`. Each noun declares its own, in one place.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Kind {
    /// The plural that `desk import` and a mapping's `kind` write.
    pub name: &'static str,
    /// The fields that tell one row from another: no two rows of a file have the same values of all of them.
    pub key: &'static [&'static str],
    /// The fields, in the order in which they are listed and best read.
    pub fields: &'static [Field],
}

impl Kind {
    /// Returns the position of a field.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Returns the names of all fields, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.name)
    }

    /// Returns the names of the fields that every row must have, in order.
    pub fn required(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().filter(|field| field.required).map(|field| field.name)
    }
}
