//! A copy of a desk, made by exporting all of it and importing that, compared with what it is a copy of.

use std::path::Path;
use std::process::Command;

use rusqlite::{Connection, types::Value};

/// Runs `desk` on a file as giulia, at some time, and returns what it says; it must succeed.
fn desk(file: &Path, now: &str, words: &[&str]) -> String {
    let folder = file.parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_desk"));
    command.args(["--db", file.to_str().unwrap()]).args(words).current_dir(folder).env_clear();
    command.envs([("DESK_NOW", now), ("DESK_USER", "giulia"), ("TZ", "UTC"), ("HOME", folder.to_str().unwrap())]);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Exports all of a desk, imports that into a new one beside it, twice, and returns in what the two differ.
pub(crate) fn differences(original: &Path, now: &str, format: &str) -> Vec<String> {
    let (folder, copy) = (original.with_file_name("exported"), original.with_file_name("copy.db"));
    if format == "xlsx" {
        workbooks(original, now, &folder);
    } else {
        desk(original, now, &["export", "--all", folder.to_str().unwrap(), "-O", format]);
    }
    let import = ["import", folder.to_str().unwrap(), "--source", "desk"];
    desk(&copy, now, &["init"]);
    desk(&copy, now, &import);
    let first = dump(&copy, now);
    desk(&copy, now, &import);
    assert_eq!(first, dump(&copy, now), "the second import changed something");
    let original = dump(original, now);
    assert_eq!(original.len(), first.len());
    original.into_iter().zip(first).filter(|(a, b)| a != b).map(|(a, b)| format!("{a}\n{b}")).collect()
}

/// Exports all of a desk as workbooks, which are written one by one.
fn workbooks(original: &Path, now: &str, folder: &Path) {
    let kinds = desk(original, now, &["schema", "import", "-c", "kind"]);
    // What was written in messages stands in events.
    let kinds = kinds.lines().skip(1).filter(|kind| *kind != "messages");
    std::fs::create_dir(folder).unwrap();
    for kind in kinds {
        let file = folder.join(kind).with_extension("xlsx");
        desk(original, now, &["export", kind, "-o", file.to_str().unwrap()]);
    }
}

/// Returns every row of a desk, its sources by name. The record of imports and the audit log are the copy's own, and so are
/// digests; of what quotes offer, so are the numbers of rows that nobody names, which are told by their order. What is kept
/// of promises is brought to one time, since time passes without a write.
fn dump(file: &Path, now: &str) -> Vec<String> {
    let connection = Connection::open(file).unwrap();
    let now = chrono::DateTime::parse_from_rfc3339(now).unwrap().timestamp();
    let tables = texts(
        &connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'batch%' AND name NOT LIKE 'ticket_text%'
           AND name NOT LIKE 'audit%' AND name <> 'source' AND name NOT LIKE 'sqlite_%'
           AND name NOT IN ('invoice_changed', 'invoice_settled', 'order_changed', 'order_invoiced') ORDER BY name",
    );
    tables.iter().flat_map(|table| rows(&connection, table, now)).collect()
}

fn rows(connection: &Connection, table: &str, now: i64) -> Vec<String> {
    let columns = texts(connection, &format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'digest'"));
    let seen = columns.iter().map(|column| match (table, column.as_str()) {
        ("quote_revision" | "quote_line" | "quote_offer" | "quote_event" | "quote_evidence", "id") => {
            place(table, "id")
        }
        ("quote_line", "revision_id") => place("quote_revision", "revision_id"),
        ("quote_offer", "line_id") => place("quote_line", "line_id"),
        ("quote_evidence", "event_id") => place("quote_event", "event_id"),
        ("order_line", "offer_id") => place("quote_offer", "offer_id"),
        (_, "source_id") => "(SELECT name FROM source WHERE source.id = source_id)".to_owned(),
        ("ticket", "check_at") => format!("max(check_at, {now})"),
        ("sla_cycle", "state") => format!("iif(state = 'running' AND due_at < {now}, 'breached', state)"),
        ("sla_cycle", "breached_at") => format!("iif(state = 'running' AND due_at < {now}, due_at, breached_at)"),
        (_, column) => column.to_owned(),
    });
    let seen: Vec<String> = seen.collect();
    let order = if table == "sla_cycle" { "1, 2, 3" } else { "1" };
    let mut statement =
        connection.prepare(&format!("SELECT {} FROM {table} t ORDER BY {order}", seen.join(", "))).unwrap();
    let rows = statement.query_map([], |row| {
        (0..columns.len()).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>()
    });
    rows.unwrap().map(|row| format!("{table}: {:?}", row.unwrap())).collect()
}

/// Tells which of a table's rows a column means, by their order.
fn place(table: &str, column: &str) -> String {
    format!("iif(t.{column} IS NULL, NULL, (SELECT count(*) FROM {table} o WHERE o.id <= t.{column}))")
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    connection.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
