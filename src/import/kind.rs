//! What can be imported: a kind of thing, and the fields it has.

use super::refusal::Refusal;
use super::row::Row;
use crate::domain::intake::Intake;

/// What a row of a file can be read into.
pub trait Imported: Sized {
    /// What a file can say of it.
    const KIND: &'static Kind;

    /// Reads one row, without asking the desk.
    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal>;
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
