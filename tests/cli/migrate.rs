//! `desk migrate`.

use std::fs;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

const FIRST: &str = include_str!("../fixtures/schema-v1.sql");

fn old() -> Desk {
    let desk = Desk::nowhere();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    file.execute_batch(FIRST).unwrap();
    // Of those who work there, giulia is an admin and ivan an agent.
    file.execute_batch(
        "UPDATE rep SET os_user = 'giulia' WHERE handle = 'giulia';
         INSERT INTO rep (handle, name, os_user, role, active) VALUES ('ivan', 'Ivan', 'ivan', 'agent', 1);",
    )
    .unwrap();
    desk
}

/// The version of this program changes with every release.
fn steady(transcript: &str) -> String {
    let desk = Desk::empty();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    let version: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    transcript
        .replace(&format!("version {version}"), "version [NEWEST]")
        .replace(&format!("to {version}\n"), "to [NEWEST]\n")
        .replace(&format!("→ {version}"), "→ [NEWEST]")
}

#[test]
fn an_older_desk_is_not_opened_and_not_a_byte_changes() {
    let desk = old();
    let before = fs::read(desk.path("desk.db")).unwrap();
    assert_snapshot!(steady(&desk.run("ticket list\ncheck\nbackup copy.db")), @"
    $ desk ticket list
    --- stderr
    error: `desk.db` is at version 1, and this program works on version [NEWEST]
    hint: desk --db desk.db migrate
    exit 1

    $ desk check
    --- stderr
    error: `desk.db` is at version 1, and this program works on version [NEWEST]
    hint: desk --db desk.db migrate
    exit 1

    $ desk backup copy.db
    --- stderr
    error: `desk.db` is at version 1, and this program works on version [NEWEST]
    hint: desk --db desk.db migrate
    exit 1
    ");
    assert!(fs::read(desk.path("desk.db")).unwrap() == before);
}

#[test]
fn an_older_desk_is_brought_up_after_a_copy() {
    let desk = old();
    let listed = desk.run("migrate --dry-run");
    assert!(listed.starts_with("$ desk migrate --dry-run\nversion\tbrings\n2\tcontracts, deliveries,"), "{listed}");
    assert_snapshot!(steady(&desk.run("migrate --reason 'new release'\nmigrate\nmigrate --dry-run\nticket list -c id,subject\naudit log -c actor,action,noun,what,reason\naudit verify -q")), @"
    $ desk migrate --reason 'new release'
    --- stderr
    Kept it as it was in [DIR]/desk-v1-2026-01-15T09-00-00Z.db
    Brought desk.db from version 1 to [NEWEST]
    exit 0

    $ desk migrate
    --- stderr
    desk.db is at version [NEWEST], the one this program works on
    exit 0

    $ desk migrate --dry-run
    --- stderr
    desk.db is at version [NEWEST], the one this program works on
    exit 0

    $ desk ticket list -c id,subject
    id	subject
    T1	Twelve couplings missing
    exit 0

    $ desk audit log -c actor,action,noun,what,reason
    actor	action	noun	what	reason
    giulia	desk.migrate	file	version 1 → [NEWEST]	new release
    exit 0

    $ desk audit verify -q
    exit 0
    ");
    let kept = Connection::open(desk.path("desk-v1-2026-01-15T09-00-00Z.db")).unwrap();
    let version: i64 = kept.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 1);
}

#[test]
fn the_copy_goes_where_it_is_wanted_and_without_it_nothing_is_done() {
    let desk = old();
    fs::create_dir(desk.path("kept")).unwrap();
    desk.write("mine.db", "mine");
    let lines = "migrate --backup mine.db\nmigrate --backup no/such/\nmigrate --backup kept\n--db missing.db migrate";
    assert_snapshot!(steady(&desk.run(lines)), @"
    $ desk migrate --backup mine.db
    --- stderr
    error: `mine.db` was not written: there is a file of that name already
    exit 4

    $ desk migrate --backup no/such/
    --- stderr
    error: `no/such/desk-v1-2026-01-15T09-00-00Z.db` could not be written
    caused by: No such file or directory (os error 2)
    exit 1

    $ desk migrate --backup kept
    --- stderr
    Kept it as it was in [DIR]/kept/desk-v1-2026-01-15T09-00-00Z.db
    Brought desk.db from version 1 to [NEWEST]
    exit 0

    $ desk --db missing.db migrate
    --- stderr
    error: there is no desk at `missing.db`
    hint: desk --db missing.db init
    exit 3
    ");
    assert!(desk.path("kept/desk-v1-2026-01-15T09-00-00Z.db").exists());
}

#[test]
fn two_at_once_bring_it_up_once() {
    let desk = old();
    let mut running: Vec<_> = (0..4).map(|_| desk.command(&["migrate"]).spawn().unwrap()).collect();
    assert!(running.iter_mut().all(|one| one.wait().unwrap().success()));
    let checked = desk.command(&["check"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn whoever_may_not_changes_nothing_and_no_copy_is_left() {
    let mut desk = old();
    desk.quietly("migrate --dry-run");
    let (before, files) = (fs::read(desk.path("desk.db")).unwrap(), desk.files());
    desk.as_user("ivan");
    let refused = desk.run("migrate\nmigrate --dry-run\nmigrate --backup copy.db\nmigrate --as giulia");
    desk.as_user("mallory");
    let unknown = desk.run("migrate");
    assert_snapshot!(refused + "\n" + &unknown, @"
    $ desk migrate
    --- stderr
    error: ivan may not do that: the right `desk.migrate` is not one of the role `agent`
    exit 4

    $ desk migrate --dry-run
    --- stderr
    error: ivan may not do that: the right `desk.migrate` is not one of the role `agent`
    exit 4

    $ desk migrate --backup copy.db
    --- stderr
    error: ivan may not do that: the right `desk.migrate` is not one of the role `agent`
    exit 4

    $ desk migrate --as giulia
    --- stderr
    error: ivan may not do that: the right `desk.migrate` is not one of the role `agent`
    exit 4

    $ desk migrate
    --- stderr
    error: the user `mallory` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user mallory
    exit 4
    ");
    assert!(fs::read(desk.path("desk.db")).unwrap() == before);
    assert_eq!(desk.files(), files);
    desk.as_user("giulia").quietly("migrate");
}
