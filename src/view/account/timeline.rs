//! What happened around an account.

use serde::Serialize;

use crate::app::Happening;
use crate::domain::{Instant, Money};
use crate::output::{Cell, Column, Row};
use crate::view::{nothing, word};

/// One thing that happened, in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct HappeningRow {
    pub at: Instant,
    pub what: String,
    pub name: Option<String>,
    pub text: Option<String>,
    pub amount: Option<Money>,
}

impl HappeningRow {
    /// Takes something that happened.
    pub fn of(happening: Happening) -> Self {
        let Happening { at, what, name, text, amount } = happening;
        Self { at, what, name, text, amount }
    }
}

impl Row for HappeningRow {
    const ONE: &'static str = "happening";
    const MANY: &'static str = "happenings";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("at", "when", |row, human| human.when(row.at).into()),
        Column::text("what", "what", |row, _| row.what.as_str().into()),
        Column::text("name", "number", |row, _| word(row.name.as_ref())),
        Column::text("text", "about", |row, _| row.text.as_deref().map_or_else(nothing, Cell::plain)),
        Column::number("amount", "amount", |row, human| {
            row.amount.map_or_else(nothing, |amount| human.money(amount).into())
        }),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_has_a_column() {
        let row =
            HappeningRow { at: Instant::from_epoch(0), what: String::new(), name: None, text: None, amount: None };
        assert_eq!(undeclared(&row), Vec::<String>::new());
    }
}
