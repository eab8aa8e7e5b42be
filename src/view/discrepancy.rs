//! What does not fit together in what other systems told.

use serde::Serialize;

use crate::domain::discrepancy::{Discrepancy, DiscrepancyKind};
use crate::output::{Cell, Column, Row, Tone};

/// A discrepancy in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct DiscrepancyRow {
    pub kind: DiscrepancyKind,
    pub object: String,
    pub what: String,
}

impl DiscrepancyRow {
    /// Takes a discrepancy.
    pub fn of(found: Discrepancy) -> Self {
        let Discrepancy { kind, object, what } = found;
        Self { kind, object, what }
    }
}

impl Row for DiscrepancyRow {
    const ONE: &'static str = "discrepancy";
    const MANY: &'static str = "discrepancies";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("kind", "kind", |row, _| Cell::toned(row.kind.to_string(), Tone::Warn)),
        Column::text("object", "where", |row, _| row.object.as_str().into()),
        Column::text("what", "what", |row, _| row.what.as_str().into()),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_has_a_column() {
        let found = Discrepancy::new(DiscrepancyKind::Age, "stock", "is old");
        assert_eq!(undeclared(&DiscrepancyRow::of(found)), Vec::<String>::new());
    }
}
