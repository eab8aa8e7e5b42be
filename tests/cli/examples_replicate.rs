//! `examples/replicate.sh`, with Litestream itself: `LITESTREAM=/path/to/litestream cargo test -- --ignored replica`.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use chrono::{SecondsFormat, Utc};
use rusqlite::Connection;

use crate::harness::Desk;

/// Longer than a change takes to reach the replica, and than the steps by which one can go back.
const WHILE: Duration = Duration::from_secs(4);

fn script(desk: &Desk, words: &[&str]) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_desk")).parent().unwrap();
    let mut command = Command::new("sh");
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/replicate.sh")).args(words);
    command.env("PATH", format!("{}:/usr/bin:/bin", program.display()));
    command.env("DESK_DB", desk.path("desk.db")).env("DESK_REPLICA", desk.path("replica"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn replicating(desk: &Desk) -> Child {
    let running = script(desk, &["run"]).spawn().unwrap();
    thread::sleep(WHILE);
    running
}

/// Stops it in the middle of whatever it does.
fn kill(mut running: Child) {
    running.kill().unwrap();
    running.wait().unwrap();
}

/// Restores from the replica, which checks it fully, and returns the notes that are there.
fn restored(desk: &Desk, name: &str, when: &str) -> Vec<String> {
    let file = desk.path(name);
    assert!(script(desk, &["restore", file.to_str().unwrap(), when]).status().unwrap().success());
    let connection = Connection::open(file).unwrap();
    let mut notes =
        connection.prepare("SELECT body FROM ticket_event WHERE kind = 'note' AND body LIKE 'mark %'").unwrap();
    notes.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn note(desk: &Desk, text: &str) {
    let noted = desk.command(&["ticket", "note", "T1", "-m", text]).output().unwrap();
    assert!(noted.status.success(), "{}", String::from_utf8_lossy(&noted.stderr));
}

#[test]
#[ignore = "needs Litestream, which LITESTREAM names"]
#[expect(clippy::disallowed_methods, reason = "a replica goes by the clock of the system")]
fn a_replica_gives_the_desk_back_as_it_was_last_and_at_any_time() {
    let desk = Desk::sample();
    let running = replicating(&desk);
    note(&desk, "mark one");
    thread::sleep(WHILE);
    let between = Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
    thread::sleep(WHILE);
    note(&desk, "mark two");
    thread::sleep(WHILE);
    kill(running);
    for name in ["desk.db", "desk.db-wal", "desk.db-shm"] {
        fs::remove_file(desk.path(name)).ok();
    }
    assert_eq!(restored(&desk, "latest.db", ""), ["mark one", "mark two"]);
    assert_eq!(restored(&desk, "early.db", &between), ["mark one"]);
    assert!(script(&desk, &["drill"]).status().unwrap().success());

    // What replication adds to a file is in no command's way.
    desk.quietly("restore latest.db\ncheck --full\nbackup copy.db\n--db copy.db check --full");
    let running = replicating(&desk);
    note(&desk, "mark three");
    thread::sleep(WHILE);
    kill(running);
    assert_eq!(restored(&desk, "again.db", ""), ["mark one", "mark two", "mark three"]);
}

#[test]
#[ignore = "needs Litestream, which LITESTREAM names"]
fn a_desk_that_many_write_to_is_replicated_as_they_leave_it() {
    let desk = Desk::sample();
    let running = replicating(&desk);
    thread::scope(|scope| {
        for writer in 0..8 {
            let desk = &desk;
            scope.spawn(move || (0..10).for_each(|number| note(desk, &format!("mark {writer} {number}"))));
        }
    });
    thread::sleep(WHILE);
    kill(running);
    assert_eq!(restored(&desk, "latest.db", "").len(), 80);
}
