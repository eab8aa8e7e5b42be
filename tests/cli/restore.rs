//! `desk restore`.

use std::fs;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

/// A desk, a backup of it, and something that was written after the backup.
fn gone_on() -> Desk {
    let desk = Desk::sample();
    desk.quietly("backup copy.db\nticket note T1 -m Later");
    desk
}

fn notes(connection: &Connection) -> i64 {
    let sql = "SELECT count(*) FROM ticket_event WHERE body = 'Later'";
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn bytes(desk: &Desk, transcript: &str) -> String {
    transcript.replace(&fs::read(desk.path("copy.db")).unwrap().len().to_string(), "[BYTES]")
}

#[test]
fn the_desk_becomes_what_the_backup_is_and_what_it_was_is_kept() {
    let desk = gone_on();
    // Somebody who has the desk open sees what it became.
    let open = Connection::open(desk.path("desk.db")).unwrap();
    assert_eq!(notes(&open), 1);
    let lines = "
        restore copy.db --dry-run
        restore copy.db
        restore copy.db --yes -O table
        check --full
    ";
    assert_snapshot!(bytes(&desk, &desk.run(lines)), @"
    $ desk restore copy.db --dry-run
    --- stderr
    Would make desk.db what copy.db is
    exit 0

    $ desk restore copy.db
    --- stderr
    error: a confirmation is missing
    hint: pass --yes
    exit 2

    $ desk restore copy.db --yes -O table
    path     desk.db
    from     copy.db
    size     [BYTES] bytes, 255 rows
    kept in  [DIR]/desk-replaced-2026-01-15T09-00-00Z.db
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
    assert_eq!(notes(&open), 0);
    let kept = Connection::open(desk.path("desk-replaced-2026-01-15T09-00-00Z.db")).unwrap();
    assert_eq!(notes(&kept), 1);
    drop((open, kept));
    assert_snapshot!(bytes(&desk, &desk.run("restore desk-replaced-2026-01-15T09-00-00Z.db --yes --json")), @r#"
    $ desk restore desk-replaced-2026-01-15T09-00-00Z.db --yes --json
    {
      "path": "desk.db",
      "from": "desk-replaced-2026-01-15T09-00-00Z.db",
      "bytes": [BYTES],
      "rows": 259,
      "kept": "[DIR]/desk-replaced-2-2026-01-15T09-00-00Z.db"
    }
    exit 0
    "#);
    assert_eq!(notes(&Connection::open(desk.path("desk.db")).unwrap()), 1);
}

#[test]
fn where_there_is_no_desk_one_is_made() {
    let desk = gone_on();
    for name in ["desk.db", "desk.db-wal", "desk.db-shm"] {
        fs::remove_file(desk.path(name)).ok();
    }
    assert_snapshot!(bytes(&desk, &desk.run("restore copy.db\ncheck --full")), @"
    $ desk restore copy.db
    field	value
    path	desk.db
    from	copy.db
    bytes	[BYTES]
    rows	255
    kept	
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
    fs::remove_file(desk.path("desk.db")).unwrap();
    desk.write("desk.db-wal", "of another desk");
    assert_snapshot!(desk.run("restore copy.db"), @"
    $ desk restore copy.db
    --- stderr
    error: `desk.db` was not written: `desk.db-wal` is left of another file of that name
    exit 4
    ");
    assert_eq!(desk.read("desk.db-wal"), "of another desk");
}

#[test]
fn what_is_no_sound_backup_is_refused_and_nothing_changes() {
    let desk = gone_on();
    symlink("copy.db", desk.path("link.db")).unwrap();
    desk.write("text.db", "Dear all,\n").write("empty.db", "");
    let copy = |name: &str| {
        Connection::open({
            fs::copy(desk.path("copy.db"), desk.path(name)).unwrap();
            desk.path(name)
        })
    };
    copy("newer.db").unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    copy("older.db").unwrap().execute_batch("PRAGMA user_version = 2").unwrap();
    copy("planted.db").unwrap().execute_batch("CREATE TRIGGER quiet AFTER INSERT ON rep BEGIN SELECT 1; END").unwrap();
    copy("lost.db").unwrap().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM contact WHERE id = 1").unwrap();
    let mut torn = fs::read(desk.path("copy.db")).unwrap();
    torn.truncate(torn.len() / 2);
    desk.write("torn.db", torn);
    let before = fs::read(desk.path("desk.db")).unwrap();
    let lines = "
        restore missing.db --yes
        restore text.db --yes
        restore empty.db --yes
        restore link.db --yes
        restore desk.db --yes
        restore newer.db --yes
        restore older.db --yes
        restore planted.db --yes
        restore lost.db --yes
        restore torn.db --yes
        --db text.db restore copy.db --yes
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk restore missing.db --yes
    --- stderr
    error: there is no file `missing.db`
    exit 3

    $ desk restore text.db --yes
    --- stderr
    error: `text.db` is not a desk file: its content is not a database
    exit 1

    $ desk restore empty.db --yes
    --- stderr
    error: `empty.db` is not a desk file: it belongs to another program, or is empty
    exit 1

    $ desk restore link.db --yes
    --- stderr
    error: `link.db` cannot be opened as a desk: it is a symbolic link; name the file itself
    exit 2

    $ desk restore desk.db --yes
    --- stderr
    error: `desk.db` was not written: it is what is to be restored
    exit 4

    $ desk restore newer.db --yes
    --- stderr
    error: `newer.db` is at version 99, and this program knows versions up to 10
    hint: install the version of desk that wrote the file, or a later one
    exit 1

    $ desk restore older.db --yes
    --- stderr
    error: `older.db` is at version 2, and this program works on version 10
    hint: desk --db older.db migrate
    exit 1

    $ desk restore planted.db --yes
    --- stderr
    error: `[DIR]/planted.db` is damaged: trigger quiet: is no part of a desk
    hint: desk --db [DIR]/planted.db check --full
    exit 1

    $ desk restore lost.db --yes
    --- stderr
    error: `[DIR]/lost.db` is damaged: T1: refers to something in `contact` that there is not, and 5 more
    hint: desk --db [DIR]/lost.db check --full
    exit 1

    $ desk restore torn.db --yes
    --- stderr
    error: `torn.db` is not a desk file: it is damaged
    exit 1

    $ desk --db text.db restore copy.db --yes
    --- stderr
    error: `text.db` is not a desk file: its content is not a database
    exit 1
    ");
    assert_eq!(notes(&Connection::open(desk.path("desk.db")).unwrap()), 1);
    assert!(fs::read(desk.path("desk.db")).unwrap() == before);
    assert!(desk.files().iter().all(|name| !name.contains("replaced")), "{:?}", desk.files());
}

#[test]
fn what_can_be_derived_anew_stops_no_restore() {
    let desk = gone_on();
    let copy = Connection::open(desk.path("copy.db")).unwrap();
    copy.execute_batch("UPDATE ticket SET priority = 'low' WHERE id = 1").unwrap();
    drop(copy);
    let lines = "restore copy.db --yes --json=kept\ncheck --repair -O table\ncheck --full";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk restore copy.db --yes --json=kept
    {
      "kept": "[DIR]/desk-replaced-2026-01-15T09-00-00Z.db"
    }
    --- stderr
    warning: T1: priority is low, its log says urgent
    What is wrong can be derived anew: desk check --repair
    exit 0

    $ desk check --repair -O table
    OBJECT  FINDING
    T1      priority is low, its log says urgent
    --- stderr
    Repaired: T1
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    "#);
}

#[test]
fn a_damaged_desk_is_kept_as_it_is() {
    let desk = gone_on();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX ticket_account ON ticket (id, account_id)'
         WHERE name = 'ticket_account'",
    )
    .unwrap();
    drop(file);
    let lines = "restore copy.db --yes --json=kept\ncheck --full";
    let done = desk.run(lines);
    let shown: Vec<&str> = done.lines().filter(|line| !line.contains("before: ")).collect();
    assert_snapshot!(shown.join("\n"), @r#"
    $ desk restore copy.db --yes --json=kept
    {
      "kept": "[DIR]/desk-replaced-2026-01-15T09-00-00Z.db"
    }
    --- stderr
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    "#);
    assert!(done.contains("warning: before: file: "), "{done}");
}

#[test]
fn an_older_desk_is_replaced_by_whom_it_lets() {
    let mut desk = Desk::sample();
    desk.quietly("backup whole.db");
    let old = Connection::open(desk.path("old.db")).unwrap();
    old.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    old.execute_batch(include_str!("../fixtures/schema-v1.sql")).unwrap();
    old.execute_batch("UPDATE rep SET os_user = 'giulia'").unwrap();
    drop(old);
    let before = std::fs::read(desk.path("old.db")).unwrap();
    desk.as_user("ivan");
    assert_snapshot!(desk.run("--db old.db restore whole.db --yes"), @"
    $ desk --db old.db restore whole.db --yes
    --- stderr
    error: the user `ivan` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user ivan
    exit 4
    ");
    assert!(std::fs::read(desk.path("old.db")).unwrap() == before);
    desk.as_user("giulia").quietly("--db old.db restore whole.db --yes\n--db old.db check --full");
}
