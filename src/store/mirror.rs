//! Rows that mirror what another system is the master of: brought by imports, and brought again when it says otherwise.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, ToSql, params_from_iter};

use super::Tx;
use super::source::{Kept, Keyed};
use crate::error::Error;

/// The columns of one row, by name, with what they hold.
pub(super) type Columns = Vec<(&'static str, Value)>;

/// What is mirrored in rows of a table of its own.
pub trait Mirror {
    /// The table.
    const TABLE: &'static str;
    /// The columns by which one row is told from another, apart from the key it comes with.
    const KEY: &'static [&'static str];
    /// Whether what a row says nothing of stays; otherwise a row says all there is.
    const STAYS: bool;

    /// Returns what the row says.
    fn columns(&self) -> Columns;
}

/// Mirrored rows that carry the key they come with.
pub trait KeyedMirror: Mirror {
    /// Their table, as one of such rows.
    const KEYED: Keyed;
}

/// Turns a value into what a column holds.
pub(super) fn held(value: &impl ToSql) -> Value {
    use rusqlite::types::{ToSqlOutput, ValueRef};
    match value.to_sql() {
        Ok(ToSqlOutput::Owned(value)) => value,
        Ok(ToSqlOutput::Borrowed(ValueRef::Integer(number))) => Value::Integer(number),
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(text))) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        // The domain's values are numbers and text, and turning them fails never.
        Ok(_) | Err(_) => Value::Null,
    }
}

impl Tx<'_> {
    /// Finds the row that says of the same thing, by the columns that tell rows apart.
    pub fn mirrored<T: Mirror>(&self, row: &T) -> Result<Option<Kept>, Error> {
        let key: Columns = row.columns().into_iter().filter(|(name, _)| T::KEY.contains(name)).collect();
        let conditions: Vec<String> = key.iter().map(|(name, _)| format!("{name} IS ?")).collect();
        let sql = format!("SELECT id, digest FROM {} WHERE {}", T::TABLE, conditions.join(" AND "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = params_from_iter(key.into_iter().map(|(_, value)| value));
        let found = statement.query_row(bound, |row| Ok(Kept { id: row.get(0)?, digest: row.get(1)? }));
        Ok(found.optional()?)
    }

    /// Stores a new row, and returns its number.
    pub fn add_mirrored<T: Mirror>(&self, row: &T) -> Result<i64, Error> {
        let (names, values): (Vec<_>, Vec<_>) = row.columns().into_iter().unzip();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks}) RETURNING id", T::TABLE, names.join(", "));
        Ok(self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// Tells whether a row would be another one if it said what `row` says.
    pub fn mirrors_otherwise<T: Mirror>(&self, id: i64, row: &T) -> Result<bool, Error> {
        let columns = said(row);
        let conditions: Vec<String> = columns.iter().map(|(name, _)| format!("{name} IS NOT ?")).collect();
        let sql = format!("SELECT {} FROM {} WHERE id = ?", conditions.join(" OR "), T::TABLE);
        let bound = columns.into_iter().map(|(_, value)| value).chain([Value::Integer(id)]);
        Ok(self.connection.prepare_cached(&sql)?.query_row(params_from_iter(bound), |row| row.get(0))?)
    }

    /// Stores what a row has become.
    pub fn save_mirrored<T: Mirror>(&self, id: i64, row: &T) -> Result<(), Error> {
        let columns = said(row);
        let pairs: Vec<String> = columns.iter().map(|(name, _)| format!("{name} = ?")).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?", T::TABLE, pairs.join(", "));
        let bound = columns.into_iter().map(|(_, value)| value).chain([Value::Integer(id)]);
        self.seen(T::TABLE, id)?;
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(bound))?;
        Ok(())
    }

    /// Stores a row, new or in the place of the one that says of the same thing; returns its number, and whether it says
    /// anything new.
    pub(super) fn put_mirrored<T: Mirror>(&self, row: &T) -> Result<(i64, bool), Error> {
        let Some(kept) = self.mirrored(row)? else { return Ok((self.add_mirrored(row)?, true)) };
        let is_news = self.mirrors_otherwise(kept.id, row)?;
        if is_news {
            self.save_mirrored(kept.id, row)?;
        }
        Ok((kept.id, is_news))
    }

    /// Stores what was told in another way than by an import: the row that an import brought last says something again.
    pub fn mirror_told<T: Mirror>(&self, row: &T) -> Result<(), Error> {
        const NOTHING: i64 = 0;
        match self.put_mirrored(row)? {
            (id, true) => self.keep_mirrored::<T>(id, NOTHING),
            (_, false) => Ok(()),
        }
    }

    /// Marks a row without a key of its own with the digest of what was brought.
    pub fn keep_mirrored<T: Mirror>(&self, id: i64, digest: i64) -> Result<(), Error> {
        let sql = format!("UPDATE {} SET digest = ?2 WHERE id = ?1", T::TABLE);
        self.connection.prepare_cached(&sql)?.execute([id, digest])?;
        Ok(())
    }
}

/// Returns the columns that a row says something of, or all of them where it says all there is.
fn said<T: Mirror>(row: &T) -> Columns {
    let says = |value: &Value| !T::STAYS || *value != Value::Null;
    row.columns().into_iter().filter(|(_, value)| says(value)).collect()
}
