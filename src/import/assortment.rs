//! Who may buy what, from files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{AssortmentIntake, Intake};

/// What a file can say of assortments.
static ASSORTMENT: Kind = Kind {
    name: "assortment",
    key: &["account", "segment", "sku", "category"],
    fields: &[
        Field::optional("account", "an account's code", "ACME", "Who buys; or a segment"),
        Field::optional("segment", "a segment", "d2c", "Who buys; or an account"),
        Field::optional("sku", "a SKU", "BK-M82B-42", "What; or a category"),
        Field::optional("category", "a line of text", "Bikes", "What: all products of it; or a SKU"),
        Field::required("effect", "allow or deny", "deny", "Whether they may; of two rules the denial holds"),
    ],
};

impl Imported for AssortmentIntake {
    const KIND: &'static Kind = &ASSORTMENT;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = AssortmentIntake {
            account: row.optional("account")?,
            segment: row.optional("segment")?,
            sku: row.optional("sku")?,
            category: row.optional("category")?,
            effect: row.required("effect")?,
        };
        one_of(row, ["account", "segment"], it.account.is_some(), it.segment.is_some())?;
        one_of(row, ["sku", "category"], it.sku.is_some(), it.category.is_some())?;
        Ok(row.intake("", it))
    }
}

/// Refuses a row that says neither of two things, or both.
fn one_of(row: &Row<'_>, [one, other]: [&'static str; 2], has_one: bool, has_other: bool) -> Result<(), Refusal> {
    match (has_one, has_other) {
        (true, true) => Err(row.refuse(other, format!("goes with no `{one}`: a rule is about one of them"))),
        (false, false) => Err(row.refuse_row(format!("neither `{one}` nor `{other}` says what the rule is about"))),
        _ => Ok(()),
    }
}

impl Exported for AssortmentIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("account", it.account);
        to.show("segment", it.segment);
        to.show("sku", it.sku);
        to.show("category", it.category);
        to.show("effect", Some(it.effect));
    }
}
