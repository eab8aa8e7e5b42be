//! Files that are damaged, or no desks: named, never a panic, never a wait, not a byte changed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use rusqlite::Connection;

use crate::harness::Desk;

/// Longer than any of these may take, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs a command that must end by itself, and returns its exit code and what it said.
fn ends(desk: &Desk, words: &[&str]) -> (Option<i32>, String) {
    let mut running =
        desk.command(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while running.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            running.kill().unwrap();
            panic!("{words:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let done = running.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("panicked"), "{words:?}: {said}");
    (done.status.code(), said)
}

/// The sample as one file.
fn whole() -> (Desk, Vec<u8>) {
    let desk = Desk::sample();
    desk.quietly("backup whole.db");
    let bytes = fs::read(desk.path("whole.db")).unwrap();
    (desk, bytes)
}

/// Looks at a damaged file in every way, and returns the exit codes of `check --full`, `doctor` and `ticket list`.
fn look(desk: &Desk, bytes: &[u8]) -> [i32; 3] {
    let look = |words: &[&str]| {
        for beside in ["odd.db-wal", "odd.db-shm"] {
            fs::remove_file(desk.path(beside)).ok();
        }
        desk.write("odd.db", bytes);
        let (code, said) = ends(desk, words);
        let code = code.unwrap_or_else(|| panic!("{words:?} was ended by a signal: {said}"));
        assert!(code == 0 || !said.trim().is_empty(), "{words:?} says nothing and ends with {code}");
        code
    };
    let ways = [&["check", "--full"][..], &["doctor"], &["ticket", "list"]];
    let codes = ways.map(|way| look(&[&["--db", "odd.db"][..], way].concat()));
    look(&["--db", "odd.db", "check", "--full"]);
    assert!(fs::read(desk.path("odd.db")).unwrap() == bytes, "it was changed");
    codes
}

#[test]
fn what_is_cut_off_is_never_called_sound() {
    let (desk, bytes) = whole();
    for part in [0, 1, 50, 100, 4095, 4096, 5000, bytes.len() / 3, bytes.len() / 2, bytes.len() - 4096, bytes.len() - 1]
    {
        let [checked, ..] = look(&desk, &bytes[..part]);
        assert_ne!(checked, 0, "the first {part} bytes");
    }
}

/// Flips a bit every so many bytes, each in a file of its own.
fn flipped(every: usize) {
    let (desk, bytes) = whole();
    let mut unseen = Vec::new();
    for (round, at) in (0..bytes.len()).step_by(every).enumerate() {
        let mut odd = bytes.clone();
        odd[at] ^= 1 << (round % 8);
        let [checked, ..] = look(&desk, &odd);
        if checked == 0 {
            unseen.push(at);
        }
    }
    // Much of a small file is room in which nothing stands: what is there is nobody's.
    let all = bytes.len().div_ceil(every);
    assert!(unseen.len() < all, "none of {all} flips is seen");
}

#[test]
fn a_flipped_bit_does_no_harm_beyond_itself() {
    flipped(9_973);
}

#[test]
#[ignore = "takes its time"]
fn no_flipped_bit_does_harm_beyond_itself() {
    flipped(127);
}

#[test]
fn what_is_no_desk_is_named_by_every_way_of_looking() {
    let desk = Desk::nowhere();
    desk.write("text.db", "Dear all,\n").write("empty.db", "").write("folder.db/file", "");
    desk.write("zeros.db", vec![0; 65_536]);
    mkfifo(&desk.path("pipe.db"), Mode::S_IRUSR | Mode::S_IWUSR).unwrap();
    Connection::open(desk.path("foreign.db")).unwrap().execute_batch("CREATE TABLE song (title)").unwrap();
    let mut told = String::new();
    for file in ["text.db", "empty.db", "zeros.db", "foreign.db", "folder.db", "pipe.db", "missing.db"] {
        for verb in [&["check"][..], &["doctor", "--json=item,found"], &["ticket", "list"]] {
            let (code, said) = ends(&desk, &[&["--db", file][..], verb].concat());
            // Of all that a look over tells, what it says of the file.
            let said = match said.split_once("\"item\": \"file\",") {
                Some((_, rest)) => rest.lines().nth(1).unwrap_or_default().trim().to_owned() + "\n",
                None => said,
            };
            told.extend([file, " ", &verb.join(" "), ": ", &said, "exit ", &code.unwrap_or(-1).to_string(), "\n"]);
        }
    }
    assert_snapshot!(told, @r#"
    text.db check: error: `text.db` is not a desk file: its content is not a database
    exit 1
    text.db doctor --json=item,found: "found": "`text.db` is not a desk file: its content is not a database"
    exit 1
    text.db ticket list: error: `text.db` is not a desk file: its content is not a database
    exit 1
    empty.db check: error: `empty.db` is not a desk file: it belongs to another program, or is empty
    exit 1
    empty.db doctor --json=item,found: "found": "`empty.db` is not a desk file: it belongs to another program, or is empty"
    exit 1
    empty.db ticket list: error: `empty.db` is not a desk file: it belongs to another program, or is empty
    exit 1
    zeros.db check: error: `zeros.db` is not a desk file: its content is not a database
    exit 1
    zeros.db doctor --json=item,found: "found": "`zeros.db` is not a desk file: its content is not a database"
    exit 1
    zeros.db ticket list: error: `zeros.db` is not a desk file: its content is not a database
    exit 1
    foreign.db check: error: `foreign.db` is not a desk file: it belongs to another program, or is empty
    exit 1
    foreign.db doctor --json=item,found: "found": "`foreign.db` is not a desk file: it belongs to another program, or is empty"
    exit 1
    foreign.db ticket list: error: `foreign.db` is not a desk file: it belongs to another program, or is empty
    exit 1
    folder.db check: error: `folder.db` cannot be opened as a desk: it is not a regular file
    exit 2
    folder.db doctor --json=item,found: "found": "`folder.db` cannot be opened as a desk: it is not a regular file"
    exit 1
    folder.db ticket list: error: `folder.db` cannot be opened as a desk: it is not a regular file
    exit 2
    pipe.db check: error: `pipe.db` cannot be opened as a desk: it is not a regular file
    exit 2
    pipe.db doctor --json=item,found: "found": "`pipe.db` cannot be opened as a desk: it is not a regular file"
    exit 1
    pipe.db ticket list: error: `pipe.db` cannot be opened as a desk: it is not a regular file
    exit 2
    missing.db check: error: there is no desk at `missing.db`
    hint: desk --db missing.db init
    exit 3
    missing.db doctor --json=item,found: "found": "there is no desk at `missing.db`"
    exit 1
    missing.db ticket list: error: there is no desk at `missing.db`
    hint: desk --db missing.db init
    exit 3
    "#);
}

#[test]
fn a_pipe_beside_the_desk_is_not_waited_for() {
    let desk = Desk::sample();
    fs::remove_file(desk.path("desk.db-wal")).ok();
    mkfifo(&desk.path("desk.db-wal"), Mode::S_IRUSR | Mode::S_IWUSR).unwrap();
    let (code, said) = ends(&desk, &["ticket", "list"]);
    assert_snapshot!(said, @"error: `desk.db` cannot be opened as a desk: `desk.db-wal` beside it is not a regular file");
    assert_eq!(code, Some(2));
}

#[test]
fn a_table_or_a_page_that_is_gone_is_named() {
    let desk = Desk::sample();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE sla_notice").unwrap();
    drop(file);
    assert_snapshot!(desk.run("check -O table\ncheck --repair -O table"), @"
    $ desk check -O table
    OBJECT                 FINDING
    index sla_notice_once  is missing
    table sla_notice       is missing
    --- stderr
    Cannot be repaired: index sla_notice_once, table sla_notice; desk restore BACKUP
    exit 1

    $ desk check --repair -O table
    OBJECT                 FINDING
    index sla_notice_once  is missing
    table sla_notice       is missing
    --- stderr
    Cannot be repaired: index sla_notice_once, table sla_notice; desk restore BACKUP
    exit 1
    ");
    let (other, mut bytes) = whole();
    let middle = bytes.len() / 8192 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    other.write("odd.db", bytes);
    let found = other.run("--db odd.db check");
    assert!(found.contains("file\t") && found.ends_with("exit 1\n"), "{found}");
}

#[test]
fn a_desk_that_may_not_be_read_is_named() {
    if nix::unistd::geteuid().is_root() {
        return;
    }
    let desk = Desk::sample();
    fs::set_permissions(desk.path("desk.db"), fs::Permissions::from_mode(0o000)).unwrap();
    let (code, said) = ends(&desk, &["check"]);
    assert_eq!(code, Some(2), "{said}");
}

/// A sample that somebody has meddled with.
fn meddled(sql: &str) -> Desk {
    let desk = Desk::sample();
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
    desk
}

#[test]
fn a_view_in_the_place_of_a_table_is_not_waited_for() {
    let desk = meddled(
        "DROP TABLE team; CREATE VIEW team AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)
         SELECT n AS id, 'a' AS name FROM r",
    );
    assert_snapshot!(ends(&desk, &["rep", "list"]).1, @"
    error: `desk.db` is damaged: view team is no part of a desk
    hint: desk --db desk.db check --full
    ");
    assert_snapshot!(desk.run("check -O table"), @"
    $ desk check -O table
    OBJECT                         FINDING
    index sqlite_autoindex_team_1  is missing
    table team                     is missing
    view team                      is no part of a desk
    --- stderr
    Cannot be repaired: index sqlite_autoindex_team_1, table team, view team; desk restore BACKUP
    exit 1
    ");
}

#[test]
fn a_backlog_without_end_is_not_waited_for() {
    for range in ["1, 9223372036854775807", "-9223372036854775807, 9223372036854775807", "900000, 900001"] {
        let desk = meddled(&format!("INSERT INTO ticket_text_backlog VALUES ({range})"));
        let (code, said) = ends(&desk, &["ticket", "search", "valvole"]);
        assert!(code == Some(0) && said.contains("T1\t"), "{range}: {code:?} {said}");
    }
}

#[test]
fn what_is_no_hash_is_cut_like_one() {
    let desk = meddled(
        "DROP TRIGGER audit_is_append_only_update;
         UPDATE audit SET after = '[{\"table\":\"ticket\",\"id\":1,\"subject\":\"sha256:a\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\"}]'",
    );
    for words in [&["audit", "log"][..], &["audit", "show", "3"]] {
        assert_eq!(ends(&desk, words).0, Some(0));
    }
}
