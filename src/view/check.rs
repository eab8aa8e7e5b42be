//! What is wrong with a desk file.

use serde::Serialize;

use super::key;
use crate::domain::fault::{Fault, FaultKind};
use crate::output::{Cell, Column, Row, Tone};

/// One thing that is wrong with a file.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct FaultRow {
    pub object: String,
    pub finding: String,
    pub kind: FaultKind,
    /// Whether it can be derived anew, by `--repair`.
    pub repairable: bool,
    /// Whether that was done.
    pub repaired: bool,
}

impl FaultRow {
    /// Shows what is wrong with something.
    pub fn of(fault: Fault, repaired: bool) -> Self {
        let Fault { kind, object, what } = fault;
        Self { object, finding: what, kind, repairable: kind.is_derived(), repaired }
    }

    fn remedy(&self) -> Cell {
        match (self.repaired, self.repairable) {
            (true, _) => Cell::toned("repaired", Tone::Good),
            (false, true) => Cell::toned("--repair", Tone::Warn),
            (false, false) => Cell::toned("restore", Tone::Bad),
        }
    }
}

impl Row for FaultRow {
    const ONE: &'static str = "finding";
    const MANY: &'static str = "findings";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("object", "object", |row, _| key(&row.object)),
        Column::text("finding", "finding", |row, _| Cell::show(&row.finding)),
        Column::wide(Column::text("kind", "kind", |row, _| Cell::show(row.kind))),
        Column::wide(Column::text("repairable", "remedy", |row, _| row.remedy())),
        Column::data("repaired"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_finding_is_declared() {
        let fault = Fault::new(FaultKind::Ticket, "T1", "status is open, its log says resolved");
        assert_eq!(undeclared(&FaultRow::of(fault, false)), Vec::<String>::new());
    }
}
