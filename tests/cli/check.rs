//! `desk check`.

use std::fs;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

/// A sample that somebody has meddled with.
fn meddled(sql: &str) -> Desk {
    let desk = Desk::sample();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    file.execute_batch(sql).unwrap();
    desk
}

#[test]
fn a_sound_desk_is_said_to_be_sound() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("check\ncheck --full\ncheck --json\ncheck --repair -q"), @"
    $ desk check
    --- stderr
    Nothing is wrong with desk.db; --full looks closer
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0

    $ desk check --json
    []
    --- stderr
    no findings match
    exit 0

    $ desk check --repair -q
    exit 0
    ");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn what_stands_beside_the_log_is_found_named_and_repaired() {
    let desk = meddled(
        "UPDATE ticket SET priority = 'low', status = 'pending' WHERE id = 1;
         UPDATE ticket SET due_at = due_at + 60 WHERE id = 2;
         UPDATE sla_cycle SET target = target + 1 WHERE ticket_id = 3 AND metric = 'resolution';
         DELETE FROM sla_cycle WHERE ticket_id = 4 AND metric = 'resolution';
         INSERT INTO sla_cycle SELECT 99, metric, number, policy, version, state, started_at, risk_at, due_at, stopped_at,
           breached_at, target, elapsed FROM sla_cycle WHERE ticket_id = 3;
         INSERT INTO ticket_text (ticket_text, rowid, subject, body)
           SELECT 'delete', id, subject, body FROM ticket_event WHERE ticket_id = 6 AND body IS NOT NULL;",
    );
    assert_snapshot!(desk.run("check -O table\ncheck --full -O table\ncheck --full --json=object,kind,repairable"), @r#"
    $ desk check -O table
    OBJECT  FINDING
    T99     has promises and is no ticket
    search  lacks the words of an entry of the log
    --- stderr
    Can be repaired: T99, search; desk check --repair
    exit 1

    $ desk check --full -O table
    OBJECT  FINDING
    T99     has promises and is no ticket
    search  lacks the words of an entry of the log
    T6      words of an entry cannot be found as it is written
    T1      priority is low, its log says urgent
    T1      status is pending, its log says new
    T2      due 2026-01-15T09:23:00Z, not 2026-01-15T09:22:00Z
    T3      resolution 1: target 4d1s, not 4d
    T4      resolution 1 is not kept, its log comes to one
    --- stderr
    Can be repaired: T99, search, T6, T1 and 3 more; desk check --repair
    exit 1

    $ desk check --full --json=object,kind,repairable
    [
      {
        "object": "T99",
        "kind": "promise",
        "repairable": true
      },
      {
        "object": "search",
        "kind": "search",
        "repairable": true
      },
      {
        "object": "T6",
        "kind": "search",
        "repairable": true
      },
      {
        "object": "T1",
        "kind": "ticket",
        "repairable": true
      },
      {
        "object": "T1",
        "kind": "ticket",
        "repairable": true
      },
      {
        "object": "T2",
        "kind": "promise",
        "repairable": true
      },
      {
        "object": "T3",
        "kind": "promise",
        "repairable": true
      },
      {
        "object": "T4",
        "kind": "promise",
        "repairable": true
      }
    ]
    --- stderr
    Can be repaired: T99, search, T6, T1 and 3 more; desk check --repair
    exit 1
    "#);
    assert_snapshot!(desk.run("check --repair -O table\ncheck --full\naudit log --action desk.repair -O table -c action,noun,what\naudit verify -q"), @"
    $ desk check --repair -O table
    OBJECT  FINDING
    T99     has promises and is no ticket
    search  lacks the words of an entry of the log
    T6      words of an entry cannot be found as it is written
    T1      priority is low, its log says urgent
    T1      status is pending, its log says new
    T2      due 2026-01-15T09:23:00Z, not 2026-01-15T09:22:00Z
    T3      resolution 1: target 4d1s, not 4d
    T4      resolution 1 is not kept, its log comes to one
    --- stderr
    Repaired: T99, search, T6, T1 and 3 more
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0

    $ desk audit log --action desk.repair -O table -c action,noun,what
    DID          NOUN    WHAT
    desk.repair  ticket  priority low → urgent, status pending → new
    desk.repair  file    derived T99, search, T6, T1, T2, T3, T4
    exit 0

    $ desk audit verify -q
    exit 0
    ");
}

#[test]
fn what_cannot_be_repaired_is_named() {
    let desk = meddled(
        "CREATE TRIGGER quiet AFTER INSERT ON ticket_event BEGIN DELETE FROM sla_notice; END;
         CREATE TABLE song (title TEXT);
         CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
         DROP INDEX ticket_due;
         UPDATE account SET parent_id = 2 WHERE id = 1; UPDATE account SET parent_id = 1 WHERE id = 2;
         UPDATE ticket SET contact_id = 99 WHERE id = 5;
         INSERT INTO ticket (id, account_id, channel, subject, category, priority, tier, status, created_at, updated_at)
           VALUES (50, 1, 'email', 'Out of nowhere', 'other', 'normal', 1, 'new', 0, 0);
         UPDATE batch_made SET last_id = last_id + 1000 WHERE object = 'contact';
         UPDATE batch_made SET object = 'song' WHERE object = 'rep';",
    );
    assert_snapshot!(desk.run("check -O table\ncheck --repair -O table"), @"
    $ desk check -O table
    OBJECT            FINDING
    index ticket_due  is missing
    table song        is no part of a desk
    trigger quiet     is no part of a desk
    T5                refers to something in `contact` that there is not
    T50               has no log
    FERRARIS          belongs to itself, by way of other accounts
    FERRARIS-SUD      belongs to itself, by way of other accounts
    B1                made rows of `song`, which no import makes
    B3                made rows of `contact` up to 1018, which there are not
    --- stderr
    Cannot be repaired: index ticket_due, table song, trigger quiet, T5 and 5 more; desk restore BACKUP
    exit 1

    $ desk check --repair -O table
    OBJECT            FINDING
    index ticket_due  is missing
    table song        is no part of a desk
    trigger quiet     is no part of a desk
    T5                refers to something in `contact` that there is not
    T50               has no log
    FERRARIS          belongs to itself, by way of other accounts
    FERRARIS-SUD      belongs to itself, by way of other accounts
    B1                made rows of `song`, which no import makes
    B3                made rows of `contact` up to 1018, which there are not
    --- stderr
    Cannot be repaired: index ticket_due, table song, trigger quiet, T5 and 5 more; desk restore BACKUP
    exit 1
    ");
}

#[test]
fn an_audit_log_that_was_meddled_with_is_named() {
    let desk = meddled(
        "DROP TRIGGER audit_is_append_only_update; UPDATE audit SET actor = 'marta' WHERE seq = 3;
         CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
         BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END",
    );
    assert_snapshot!(desk.run("check --full -O table"), @"
    $ desk check --full -O table
    OBJECT     FINDING
    audit log  entry 3 is not as it was written
    --- stderr
    Cannot be repaired: audit log; desk restore BACKUP
    exit 1
    ");
}

#[test]
fn policies_that_cannot_be_read_are_named() {
    let desk = meddled("UPDATE sla_version SET policy = 'nonsense' WHERE number = 2");
    assert_snapshot!(desk.run("check --full -O table"), @"
    $ desk check --full -O table
    OBJECT    FINDING
    policies  cannot be read: policy version 2:1: not TOML: key with no value, expe…
    --- stderr
    Cannot be repaired: policies; desk restore BACKUP
    exit 1
    ");
}

#[test]
fn what_large_imports_left_for_later_is_no_fault() {
    let desk = meddled(
        "INSERT INTO ticket_text (ticket_text, rowid, subject, body)
           SELECT 'delete', id, subject, body FROM ticket_event
           WHERE id BETWEEN 10 AND 20 AND (subject IS NOT NULL OR body IS NOT NULL);
         INSERT INTO ticket_text_backlog VALUES (10, 20)",
    );
    assert_snapshot!(desk.run("check --full"), @"
    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

#[test]
fn what_is_packed_for_reports_otherwise_than_it_is_is_found_and_packed_anew() {
    let desk = meddled("INSERT INTO ticket_segment VALUES (0, 256, 0, 0, x'', x'', x'')");
    assert_snapshot!(desk.run("report backlog -O table\ncheck --full -O table\ncheck --repair -q\nreport backlog -O table"), @"
    $ desk report backlog -O table
    --- stderr
    there is nothing to report
    exit 0

    $ desk check --full -O table
    OBJECT      FINDING
    T1 to T255  some are packed for reports otherwise than they are
    --- stderr
    Can be repaired: T1 to T255; desk check --repair
    exit 1

    $ desk check --repair -q
    object	finding	kind	repairable	repaired
    T1 to T255	some are packed for reports otherwise than they are	report	true	true
    exit 0

    $ desk report backlog -O table
    TIER  OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    1        6    3        0     2       0        2         0    1d2h
    2        7    3        3     1       1        2         1    3d1h
    3        4    3        1     0       1        1         1    1d2h
    exit 0
    ");
    let desk = meddled("INSERT INTO ticket_segment VALUES (0, 256, 0, 0, x'01', x'', x'')");
    assert_snapshot!(desk.run("report backlog\ncheck --repair -q\nreport backlog -q"), @"
    $ desk report backlog
    --- stderr
    error: the desk file could not be read: what is packed of tickets for reports is damaged
    caused by: Hit the end of buffer, expected more data
    hint: desk check --repair
    exit 1

    $ desk check --repair -q
    object	finding	kind	repairable	repaired
    T1 to T255	some are packed for reports otherwise than they are	report	true	true
    exit 0

    $ desk report backlog -q
    group	subgroup	open	new	pending	on_hold	unassigned	at_risk	breached	oldest_age_seconds	median_age_seconds
    1		6	3	0	2	0	2	0	93600	5880
    2		7	3	3	1	1	2	1	262800	21600
    3		4	3	1	0	1	1	1	93600	18000
    exit 0
    ");
}

#[test]
fn looking_changes_not_a_byte() {
    let desk = meddled("UPDATE ticket SET priority = 'low' WHERE id = 1");
    let read =
        || desk.files().into_iter().map(|name| (name.clone(), fs::read(desk.path(&name)).unwrap())).collect::<Vec<_>>();
    for left in [true, false] {
        if !left {
            // As a copy elsewhere would be.
            for beside in ["desk.db-wal", "desk.db-shm"] {
                fs::remove_file(desk.path(beside)).ok();
            }
        }
        let before = read();
        let found = desk.run("check --full");
        assert!(found.contains("T1\tpriority is low"), "{found}");
        let without_memory = |files: Vec<(String, Vec<u8>)>| {
            files.into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect::<Vec<_>>()
        };
        assert!(without_memory(read()) == without_memory(before));
    }
}

#[test]
fn what_is_kept_as_paid_and_is_not_is_found_and_looked_at_anew() {
    let desk = meddled("");
    desk.quietly(concat!("import ", env!("CARGO_MANIFEST_DIR"), "/examples/commerce"));
    let file = Connection::open(desk.path("desk.db")).unwrap();
    let meddle = "INSERT INTO invoice_settled SELECT id, account_id, currency, issued_at, total FROM invoice
           WHERE number = '2025/1402';
         UPDATE order_invoiced SET total = total + 1";
    file.execute_batch(meddle).unwrap();
    let owed = "credit show FERRARIS -O plain -c exposure,not_due,uninvoiced";
    let commands = format!("{owed}\ncheck --full -O table\ncheck --repair -q\n{owed}\ncheck --full");
    assert_snapshot!(desk.run(&commands), @"
    $ desk credit show FERRARIS -O plain -c exposure,not_due,uninvoiced
    field	value
    exposure	11564.20 EUR
    not_due	2115.48 EUR
    uninvoiced	5572.00 EUR
    exit 0

    $ desk check --full -O table
    OBJECT             FINDING
    invoice 2025/1402  is kept as paid in full otherwise than it is
    order SO-4398      is kept as invoiced in full otherwise than it is
    --- stderr
    Can be repaired: invoice 2025/1402, order SO-4398; desk check --repair
    exit 1

    $ desk check --repair -q
    object	finding	kind	repairable	repaired
    invoice 2025/1402	is kept as paid in full otherwise than it is	settled	true	true
    order SO-4398	is kept as invoiced in full otherwise than it is	settled	true	true
    exit 0

    $ desk credit show FERRARIS -O plain -c exposure,not_due,uninvoiced
    field	value
    exposure	11564.20 EUR
    not_due	5992.20 EUR
    uninvoiced	5572.00 EUR
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}
