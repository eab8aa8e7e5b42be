//! Files that may not grow: an error that says so, nothing stored in part, and what was there can still be read.

use std::fmt::Write as _;
use std::fs;
use std::thread;
use std::time::Instant;

use crate::place::{Place, complaint};

#[test]
fn a_file_that_may_not_grow_is_an_error_and_nothing_is_lost() {
    let place = Place::new();
    let mut rows = "external_id,account,subject,category,created_at\n".to_owned();
    for row in 0..5_000 {
        writeln!(rows, "R{row},ACME,S{row},other,2026-01-15T09:00:00Z").unwrap();
    }
    place.write("tickets.csv", rows);
    let desk = env!("CARGO_BIN_EXE_desk");
    // Blocks of 512 bytes: the log of what is written grows beyond that.
    let limited = format!("ulimit -f 2000; exec {desk} import tickets tickets.csv --source erp");
    let output = place.program("/bin/sh").args(["-c", &limited]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", complaint(&output));
    let stored = "error: the desk file could not be read or written: ";
    let known = "error: it is not known whether the change was stored";
    let said = complaint(&output);
    assert!(said.contains(stored) || said.contains(known), "{said}");
    assert!(place.subjects().is_empty());
    assert!(place.done(&["account", "list", "-c", "code"]).contains("ACME"));
    place.verify();
    place.done(&["import", "tickets", "tickets.csv", "--source", "erp"]);
    assert_eq!(place.subjects().len(), 5_000);
}

#[test]
fn an_export_that_may_not_grow_leaves_what_was_there_and_nothing_else() {
    let place = Place::new();
    let long = "x".repeat(400);
    let mut rows = "external_id,account,subject,category,created_at\n".to_owned();
    for row in 0..4_000 {
        writeln!(rows, "R{row},ACME,S{row} {long},other,2026-01-15T09:00:00Z").unwrap();
    }
    place.write("tickets.csv", rows);
    place.done(&["import", "tickets", "tickets.csv", "--source", "erp"]);
    let folder = place.path("to");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("list.csv"), "old").unwrap();
    let desk = env!("CARGO_BIN_EXE_desk");
    for (words, file) in [
        ("export tickets -o to/list.csv", "to/list.csv"),
        ("export tickets -o to/new.xlsx", "to/new.xlsx"),
        ("export --all to/all", "to/all/tickets.csv"),
    ] {
        // In blocks of 512 bytes: room for what the engine writes beside the file, and not for this.
        let limit = if words.contains("xlsx") { 100 } else { 1000 };
        let limited = format!("ulimit -f {limit}; exec {desk} {words}");
        let output = place.program("/bin/sh").args(["-c", &limited]).output().unwrap();
        let said = format!("exit status: 1: error: cannot write `{file}`\ncaused by: File too large (os error 27)\n");
        assert_eq!(complaint(&output), said, "{words}");
        let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
        assert_eq!(names, ["list.csv"], "{words}");
        assert_eq!(fs::read_to_string(folder.join("list.csv")).unwrap(), "old", "{words}");
    }
    place.done(&["export", "--all", "to/all"]);
    place.verify();
}

#[test]
fn an_export_to_a_full_disk_says_so() {
    let place = Place::new();
    let output = place.desk(&["export", "accounts", "-O", "csv", "-o", "/dev/full"]).output().unwrap();
    assert_eq!(
        complaint(&output),
        "exit status: 1: error: cannot write `/dev/full`\ncaused by: No space left on device (os error 28)\n"
    );
}

#[test]
fn whoever_is_interrupted_has_changed_nothing_or_all() {
    const ROWS: usize = 20_000;
    let mut rows = "external_id,account,subject,category,created_at\n".to_owned();
    for row in 0..ROWS {
        writeln!(rows, "R{row},ACME,S{row},other,2026-01-15T09:00:00Z").unwrap();
    }
    let begin = || {
        let place = Place::new();
        place.write("tickets.csv", &rows);
        let import = place.desk(&["import", "tickets", "tickets.csv", "--source", "erp"]).spawn().unwrap();
        (place, import)
    };
    let start = Instant::now();
    let (_place, mut import) = begin();
    assert!(import.wait().unwrap().success());
    let whole = start.elapsed();
    let mut undone = 0;
    for (signal, part) in [("INT", 0.2), ("TERM", 0.5), ("HUP", 0.8)] {
        let (place, mut import) = begin();
        thread::sleep(whole.mul_f64(part));
        let id = import.id().to_string();
        // It may be over by then.
        let _ = place.program("kill").args(["-s", signal, &id]).status().unwrap();
        let answered = import.wait().unwrap().success();
        let stored = place.subjects().len();
        assert!(stored == ROWS || (stored == 0 && !answered), "{stored} rows after {signal}, answered: {answered}");
        undone += usize::from(stored == 0);
        place.verify();
    }
    assert!(undone > 0, "every import was faster than its signal");
}
