//! Price lists and whom they are for, from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, PriceListForIntake, PriceListIntake};

/// What a file can say of price lists.
static LISTS: Kind = Kind {
    name: "price-lists",
    key: &["code"],
    fields: &[
        Field::optional("external_id", "an id", "L7", "Its id in the system it comes from; by default the code"),
        source(),
        Field::required("code", "a code", "LIST", "Unique at this desk"),
        Field::required("name", "a line of text", "List prices 2026", "What it is called"),
        Field::required("currency", "a currency", "EUR", "What all its prices are in"),
        Field::optional("priority", "a whole number", "10", "Of two lists for the same, the one with the greater"),
        Field::optional("starts", "a date", "2026-01-01", "The first day it holds"),
        Field::optional("ends", "a date", "2026-12-31", "The last day it holds"),
    ],
};

/// What a file can say of whom lists are for.
static LISTS_FOR: Kind = Kind {
    name: "price-list-for",
    key: &["list", "contract", "account", "segment", "tier"],
    fields: &[
        Field::required("list", "a price list's code", "LIST", "The list; without any of the next four, for everybody"),
        Field::optional("contract", "a contract's number", "C-2026-17", "Whoever that contract is with"),
        Field::optional("account", "an account's code", "ACME", "That account"),
        Field::optional("segment", "a segment", "b2b", "All accounts of it"),
        Field::optional("tier", "a tier", "1", "All accounts of it"),
        Field::optional("inherited", "a yes or no", "yes", "Whether an account's list is for those below it too"),
        Field::optional("starts", "a date", "2026-01-01", "The first day that is so"),
        Field::optional("ends", "a date", "2026-12-31", "The last day that is so"),
    ],
};

impl Imported for PriceListIntake {
    const KIND: &'static Kind = &LISTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = PriceListIntake {
            code: row.required("code")?,
            name: row.required("name")?,
            currency: row.required("currency")?,
            priority: row.number("priority")?,
            days: row.days("starts", "ends")?,
        };
        let known_by = row.text("external_id").unwrap_or(it.code.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for PriceListIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("code", Some(it.code));
        to.show("name", Some(it.name));
        to.show("currency", Some(it.currency));
        to.put("priority", it.priority.map(i64::from));
        to.put("starts", it.days.starts);
        to.put("ends", it.days.ends);
    }
}

impl Imported for PriceListForIntake {
    const KIND: &'static Kind = &LISTS_FOR;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = PriceListForIntake {
            list: row.required("list")?,
            contract: row.optional("contract")?,
            account: row.optional("account")?,
            segment: row.optional("segment")?,
            tier: row.optional("tier")?,
            inherited: row.flag("inherited")?.unwrap_or(false),
            days: row.days("starts", "ends")?,
        };
        one_at_most(row, &["contract", "account", "segment", "tier"])?;
        if it.inherited && it.account.is_none() {
            return Err(row.refuse("inherited", "goes with an `account`, which is missing"));
        }
        Ok(row.intake("", it))
    }
}

/// Refuses a row that says more than one of these.
pub(super) fn one_at_most(row: &Row<'_>, fields: &[&'static str]) -> Result<(), Refusal> {
    let mut said = fields.iter().filter(|field| row.text(field).is_some());
    match (said.next(), said.next()) {
        (Some(one), Some(other)) => Err(row.refuse(other, format!("goes with no `{one}`: it is for one of them"))),
        _ => Ok(()),
    }
}

impl Exported for PriceListForIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("list", Some(it.list));
        to.show("contract", it.contract);
        to.show("account", it.account);
        to.show("segment", it.segment);
        to.put("tier", it.tier.map(|tier| i64::from(tier.number())));
        to.put("inherited", it.inherited);
        to.put("starts", it.days.starts);
        to.put("ends", it.days.ends);
    }
}
