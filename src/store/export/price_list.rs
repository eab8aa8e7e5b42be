//! Price lists and whom they are for, on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::intake::{Intake, PriceListForIntake, PriceListIntake};
use crate::store::price_list::{COLUMNS, days, read};

impl Stored for PriceListIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "l.id";

    fn select() -> String {
        format!("SELECT {COLUMNS}, {SOURCE}, l.external_id FROM price_list l")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let list = read(row)?;
        let it = Self {
            code: list.code,
            name: list.name,
            currency: list.currency,
            priority: Some(list.priority),
            days: list.days,
        };
        Ok(Intake::kept(key(row, 7)?, &it.code.to_string(), it))
    }
}

impl Stored for PriceListForIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "f.id";

    fn select() -> String {
        "SELECT l.code, c.number, a.code, f.segment, f.tier, f.inherited, f.starts, f.ends FROM price_list_for f
         JOIN price_list l ON l.id = f.price_list_id LEFT JOIN contract c ON c.id = f.contract_id
         LEFT JOIN account a ON a.id = f.account_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            list: row.get(0)?,
            contract: row.get(1)?,
            account: row.get(2)?,
            segment: row.get(3)?,
            tier: row.get(4)?,
            inherited: row.get(5)?,
            days: days(row, 6)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
