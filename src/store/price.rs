//! Prices and discounts.

use rusqlite::types::{Null, Value};
use rusqlite::{Row, ToSql, params};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, Mirror, held};
use super::price_list::{COLUMNS as LIST, days};
use crate::domain::account::Account;
use crate::domain::price::{Candidate, Days, Discount, Level, Price, PriceList, Whom, Worth};
use crate::domain::{AccountId, ContractId, Money, ProductId};
use crate::error::Error;

/// Reads what a price is, from the two columns that may say it.
pub(super) fn worth(row: &Row<'_>, first: usize) -> rusqlite::Result<Worth> {
    Ok(match row.get(first)? {
        Some(micros) => Worth::Price(micros),
        None => Worth::Discount(row.get(first + 1)?),
    })
}

impl Mirror for Price {
    const TABLE: &'static str = "price";
    const KEY: &'static [&'static str] = &["price_list_id", "product_id", "unit", "min_quantity", "starts"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let (price, discount) = match self.worth {
            Worth::Price(micros) => (Some(micros), None),
            Worth::Discount(rate) => (None, Some(rate)),
        };
        vec![
            ("price_list_id", held(&self.list)),
            ("product_id", held(&self.product)),
            ("unit", held(&self.unit)),
            ("min_quantity", held(&self.min_quantity)),
            ("max_quantity", held(&self.max_quantity)),
            ("price", held(&price)),
            ("discount", held(&discount)),
            ("starts", held(&self.days.starts.map(Day))),
            ("ends", held(&self.days.ends.map(Day))),
            ("offer", held(&self.offer)),
        ]
    }
}

impl Mirror for Discount {
    const TABLE: &'static str = "discount";
    const KEY: &'static [&'static str] = &["code"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let (_, account, segment, tier) = self.whom.parts();
        vec![
            ("code", held(&self.code)),
            ("kind", held(&self.kind)),
            ("account_id", held(&account)),
            ("segment", held(&segment)),
            ("tier", held(&tier)),
            ("rate", held(&self.rate)),
            ("above", held(&self.above.map(|above| above.minor))),
            ("currency", held(&self.above.map(|above| above.currency))),
            ("starts", held(&self.days.starts.map(Day))),
            ("ends", held(&self.days.ends.map(Day))),
        ]
    }
}

/// Reads a price `r` in a list `l` that is theirs by a row `f`.
const SELECT: &str = "SELECT l.id, l.code, l.name, l.currency, l.priority, l.starts, l.ends, r.product_id, r.unit,
    r.min_quantity, r.max_quantity, r.price, r.discount, r.starts, r.ends, r.offer, f.starts, f.ends";
/// From the lists that are theirs to their prices: a product may have a price in each of thousands of lists.
const FROM: &str = "price_list_for f CROSS JOIN price_list l CROSS JOIN price r
    WHERE l.id = f.price_list_id AND r.price_list_id = l.id AND r.product_id = ?2";

fn candidate(row: &Row<'_>, level: Level) -> rusqlite::Result<Candidate> {
    let list: PriceList = super::price_list::read(row)?;
    let price = Price {
        list: list.id,
        product: row.get(7)?,
        unit: row.get(8)?,
        min_quantity: row.get(9)?,
        max_quantity: row.get(10)?,
        worth: worth(row, 11)?,
        days: days(row, 13)?,
        offer: row.get(15)?,
    };
    Ok(Candidate { level, list, theirs: days(row, 16)?, price })
}

/// What makes a row `f` one of an account's, by how near its list is, and what `?1` is.
fn levels(account: &Account, parents: &[AccountId]) -> Vec<(Level, &'static str, Value)> {
    let mut levels = vec![(Level::Account, "f.account_id = ?1", held(&account.id))];
    for (parent, depth) in parents.iter().zip(1..) {
        levels.push((Level::Parent(depth), "f.account_id = ?1 AND f.inherited = 1", held(parent)));
    }
    levels.push((Level::Segment, SEGMENT, held(&account.segment)));
    levels.push((Level::Tier, TIER, held(&account.tier)));
    levels.push((Level::Default, EVERYBODY, Value::Null));
    levels
}

const SEGMENT: &str = "f.account_id IS NULL AND f.contract_id IS NULL AND f.segment = ?1";
const TIER: &str = "f.account_id IS NULL AND f.contract_id IS NULL AND f.segment IS NULL AND f.tier = ?1";
const EVERYBODY: &str =
    "?1 IS NULL AND f.contract_id IS NULL AND f.account_id IS NULL AND f.segment IS NULL AND f.tier IS NULL";

