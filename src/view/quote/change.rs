//! In what two revisions differ.

use serde::Serialize;

use crate::domain::order::Altered;
use crate::output::{Cell, Column, Row};
use crate::view::{nothing, word};

/// One thing that is another in the later revision.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct AlteredRow {
    /// Nothing where it is of the whole.
    pub line: Option<u32>,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl AlteredRow {
    /// Takes a difference.
    pub fn of(altered: Altered) -> Self {
        let Altered { line, field, before, after } = altered;
        Self { line, field, before, after }
    }
}

impl Row for AlteredRow {
    const ONE: &'static str = "difference";
    const MANY: &'static str = "differences";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::number("line", "line", |row, _| row.line.map_or_else(nothing, Cell::show)),
        Column::text("field", "what", |row, _| Cell::show(&row.field)),
        Column::text("before", "before", |row, _| word(row.before.as_ref())),
        Column::text("after", "after", |row, _| word(row.after.as_ref())),
    ];
}
