//! The file's layout through time: what a fresh file holds, what older ones become, and which are left alone; and that
//! the questions asked every minute are answered from the indexes made for them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

use std::fs;
use std::path::{Path, PathBuf};

use desk::domain::TicketId;
use desk::error::Error;
use desk::store::Store;
use rusqlite::Connection;
use tempfile::TempDir;

const SCHEMA: &str = include_str!("../schema.sql");

/// Every released version as it was, with rows in it. Add the newest when it is released, and never change one.
const RELEASED: &[(i64, &str)] = &[
    (1, include_str!("fixtures/schema-v1.sql")),
    (2, include_str!("fixtures/schema-v2.sql")),
    (3, include_str!("fixtures/schema-v3.sql")),
    (4, include_str!("fixtures/schema-v4.sql")),
    (5, include_str!("fixtures/schema-v5.sql")),
    (6, include_str!("fixtures/schema-v6.sql")),
    (7, include_str!("fixtures/schema-v7.sql")),
    (8, include_str!("fixtures/schema-v8.sql")),
    (9, include_str!("fixtures/schema-v9.sql")),
];

/// A folder that lasts as long as the test, and a path in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    (folder, path)
}

fn made_of(sql: &str) -> (TempDir, PathBuf) {
    let (folder, path) = place();
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    (folder, path)
}

/// Returns all that a file defines, without comments and layout.
fn layout(path: &Path) -> Vec<(String, String)> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection
        .prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    rows.map(|row| row.map(|(name, sql)| (name, bare(&sql))).unwrap()).collect()
}

fn bare(sql: &str) -> String {
    let code: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    let words: Vec<&str> = code.iter().flat_map(|line| line.split_whitespace()).collect();
    words.join(" ").replace("( ", "(").replace(" )", ")").replace(" ,", ",")
}

fn pragma(path: &Path, name: &str) -> i64 {
    Connection::open(path).unwrap().pragma_query_value(None, name, |row| row.get(0)).unwrap()
}

#[test]
fn a_fresh_file_is_laid_out_as_schema_sql_says() {
    let (_kept, fresh) = place();
    Store::create(&fresh).unwrap();
    let (_kept_too, written) = made_of(SCHEMA);
    assert_eq!(layout(&fresh), layout(&written));
    for name in ["application_id", "user_version"] {
        assert_eq!(pragma(&fresh, name), pragma(&written, name), "{name}");
    }
}

#[test]
fn every_released_version_becomes_what_a_fresh_file_is() {
    let (_kept, fresh) = made_of(SCHEMA);
    for (version, dump) in RELEASED {
        let (_kept_too, old) = made_of(dump);
        assert_eq!(pragma(&old, "user_version"), *version);
        migrate(&old, "before.db");
        let mut store = Store::open(&old).unwrap();
        let ticket = store.read(|tx| tx.need_ticket(TicketId::new(1))).unwrap();
        assert_eq!(ticket.subject.as_str(), "Twelve couplings missing", "version {version}");
        drop(store);
        assert_eq!(layout(&old), layout(&fresh), "version {version}");
        assert_eq!(pragma(&old, "user_version"), pragma(&fresh, "user_version"));
    }
}

/// Brings a file up and keeps a copy of what it was, if it is an earlier one; returns the version it was at.
fn migrate(path: &Path, keep: &str) -> i64 {
    let (mut store, found) = Store::begin_upgrade(path).unwrap();
    if found < newest() {
        store.copy_as_stored(&path.with_file_name(keep), &mut |_, _| ()).unwrap();
    }
    store.store_series().unwrap();
    found
}

#[test]
fn an_older_file_is_refused_and_not_a_byte_of_it_changes() {
    for (version, dump) in RELEASED.iter().filter(|(version, _)| *version < newest()) {
        let (_kept, path) = made_of(dump);
        let before = fs::read(&path).unwrap();
        for refused in [Store::open(&path).unwrap_err(), Store::look(&path).unwrap_err()] {
            assert!(matches!(refused, Error::Older { found, .. } if found == *version), "{refused}");
        }
        assert!(fs::read(&path).unwrap() == before, "version {version}");
    }
}

fn newest() -> i64 {
    let (_kept, path) = made_of(SCHEMA);
    pragma(&path, "user_version")
}