/// A list that is an account's.
#[derive(Debug, Clone)]
pub struct OwnList {
    /// How near it is.
    pub level: Level,
    /// The list.
    pub list: PriceList,
    /// When it is theirs, and holds.
    pub days: Days,
}

impl Tx<'_> {
    /// Returns the lists that are for an account, of which `parents` are the next above it, or for its contract: the
    /// nearest first.
    pub fn lists_for(
        &self,
        account: &Account,
        parents: &[AccountId],
        contract: Option<ContractId>,
    ) -> Result<Vec<OwnList>, Error> {
        let mut all = levels(account, parents);
        all.insert(0, (Level::Contract, "f.contract_id = ?1", held(&contract)));
        let mut found = Vec::new();
        for (level, condition, whose) in all {
            let sql = format!(
                "SELECT {LIST}, f.starts, f.ends FROM price_list_for f CROSS JOIN price_list l
                 WHERE l.id = f.price_list_id AND {condition} ORDER BY l.priority DESC, l.code"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let lists = statement.query_map([whose], |row| {
                let list = super::price_list::read(row)?;
                Ok(OwnList { level, days: list.days.within(days(row, 7)?), list })
            })?;
            found.extend(lists.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    /// Returns the prices of a product in the lists that are everybody's.
    pub fn default_prices(&self, product: ProductId) -> Result<Vec<Candidate>, Error> {
        self.prices_where(Level::Default, EVERYBODY, params![Null, product])
    }

    /// Returns the prices of a product in the lists that are for an account, of which `parents` are the next above it.
    pub fn prices_for(
        &self,
        product: ProductId,
        account: &Account,
        parents: &[AccountId],
    ) -> Result<Vec<Candidate>, Error> {
        let mut found = self.contract_prices(product, account.id)?;
        for (level, condition, whose) in levels(account, parents) {
            found.extend(self.prices_where(level, condition, params![whose, product])?);
        }
        Ok(found)
    }

    fn prices_where(&self, level: Level, condition: &str, bound: &[&dyn ToSql]) -> Result<Vec<Candidate>, Error> {
        let sql = format!("{SELECT} FROM {FROM} AND {condition} ORDER BY l.code, r.min_quantity, r.starts");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let prices = statement.query_map(bound, |row| candidate(row, level))?;
        Ok(prices.collect::<Result<_, _>>()?)
    }

    /// Returns the prices of a product in the lists that go with an account's contracts, while those last.
    fn contract_prices(&self, product: ProductId, account: AccountId) -> Result<Vec<Candidate>, Error> {
        let sql = format!(
            "{SELECT}, c.starts, coalesce(c.ended, c.ends) FROM contract c CROSS JOIN {FROM}
             AND c.id = f.contract_id AND c.account_id = ?1 ORDER BY c.id, r.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let prices = statement.query_map(params![account, product], |row| {
            let found = candidate(row, Level::Contract)?;
            Ok(Candidate { theirs: found.theirs.within(days(row, 18)?), ..found })
        })?;
        Ok(prices.collect::<Result<_, _>>()?)
    }

    /// Returns the discounts that are for an account, or for everybody.
    pub fn discounts_for(&self, account: Option<&Account>) -> Result<Vec<Discount>, Error> {
        const SQL: &str =
            "SELECT code, kind, account_id, segment, tier, rate, above, currency, starts, ends FROM discount
            WHERE account_id = ?1 OR segment = ?2 OR tier = ?3
              OR (account_id IS NULL AND segment IS NULL AND tier IS NULL) ORDER BY code";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let whose = params![account.map(|it| it.id), account.map(|it| it.segment), account.map(|it| it.tier)];
        let discounts = statement.query_map(whose, |row| {
            let above: Option<i64> = row.get(6)?;
            Ok(Discount {
                code: row.get(0)?,
                kind: row.get(1)?,
                whom: Whom::of(None, row.get(2)?, row.get(3)?, row.get(4)?),
                rate: row.get(5)?,
                above: above
                    .map(|minor| Ok::<_, rusqlite::Error>(Money { minor, currency: row.get(7)? }))
                    .transpose()?,
                days: days(row, 8)?,
            })
        })?;
        Ok(discounts.collect::<Result<_, _>>()?)
    }
}
