//! When the check ran.

use serde::Serialize;

use super::count;
use crate::app::Run;
use crate::domain::Instant;
use crate::output::{Cell, Column, Row, Tone};

/// A run of the check, or several in a row that had nothing to say.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct RunRow {
    pub first_at: Instant,
    pub last_at: Instant,
    pub runs: i64,
    pub findings: i64,
    pub delivered: i64,
    pub failed: i64,
}

impl RunRow {
    /// Shows a run.
    pub const fn of(run: &Run) -> Self {
        let Run { first_at, last_at, runs, findings, delivered, failed } = *run;
        Self { first_at, last_at, runs, findings, delivered, failed }
    }
}

impl Row for RunRow {
    const ONE: &'static str = "run";
    const MANY: &'static str = "runs";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("first_at", "from", |row, human| human.at(row.first_at).into()),
        Column::text("last_at", "to", |row, human| human.at(row.last_at).into()),
        Column::number("runs", "runs", |row, _| Cell::show(row.runs)),
        Column::number("findings", "told", |row, _| count(row.findings, Tone::Strong)),
        Column::number("delivered", "delivered", |row, _| count(row.delivered, Tone::Good)),
        Column::number("failed", "failed", |row, _| count(row.failed, Tone::Bad)),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;
    use crate::view::tests::now;

    #[test]
    fn every_field_of_a_run_is_declared() {
        let run = Run { first_at: now(), last_at: now(), runs: 1, findings: 0, delivered: 0, failed: 0 };
        assert_eq!(undeclared(&RunRow::of(&run)), Vec::<String>::new());
    }
}
