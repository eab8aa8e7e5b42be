//! What asks for a review.

use serde::Serialize;

use crate::domain::quote::{Concern, ReviewRule};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::nothing;

/// A rule that asks for a review, and why.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ConcernRow {
    pub rule: ReviewRule,
    /// Nothing where it is the whole.
    pub line: Option<u32>,
    pub why: String,
}

impl ConcernRow {
    /// Takes what asks for a review.
    pub fn of(concern: Concern) -> Self {
        let Concern { rule, line, why } = concern;
        Self { rule, line, why }
    }
}

impl Row for ConcernRow {
    const ONE: &'static str = "rule that asks for a review";
    const MANY: &'static str = "rules that ask for a review";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("rule", "rule", |row, _| Cell::toned(row.rule.as_str(), Tone::Warn)),
        Column::number("line", "line", |row, _| row.line.map_or_else(nothing, Cell::show)),
        Column::text("why", "why", |row, _| Cell::show(&row.why)),
    ];
}
