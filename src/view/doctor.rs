//! How what a desk rests on stands.

use serde::Serialize;

use super::{key, word};
use crate::domain::diagnosis::{Diagnosis, Health};
use crate::output::{Cell, Column, Row, Tone};

/// What was found out about one thing.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct DiagnosisRow {
    pub item: &'static str,
    pub health: Health,
    pub found: String,
    pub advice: Option<String>,
}

impl DiagnosisRow {
    /// Shows what was found out.
    pub fn of(diagnosis: Diagnosis) -> Self {
        let Diagnosis { item, health, found, advice } = diagnosis;
        Self { item, health, found, advice }
    }

    fn state(&self) -> Cell {
        let tone = match self.health {
            Health::Fine => Tone::Good,
            Health::Warn => Tone::Warn,
            Health::Bad => Tone::Bad,
        };
        Cell::toned(self.health.as_str(), tone)
    }
}

impl Row for DiagnosisRow {
    const ONE: &'static str = "item";
    const MANY: &'static str = "items";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("item", "item", |row, _| key(row.item)),
        Column::text("health", "state", |row, _| row.state()),
        Column::text("found", "found", |row, _| Cell::show(&row.found)),
        Column::wide(Column::text("advice", "advice", |row, _| word(row.advice.as_ref()))),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_of_an_item_is_declared() {
        let diagnosis = Diagnosis::warn("backup", "none is known", "desk backup DEST");
        assert_eq!(undeclared(&DiagnosisRow::of(diagnosis)), Vec::<String>::new());
    }
}
