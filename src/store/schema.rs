//! The file's layout, and the steps from older layouts to it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::migrate::UpgradeStep;
use crate::error::Error;

/// Marks a file as a desk: "desk" in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x6465_736B;

/// The layout this program writes.
#[expect(clippy::cast_possible_wrap, reason = "a handful of steps")]
pub(super) const VERSION: i64 = 1 + UPGRADES.len() as i64;

/// A fresh file at [`VERSION`].
const SCHEMA: &str = include_str!("../../schema.sql");

/// The steps up: the first leads from version 1 to 2, and so on.
const UPGRADES: &[&str] = &[
    include_str!("upgrades/2.sql"),
    include_str!("upgrades/3.sql"),
    include_str!("upgrades/4.sql"),
    include_str!("upgrades/5.sql"),
    include_str!("upgrades/6.sql"),
    include_str!("upgrades/7.sql"),
    include_str!("upgrades/8.sql"),
    include_str!("upgrades/9.sql"),
    include_str!("upgrades/10.sql"),
];

/// Lays out an empty file.
pub(super) fn create(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    transaction.execute_batch(SCHEMA)?;
    Ok(transaction.commit()?)
}

/// Returns what each step from `found` to [`VERSION`] brings, with the version it leads to.
pub(super) fn steps(found: i64) -> impl Iterator<Item = UpgradeStep> {
    let first_line = |step: &'static str| step.lines().next().unwrap_or_default();
    let brought =
        move |step| first_line(step).split_once(": ").map_or("", |(_, what)| what).trim_end_matches([',', '.']);
    (2..)
        .zip(UPGRADES)
        .filter(move |(version, _)| *version > found)
        .map(move |(version, step)| UpgradeStep { version, brings: brought(step) })
}

/// Returns an empty file at [`VERSION`], in memory.
pub(super) fn pattern() -> Result<Connection, Error> {
    let pattern = Connection::open_in_memory()?;
    pattern.execute_batch(SCHEMA)?;
    Ok(pattern)
}

/// Walks an older file up to [`VERSION`], in the transaction under way.
pub(super) fn upgrade(connection: &Connection, path: &Path, found: i64) -> Result<(), Error> {
    walk(connection, path, found, UPGRADES)
}

fn walk(connection: &Connection, path: &Path, found: i64, upgrades: &[&str]) -> Result<(), Error> {
    let passed = usize::try_from(found - 1)
        .map_err(|_| Error::NotADesk { path: path.to_owned(), why: format!("there never was a version {found}") })?;
    for (version, step) in (found + 1..).zip(&upgrades[passed.min(upgrades.len())..]) {
        connection.execute_batch(&format!("{step}; PRAGMA user_version = {version};"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> i64 {
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_fresh_file_says_what_it_is() {
        let mut connection = Connection::open_in_memory().unwrap();
        create(&mut connection).unwrap();
        let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap();
        assert_eq!((id, version(&connection)), (APPLICATION_ID, VERSION));
    }

    #[test]
    fn upgrades_run_in_order_from_where_the_file_stands() {
        let steps = ["CREATE TABLE two (x)", "CREATE TABLE three (x)", "CREATE TABLE four (x)"];
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("PRAGMA user_version = 2").unwrap();
        walk(&connection, Path::new("old.db"), 2, &steps).unwrap();
        let tables: Vec<String> = connection
            .prepare("SELECT name FROM sqlite_schema ORDER BY rootpage")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!((tables, version(&connection)), (vec!["three".to_owned(), "four".to_owned()], 4));
    }

    #[test]
    fn a_version_that_never_was_is_no_desk() {
        let connection = Connection::open_in_memory().unwrap();
        assert!(matches!(walk(&connection, Path::new("odd.db"), 0, &[]), Err(Error::NotADesk { .. })));
    }
}
