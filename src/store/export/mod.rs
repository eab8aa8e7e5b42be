//! What the file holds, row by row, as exports write it and imports read it.

mod account;
mod assignment;
mod assortment;
mod contact;
mod contract;
mod credit;
mod delivery;
mod document;
mod event;
mod invoice;
mod message;
mod notice;
mod order;
mod payment;
mod policy;
mod price;
mod price_list;
mod product;
mod queue;
mod quote;
mod quote_log;
mod rep;
mod revision;
mod rma;
mod run;
mod stock;
mod team;
mod template;
mod ticket;

use rusqlite::{Row, params_from_iter};

use super::Tx;
use crate::domain::intake::Intake;
use crate::domain::{Instant, Money};
use crate::error::Error;

/// What the file keeps rows of that can be exported.
pub trait Stored: Sized {
    /// What is true of a row that was made or changed since `?1`; nothing where the file does not know.
    const CHANGED: Option<&'static str>;
    /// The order of the rows: that in which they were made, so that each is behind those it names.
    const ORDER: &'static str;

    /// Returns the query without its conditions and order.
    fn select() -> String;

    /// Reads a row of it.
    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>>;
}

/// The name of a row's source, by which it is known together with its `external_id`.
const SOURCE: &str = "(SELECT name FROM source WHERE source.id = source_id)";

/// Reads a key that stands in two columns, the source's name and the id there.
fn key(row: &Row<'_>, first: usize) -> rusqlite::Result<(Option<String>, Option<String>)> {
    Ok((row.get(first)?, row.get(first + 1)?))
}

/// Writes an amount so that it is read in one way: after three digits, a point could divide thousands.
fn amount(money: Money) -> String {
    let amount = money.amount();
    if money.currency.decimals() == 3 { amount + "0" } else { amount }
}

fn query<T: Stored>(since: Option<Instant>) -> (String, Option<Instant>) {
    let changed = since.and(T::CHANGED);
    let only = changed.map(|changed| format!(" WHERE {changed}")).unwrap_or_default();
    (format!("{}{only} ORDER BY {}", T::select(), T::ORDER), since.filter(|_| changed.is_some()))
}

impl Tx<'_> {
    /// Hands every row of a kind to `visit`, or where the file knows, every one that was made or changed since an instant.
    pub fn each_stored<T: Stored, E: From<Error>>(
        &self,
        since: Option<Instant>,
        mut visit: impl FnMut(Intake<T>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (sql, bound) = query::<T>(since);
        let mut statement = self.connection.prepare(&sql).map_err(Error::from)?;
        let mut rows = statement.query(params_from_iter(bound)).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            visit(T::read(row).map_err(Error::from)?)?;
        }
        Ok(())
    }

    /// Counts the rows that [`Tx::each_stored`] hands over.
    pub fn count_stored<T: Stored>(&self, since: Option<Instant>) -> Result<u64, Error> {
        let (sql, bound) = query::<T>(since);
        let mut statement = self.connection.prepare(&format!("SELECT count(*) FROM ({sql})"))?;
        let count: i64 = statement.query_row(params_from_iter(bound), |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }
}