#[test]
fn an_upgrade_that_is_not_stored_changes_nothing() {
    let (_version, dump) = RELEASED[0];
    let (_kept, path) = made_of(&format!("PRAGMA journal_mode = WAL; {dump}"));
    let before = fs::read(&path).unwrap();
    let (store, found) = Store::begin_upgrade(&path).unwrap();
    store.copy_as_stored(&path.with_file_name("before.db"), &mut |_, _| ()).unwrap();
    drop(store);
    assert_eq!((found, pragma(&path.with_file_name("before.db"), "user_version")), (1, 1));
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn several_at_once_bring_a_file_up_once() {
    let (_kept, fresh) = made_of(SCHEMA);
    let (_version, dump) = RELEASED[0];
    let (_kept_too, path) = made_of(dump);
    let mut found: Vec<i64> = std::thread::scope(|scope| {
        let path = &path;
        let all = [0, 1, 2, 3].map(|number| scope.spawn(move || migrate(path, &format!("before-{number}.db"))));
        all.map(|one| one.join().unwrap()).into()
    });
    found.sort_unstable();
    assert_eq!(found, [1, newest(), newest(), newest()]);
    assert_eq!(layout(&path), layout(&fresh));
    let kept = [0, 1, 2, 3].map(|number| path.with_file_name(format!("before-{number}.db"))).map(|kept| kept.exists());
    assert_eq!(kept.into_iter().filter(|kept| *kept).count(), 1);
}

#[test]
fn a_newer_file_is_refused_and_not_a_byte_of_it_changes() {
    let (_kept, path) = place();
    drop(Store::create(&path).unwrap());
    let known = pragma(&path, "user_version");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", known + 1).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Store::open(&path).unwrap_err();
    assert!(matches!(refused, Error::Newer { found, .. } if found == known + 1), "{refused}");
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn a_strangers_file_is_refused_and_not_a_byte_of_it_changes() {
    let (_kept, path) = made_of("CREATE TABLE song (title TEXT)");
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(Error::NotADesk { .. })));
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn every_table_is_strict() {
    let (_kept, path) = made_of(SCHEMA);
    let connection = Connection::open(&path).unwrap();
    let mut statement = connection
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'ticket_text%'",
        )
        .unwrap();
    let loose: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(loose.is_empty(), "{loose:?}");
}

