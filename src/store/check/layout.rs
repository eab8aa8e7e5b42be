//! Whether a file is laid out as this version of the program lays out files.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::fault::{Fault, FaultKind};
use crate::error::Error;
use crate::store::schema;

/// All that a file defines, by kind and name: the SQL of each, without comments and spacing.
pub(in crate::store) type Layout = BTreeMap<(String, String), String>;

/// Returns the layout of a file. What replication and statistics add to it is left out: it is no part of a desk, and
/// harmless.
pub(in crate::store) fn layout(connection: &Connection) -> Result<Layout, Error> {
    const SQL: &str = r"SELECT type, name, coalesce(sql, '') FROM sqlite_schema
        WHERE tbl_name NOT LIKE '\_litestream\_%' ESCAPE '\' AND tbl_name NOT LIKE 'sqlite\_stat%' ESCAPE '\'";
    let mut statement = connection.prepare(SQL)?;
    let defined = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), bare(&row.get::<_, String>(2)?))))?;
    Ok(defined.collect::<Result<_, _>>()?)
}

/// Tells in what a file differs from a fresh one.
pub(super) fn strays(found: &Layout) -> Result<Vec<Fault>, Error> {
    let expected = layout(&schema::pattern()?)?;
    let fault = |(kind, name): &(String, String), what: &str| {
        Fault::new(FaultKind::Schema, format_args!("{kind} {name}"), what)
    };
    let absent = expected.keys().filter(|key| !found.contains_key(*key));
    let absent = absent.map(|(kind, name)| Fault::missing(kind, name));
    let added = found.iter().filter_map(|(key, sql)| match expected.get(key) {
        None => Some(fault(key, "is no part of a desk")),
        Some(known) if known != sql => Some(fault(key, "is not as this version makes it")),
        Some(_) => None,
    });
    Ok(absent.chain(added).collect())
}

/// Leaves of a definition what counts: columns that an upgrade added stand on the same line as the one before.
fn bare(sql: &str) -> String {
    let code: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    let words: Vec<&str> = code.iter().flat_map(|line| line.split_whitespace()).collect();
    words.join(" ").replace("( ", "(").replace(" )", ")").replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_added_or_changed_is_named() {
        let file = schema::pattern().unwrap();
        assert_eq!(strays(&layout(&file).unwrap()).unwrap(), []);
        file.execute_batch(
            "DROP INDEX ticket_due; CREATE TABLE song (title); CREATE INDEX song_title ON song (title);
             CREATE TRIGGER quiet AFTER INSERT ON ticket_event BEGIN DELETE FROM sla_cycle; END;
             DROP TRIGGER ticket_event_is_append_only_update;
             CREATE TRIGGER ticket_event_is_append_only_update BEFORE UPDATE ON ticket_event BEGIN SELECT 1; END;
             CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER); ANALYZE;",
        )
        .unwrap();
        let told: Vec<String> = strays(&layout(&file).unwrap()).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "index ticket_due: is missing",
                "index song_title: is no part of a desk",
                "table song: is no part of a desk",
                "trigger quiet: is no part of a desk",
                "trigger ticket_event_is_append_only_update: is not as this version makes it",
            ]
        );
    }
}
