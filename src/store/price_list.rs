//! Price lists and whom they are for.

use rusqlite::{OptionalExtension, Row};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use crate::domain::price::{Days, PriceList, PriceListFor};
use crate::error::Error;

pub(super) const COLUMNS: &str = "l.id, l.code, l.name, l.currency, l.priority, l.starts, l.ends";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<PriceList> {
    Ok(PriceList {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        currency: row.get(3)?,
        priority: row.get(4)?,
        days: days(row, 5)?,
    })
}

/// Reads a first and a last day that stand in two columns.
pub(super) fn days(row: &Row<'_>, first: usize) -> rusqlite::Result<Days> {
    let day = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Day>>(column)?.map(|day| day.0));
    Ok(Days { starts: day(first)?, ends: day(first + 1)? })
}

/// A price list as lists of them show it.
#[derive(Debug, Clone)]
pub struct PriceListLine {
    /// The list.
    pub list: PriceList,
    /// How many prices it has.
    pub prices: i64,
    /// Whom it is for, in words; nothing where it is for nobody.
    pub whom: Option<String>,
}

impl Mirror for PriceList {
    const TABLE: &'static str = "price_list";
    const KEY: &'static [&'static str] = &["code"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("code", held(&self.code)),
            ("name", held(&self.name)),
            ("currency", held(&self.currency)),
            ("priority", held(&self.priority)),
            ("starts", held(&self.days.starts.map(Day))),
            ("ends", held(&self.days.ends.map(Day))),
        ]
    }
}

impl KeyedMirror for PriceList {
    const KEYED: Keyed = Keyed::PriceList;
}

impl Mirror for PriceListFor {
    const TABLE: &'static str = "price_list_for";
    const KEY: &'static [&'static str] = &["price_list_id", "contract_id", "account_id", "segment", "tier"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let (contract, account, segment, tier) = self.whom.parts();
        vec![
            ("price_list_id", held(&self.list)),
            ("contract_id", held(&contract)),
            ("account_id", held(&account)),
            ("segment", held(&segment)),
            ("tier", held(&tier)),
            ("inherited", held(&self.inherited)),
            ("starts", held(&self.days.starts.map(Day))),
            ("ends", held(&self.days.ends.map(Day))),
        ]
    }
}

impl Tx<'_> {
    /// Returns the price list of that code, in any case.
    pub fn price_list(&self, code: &str) -> Result<Option<PriceList>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM price_list l WHERE l.code = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([code], read).optional()?)
    }

    /// Returns the price lists by code, each with how many prices it has and whom it is for, as people call them.
    pub fn price_lists(&self) -> Result<Vec<PriceListLine>, Error> {
        const WHOM: &str = "CASE WHEN f.contract_id IS NOT NULL THEN 'contract ' || c.number
            WHEN f.account_id IS NOT NULL THEN a.code || iif(f.inherited, ' and below', '')
            WHEN f.segment IS NOT NULL THEN f.segment WHEN f.tier IS NOT NULL THEN 'tier ' || f.tier
            ELSE 'everybody' END";
        let sql = format!(
            "SELECT {COLUMNS}, (SELECT count(*) FROM price r WHERE r.price_list_id = l.id),
               (SELECT group_concat(whom, ', ') FROM (SELECT {WHOM} AS whom FROM price_list_for f
                  LEFT JOIN contract c ON c.id = f.contract_id LEFT JOIN account a ON a.id = f.account_id
                  WHERE f.price_list_id = l.id ORDER BY f.id))
             FROM price_list l ORDER BY l.code"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let lists = statement
            .query_map([], |row| Ok(PriceListLine { list: read(row)?, prices: row.get(7)?, whom: row.get(8)? }))?;
        Ok(lists.collect::<Result<_, _>>()?)
    }

    /// Returns the price list of that code, or says that there is none and which is near.
    pub fn need_price_list(&self, code: &str) -> Result<PriceList, Error> {
        self.price_list(code)?.ok_or_else(|| self.unknown("price list", code, "SELECT code FROM price_list"))
    }
}