/// Returns how the engine would answer, one step a line.
fn plan(sql: &str) -> String {
    let (_kept, path) = made_of(SCHEMA);
    let connection = Connection::open(&path).unwrap();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
    steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

/// A list of tickets as `store/ticket.rs` asks for it.
fn list(condition: &str) -> String {
    plan(&format!(
        "SELECT t.id, a.code, t.subject, rep.handle, t.due_at,
                t.due_at IS NULL AND EXISTS (SELECT 1 FROM sla_cycle c
                  WHERE c.ticket_id = t.id AND c.state = 'paused' AND c.stopped_at IS NULL)
         FROM ticket t JOIN account a ON a.id = t.account_id LEFT JOIN rep ON rep.id = t.assignee_id
         WHERE {condition} ORDER BY t.due_at NULLS LAST, t.id LIMIT 30"
    ))
}

#[test]
fn the_queue_is_read_in_the_order_of_its_index() {
    let plan = list("t.resolved_at IS NULL");
    assert!(plan.contains("t USING INDEX ticket_due"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn a_reps_queue_is_read_in_the_order_of_its_index() {
    let plan = list("t.resolved_at IS NULL AND t.assignee_id = 1");
    assert!(plan.contains("SEARCH t USING INDEX ticket_assignee (assignee_id=?)"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn an_accounts_tickets_are_found_by_its_index() {
    let plan = list("t.account_id = 1");
    assert!(plan.contains("SEARCH t USING INDEX ticket_account (account_id=?)"), "{plan}");
}

/// A list of orders as `store/order/list.rs` asks for it.
fn orders(condition: &str, order: &str) -> String {
    plan(&format!(
        "SELECT o.id, a.code, (SELECT count(*) FROM order_line l WHERE l.order_id = o.id)
         FROM sales_order o CROSS JOIN account a ON a.id = o.account_id {condition} ORDER BY {order} DESC, o.id DESC"
    ))
}

#[test]
fn the_latest_orders_are_read_in_the_order_of_their_index() {
    let plans = [
        ("", "SCAN o USING INDEX sales_order_ordered"),
        ("WHERE o.ordered_at >= 5", "SEARCH o USING INDEX sales_order_ordered (ordered_at>?)"),
        ("WHERE o.account_id = 1", "SEARCH o USING COVERING INDEX sales_order_account (account_id=?)"),
    ];
    for (condition, wanted) in plans {
        let plan = orders(condition, "o.ordered_at");
        assert!(plan.contains(wanted), "{condition}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{condition}: {plan}");
    }
    let plan = orders("WHERE o.closed_at IS NULL AND o.state = 'placed'", "+o.ordered_at");
    assert!(plan.contains("o USING INDEX sales_order_live"), "{plan}");
}

#[test]
fn what_an_account_owes_is_counted_from_indexes() {
    let theirs = "account_id IN (WITH RECURSIVE below (id) AS (VALUES (1) UNION
        SELECT account.id FROM account JOIN below ON account.parent_id = below.id) SELECT id FROM below)";
    let plans = [
        (
            format!(
                "SELECT invoice_id, account_id, currency, total FROM invoice_settled WHERE {theirs} AND settled_at <= 9"
            ),
            "USING COVERING INDEX invoice_settled_account (account_id=? AND settled_at<?)",
        ),
        (
            format!(
                "SELECT id, subtotal FROM sales_order WHERE {theirs} AND (closed_at IS NULL OR closed_at > 9)
                 AND id NOT IN (SELECT order_id FROM order_invoiced WHERE {theirs} AND invoiced_at <= 9)"
            ),
            "order_invoiced USING COVERING INDEX order_invoiced_account (account_id=?)",
        ),
        (
            format!("SELECT id, number, currency, amount, received_at FROM payment WHERE {theirs}"),
            "USING COVERING INDEX payment_account (account_id=?)",
        ),
    ];
    for (sql, wanted) in plans {
        let plan = plan(&sql);
        assert!(plan.contains(wanted), "{plan}");
    }
}

#[test]
fn the_check_reads_only_what_has_something_to_say() {
    let plan = plan("SELECT id FROM ticket WHERE check_at <= 1 ORDER BY check_at, id");
    assert!(plan.contains("INDEX ticket_check (check_at<?)"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn a_replay_reads_each_span_of_tickets_in_order() {
    let span = |what: &str, of: &str| plan(&format!("SELECT {what} WHERE {of} >= 1 AND {of} < 1025 ORDER BY {of}"));
    let plans = [
        (span("id, account_id FROM ticket", "id"), "SEARCH ticket USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (
            span("ticket_id, id, kind FROM ticket_event", "ticket_id"),
            "SEARCH ticket_event USING INDEX ticket_event_log (ticket_id>? AND ticket_id<?)",
        ),
        (
            span("ticket_id, state FROM sla_cycle", "ticket_id"),
            "SEARCH sla_cycle USING PRIMARY KEY (ticket_id>? AND ticket_id<?)",
        ),
    ];
    for (plan, wanted) in plans {
        assert_eq!(plan, wanted);
    }
}

#[test]
fn a_forecast_reads_only_what_is_due() {
    let plan = plan(
        "SELECT t.id, a.code, c.due_at
         FROM ticket t JOIN sla_cycle c ON c.ticket_id = t.id JOIN account a ON a.id = t.account_id
         WHERE t.resolved_at IS NULL AND t.due_at < 2
           AND c.stopped_at IS NULL AND c.state = 'running' AND c.due_at >= 1 AND c.due_at < 2
         ORDER BY c.due_at, t.id, c.metric, c.number",
    );
    assert!(plan.contains("SEARCH t USING INDEX ticket_due (due_at<?)"), "{plan}");
    assert!(plan.contains("SEARCH c USING PRIMARY KEY (ticket_id=?)"), "{plan}");
}

/// The next ticket for a rep as `store/next.rs` asks for it.
fn next(due: &str, order: &str) -> String {
    plan(&format!(
        "SELECT due_at, id FROM ticket
         WHERE resolved_at IS NULL AND assignee_id IS 1 AND {due} AND (status = 'new' OR status = 'open')
           AND (assignee_id IS NOT NULL OR team_id IS NULL OR team_id IS 1) ORDER BY {order}, id LIMIT 1"
    ))
}

#[test]
fn the_next_ticket_is_the_first_in_its_index() {
    let plan = next("due_at >= 1", "due_at");
    assert!(plan.contains("SEARCH ticket USING INDEX ticket_assignee (assignee_id=? AND due_at>?)"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    let plan = next("due_at IS NULL", "priority");
    assert!(plan.contains("SEARCH ticket USING INDEX ticket_assignee (assignee_id=? AND due_at=?)"), "{plan}");
}

#[test]
fn what_was_delivered_is_not_read_for_what_was_not() {
    let due = plan(
        "SELECT id, message FROM delivery WHERE next_at <= 1 AND (next_at, id) > (0, 0)
           AND channel IN (SELECT value FROM json_each('[]')) ORDER BY next_at, id LIMIT 1",
    );
    assert!(due.contains("USING INDEX delivery_due") && !due.contains("TEMP B-TREE"), "{due}");
    let unsent = plan("SELECT key FROM delivery WHERE sent_at IS NULL AND state <> 'withdrawn' ORDER BY id");
    assert!(unsent.contains("USING INDEX delivery_unsent") && !unsent.contains("TEMP B-TREE"), "{unsent}");
}

#[test]
fn what_is_tied_to_a_ticket_is_found_by_the_index_of_such_ties() {
    let plan = plan(
        "SELECT ticket_id, link_kind, link_target FROM ticket_event
         WHERE link_target = 'T1' AND (link_kind = 'parent' OR link_kind = 'duplicate-of'
           OR link_kind = 'follow-up-of' OR link_kind = 'related') ORDER BY id",
    );
    assert!(plan.contains("INDEX ticket_event_link (link_target=?)"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn what_was_done_to_one_thing_is_found_by_its_index() {
    let plan = plan("SELECT seq FROM audit WHERE object COLLATE NOCASE = 't42' ORDER BY seq DESC LIMIT 50");
    assert_eq!(plan, "SEARCH audit USING COVERING INDEX audit_object (object=?)");
}
