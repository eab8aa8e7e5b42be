//! What became of the changes that a file asked for.

use serde::Serialize;

use crate::app::{BulkOutcome, Mark};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::word;

/// A change that a file asked for, and what became of it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct BulkRow {
    /// `+`, `~`, `=` or `-`.
    pub mark: &'static str,
    /// Where it stands in the file.
    pub row: u64,
    pub order: String,
    /// The order's line; nothing where the order itself is meant.
    pub line: Option<u32>,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// Why it was refused.
    pub why: Option<String>,
}

impl BulkRow {
    /// Tells each thing that a change altered, or one line where it altered nothing.
    pub fn of(row: u64, order: &str, asked: (Option<u32>, &str), outcome: BulkOutcome) -> Vec<Self> {
        let mark = match outcome.mark {
            Mark::Added => "+",
            Mark::Changed => "~",
            Mark::Same => "=",
            Mark::Refused => "-",
        };
        let (line, field) = asked;
        let told = |line, field: &str, before, after, why| Self {
            mark,
            row,
            order: order.to_owned(),
            line,
            field: field.to_owned(),
            before,
            after,
            why,
        };
        if outcome.changes.is_empty() {
            return vec![told(line, field, None, None, outcome.why)];
        }
        let changes = outcome.changes.into_iter();
        changes.map(|change| told(change.line, &change.field, change.before, change.after, None)).collect()
    }

    fn mark(&self) -> Cell {
        let tone = match self.mark {
            "+" => Tone::Good,
            "~" => Tone::Warn,
            "-" => Tone::Bad,
            _ => Tone::Dim,
        };
        Cell::toned(self.mark, tone)
    }
}

impl Row for BulkRow {
    const ONE: &'static str = "change";
    const MANY: &'static str = "changes";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("mark", "", |row, _| row.mark()),
        Column::number("row", "row", |row, _| Cell::show(row.row)),
        Column::text("order", "order", |row, _| row.order.as_str().into()),
        Column::number("line", "line", |row, _| word(row.line.as_ref())),
        Column::text("field", "field", |row, _| row.field.as_str().into()),
        Column::text("before", "before", |row, _| word(row.before.as_ref())),
        Column::text("after", "after", |row, _| word(row.after.as_ref())),
        Column::wide(Column::text("why", "refused", |row, _| row.why.as_deref().map_or_else(Cell::empty, Into::into))),
    ];
}
