//! What files of rows may hold.

use serde::Serialize;

use super::{key, nothing};
use crate::output::{Cell, Column, Row, Tone};

/// A kind of rows in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct KindRow {
    pub kind: &'static str,
    /// The columns that every row must have.
    pub required: Vec<&'static str>,
    pub columns: usize,
}

impl Row for KindRow {
    const ONE: &'static str = "kind";
    const MANY: &'static str = "kinds";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("kind", "kind", |row, _| key(row.kind)),
        Column::number("columns", "columns", |row, _| Cell::show(row.columns)),
        Column::text("required", "required", |row, _| row.required.join(" ").into()),
    ];
}

/// A column that a file may have.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct FieldRow {
    pub column: &'static str,
    /// What it holds: `an instant`.
    pub holds: &'static str,
    pub required: bool,
    /// Whether it tells one row from another.
    pub key: bool,
    pub example: &'static str,
    pub meaning: &'static str,
}

impl Row for FieldRow {
    const ONE: &'static str = "column";
    const MANY: &'static str = "columns";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("column", "column", |row, _| key(row.column)),
        Column::text("required", "required", |row, _| match (row.required, row.key) {
            (true, _) => Cell::toned("yes", Tone::Strong),
            (false, true) => "key".into(),
            (false, false) => nothing(),
        }),
        Column::text("holds", "holds", |row, _| row.holds.into()),
        Column::text("example", "example", |row, _| row.example.into()),
        Column::wide(Column::text("meaning", "meaning", |row, _| row.meaning.into())),
        Column::data("key"),
    ];
}
