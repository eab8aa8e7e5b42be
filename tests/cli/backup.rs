//! `desk backup`.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

/// Replaces what depends on the engine and the layout by what it is.
fn steady(desk: &Desk, backup: &str, transcript: &str) -> String {
    let bytes = fs::read(desk.path(backup)).unwrap();
    let digest = Command::new("sha256sum").arg(desk.path(backup)).output().unwrap();
    let digest = String::from_utf8(digest.stdout).unwrap();
    transcript.replace(&digest[..64], "[SHA-256]").replace(&bytes.len().to_string(), "[BYTES]")
}

fn count(path: &std::path::Path, sql: &str) -> i64 {
    Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_backup_is_one_file_for_its_maker_alone_and_the_desk_as_it_was() {
    let desk = Desk::sample();
    let transcript = desk.run("backup copy.db -O table\n--db copy.db check --full");
    assert_snapshot!(steady(&desk, "copy.db", &transcript), @"
    $ desk backup copy.db -O table
    path     [DIR]/copy.db
    size     [BYTES] bytes, 255 rows
    sha-256  [SHA-256]
    exit 0

    $ desk --db copy.db check --full
    --- stderr
    Nothing is wrong with copy.db
    exit 0
    ");
    let mode = fs::metadata(desk.path("copy.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let beside: Vec<String> = desk.files().into_iter().filter(|name| !name.starts_with("desk.db")).collect();
    assert_eq!(beside, ["copy.db"]);
    let list = |file: &str| desk.run(&format!("--db {file} ticket list -O csv")).replace(file, "");
    assert_eq!(list("copy.db"), list("desk.db"));
}

#[test]
fn in_a_folder_backups_are_called_by_their_instant_and_the_newest_are_kept() {
    let mut desk = Desk::empty();
    fs::create_dir(desk.path("kept")).unwrap();
    desk.write("kept/desk-notes.db", "mine").write("kept/desk-2026-01-01T00-00-00Z.db", "no desk at all");
    for day in 10..14 {
        desk.at(&format!("2026-01-{day}T09:00:00Z")).quietly("backup kept");
    }
    desk.at("2026-01-14T09:00:00Z");
    let transcript = desk.run("backup kept --keep 3 -O table");
    assert_snapshot!(steady(&desk, "kept/desk-2026-01-14T09-00-00Z.db", &transcript), @"
    $ desk backup kept --keep 3 -O table
    path     [DIR]/kept/desk-2026-01-14T09-00-00Z.db
    size     [BYTES] bytes, 8 rows
    sha-256  [SHA-256]
    removed  [DIR]/kept/desk-2026-01-10T09-00-00Z.db
             [DIR]/kept/desk-2026-01-11T09-00-00Z.db
    exit 0
    ");
    assert_snapshot!(desk.run("backup kept\nbackup kept --force -q --json=removed"), @r#"
    $ desk backup kept
    --- stderr
    error: `kept/desk-2026-01-14T09-00-00Z.db` was not written: there is a file of that name already
    hint: pass --force to write over it
    exit 4

    $ desk backup kept --force -q --json=removed
    {
      "removed": []
    }
    exit 0
    "#);
    let names: Vec<String> = fs::read_dir(desk.path("kept"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert_eq!(desk.read("kept/desk-notes.db"), "mine");
}

#[test]
fn what_is_there_is_not_written_over_and_the_desk_never_is() {
    let desk = Desk::empty();
    desk.write("notes.txt", "mine").write("old.db-wal", "left");
    symlink("notes.txt", desk.path("link.db")).unwrap();
    fs::hard_link(desk.path("desk.db"), desk.path("other-name.db")).unwrap();
    let lines = "
        backup notes.txt
        backup desk.db --force
        backup desk.db-wal --force
        backup other-name.db --force
        backup link.db --force
        backup old.db
        backup no/such/folder.db
        backup no/such/
        backup notes.txt --keep 3
        backup /dev/null --force
        --db missing.db backup copy.db
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk backup notes.txt
    --- stderr
    error: `notes.txt` was not written: there is a file of that name already
    hint: pass --force to write over it
    exit 4

    $ desk backup desk.db --force
    --- stderr
    error: `desk.db` was not written: it is the desk itself
    exit 4

    $ desk backup desk.db-wal --force
    --- stderr
    error: `desk.db-wal` was not written: it is the desk itself
    exit 4

    $ desk backup other-name.db --force
    --- stderr
    error: `other-name.db` was not written: it is the desk itself
    exit 4

    $ desk backup link.db --force
    --- stderr
    error: `link.db` was not written: it is a symbolic link; name the file itself
    exit 4

    $ desk backup old.db
    --- stderr
    error: `old.db` was not written: `old.db-wal` is left of another file of that name
    hint: pass --force to write over it
    exit 4

    $ desk backup no/such/folder.db
    --- stderr
    error: `no/such/folder.db` could not be written
    caused by: No such file or directory (os error 2)
    exit 1

    $ desk backup no/such/
    --- stderr
    error: `no/such/desk-2026-01-15T09-00-00Z.db` could not be written
    caused by: No such file or directory (os error 2)
    exit 1

    $ desk backup notes.txt --keep 3
    --- stderr
    error: `--keep` deletes older backups in a folder, and `notes.txt` is none
    exit 2

    $ desk backup /dev/null --force
    --- stderr
    error: `/dev/null` was not written: it is not a regular file
    exit 4

    $ desk --db missing.db backup copy.db
    --- stderr
    error: there is no desk at `missing.db`
    hint: desk --db missing.db init
    exit 3
    ");
    assert_eq!(desk.read("notes.txt"), "mine");
    desk.quietly("backup notes.txt --force\nbackup old.db --force");
    assert!(!desk.path("old.db-wal").exists());
    assert_snapshot!(desk.run("--db notes.txt check --full"), @"
    $ desk --db notes.txt check --full
    --- stderr
    Nothing is wrong with notes.txt
    exit 0
    ");
}

#[test]
fn a_damaged_desk_is_not_backed_up_as_if_it_were_whole() {
    let desk = Desk::sample();
    damage(&desk);
    assert_snapshot!(desk.run("backup copy.db"), @"
    $ desk backup copy.db
    --- stderr
    error: `[DIR]/desk.db` is damaged: file: row 2 missing from index ticket_account, and 22 more
    hint: desk --db [DIR]/desk.db check --full
    exit 1
    ");
    assert!(desk.files().iter().all(|name| name.starts_with("desk.db")), "{:?}", desk.files());
}

/// Takes an entry out of an index, behind the engine's back.
fn damage(desk: &Desk) {
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX ticket_account ON ticket (id, account_id)'
         WHERE name = 'ticket_account'",
    )
    .unwrap();
}

#[test]
fn what_is_wrong_with_the_desk_and_its_copy_is_told() {
    let desk = Desk::sample();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF; UPDATE ticket SET account_id = 99 WHERE id = 5").unwrap();
    drop(file);
    assert_snapshot!(desk.run("backup copy.db --json=rows,findings"), @r#"
    $ desk backup copy.db --json=rows,findings
    {
      "rows": 255,
      "findings": 1
    }
    --- stderr
    warning: T5: refers to something in `account` that there is not
    exit 0
    "#);
}

#[test]
fn on_a_full_disk_nothing_is_left() {
    let desk = Desk::sample();
    let program = env!("CARGO_BIN_EXE_desk");
    // The signal that tells of the limit is ignored, as it is where a disk is full.
    let script = format!("trap '' XFSZ; ulimit -f 100; exec {program} backup copy.db");
    let mut shell = desk.command(&["-"]);
    let envs: Vec<_> =
        shell.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
    let mut limited = Command::new("bash");
    limited.args(["-c", &script]).current_dir(desk.path("")).env_clear().envs(envs);
    let done = limited.output().unwrap();
    shell.stdin(Stdio::null());
    assert_snapshot!(String::from_utf8_lossy(&done.stderr), @"
    error: the desk file could not be read or written: reading or writing failed
    caused by: disk I/O error
    caused by: Error code 778: disk I/O error
    ");
    assert_eq!(done.status.code(), Some(1));
    let left: Vec<String> = desk.files().into_iter().filter(|name| !name.starts_with("desk.db")).collect();
    assert_eq!(left, Vec::<String>::new());
}

/// Adds entries of a megabyte each to a ticket that nobody writes to; their words are left for later.
fn swell(desk: &Desk, megabytes: i64) {
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch(&format!(
        "BEGIN;
         INSERT INTO ticket_text_backlog SELECT max(id) + 1, max(id) + {megabytes} FROM ticket_event;
         INSERT INTO ticket_event (ticket_id, at, recorded_at, kind, party, body)
           SELECT 2, last.at, last.at, 'note', 'system', printf('%.*c', 1000000, 'x')
           FROM (WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {megabytes}) SELECT i FROM n), (SELECT max(at) AS at FROM ticket_event WHERE ticket_id = 2) last;
         COMMIT;"
    ))
    .unwrap();
}

/// Lets the writers end, whatever becomes of the backups.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Backs up while as many write as fast as they can. Each copy is whole, and holds all that was acknowledged before.
fn under_load(desk: &Desk, writers: usize, backups: usize) {
    const NOTES: &str = "SELECT count(*) FROM ticket_event WHERE body = 'Two words'";
    let (done, acknowledged) = (AtomicBool::new(false), AtomicI64::new(0));
    thread::scope(|scope| {
        let _ended = Ended(&done);
        for _ in 0..writers {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    let noted = desk.command(&["ticket", "note", "T1", "-m", "Two words"]).output().unwrap();
                    match noted.status.code() {
                        Some(0) => drop(acknowledged.fetch_add(1, Ordering::SeqCst)),
                        // So many on a slow machine may not get their turn in time: they are told, and nothing is written.
                        Some(6) => {}
                        _ => panic!("{}", String::from_utf8_lossy(&noted.stderr)),
                    }
                }
            });
        }
        for number in 0..backups {
            let (copy, before) = (format!("copy-{number}.db"), acknowledged.load(Ordering::SeqCst));
            let begun = Instant::now();
            let made = desk.command(&["backup", &copy]).output().unwrap();
            let took = begun.elapsed();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
            assert!(took < Duration::from_secs(30), "it took {took:?}");
            let held = count(&desk.path(&copy), NOTES);
            assert!(held >= before, "{copy} holds {held} of {before}");
            let checked = desk.command(&["--db", &copy, "check", "--full"]).output().unwrap();
            assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        }
    });
    assert_eq!(count(&desk.path("desk.db"), NOTES), acknowledged.load(Ordering::SeqCst));
    assert!(acknowledged.load(Ordering::SeqCst) > 0);
}

#[test]
fn copies_are_whole_while_others_write() {
    under_load(&Desk::sample(), 4, 3);
}

#[test]
#[ignore = "takes its time"]
fn copies_of_a_large_desk_are_whole_while_thirty_two_write() {
    let desk = Desk::sample();
    swell(&desk, 60);
    under_load(&desk, 32, 5);
}

#[test]
fn a_backup_that_is_killed_leaves_no_file_under_the_name() {
    let desk = Desk::sample();
    for pause in 0..12 {
        let mut backup = desk.command(&["backup", "copy.db"]);
        let mut running = backup.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(pause * 4));
        running.kill().unwrap();
        running.wait().unwrap();
        if desk.path("copy.db").exists() {
            let checked = desk.command(&["--db", "copy.db", "check", "--full"]).output().unwrap();
            assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
            fs::remove_file(desk.path("copy.db")).unwrap();
        }
    }
}
