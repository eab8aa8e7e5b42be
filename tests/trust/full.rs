//! Files that may not grow: an error that says so, nothing stored in part, and what was there can still be read.

use std::fmt::Write as _;

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
fn whoever_is_interrupted_has_changed_nothing() {
    let place = Place::new();
    let mut rows = "external_id,account,subject,category,created_at\n".to_owned();
    for row in 0..20_000 {
        writeln!(rows, "R{row},ACME,S{row},other,2026-01-15T09:00:00Z").unwrap();
    }
    place.write("tickets.csv", rows);
    for signal in ["INT", "TERM", "HUP"] {
        let mut import = place.desk(&["import", "tickets", "tickets.csv", "--source", "erp"]).spawn().unwrap();
        // Until it writes: the log has grown by then.
        let log = place.path("desk.db-wal");
        let size = || std::fs::metadata(&log).map_or(0, |log| log.len());
        let before = size();
        while size() <= before && import.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let id = import.id().to_string();
        assert!(place.program("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert!(!import.wait().unwrap().success(), "it was over before {signal} came");
        assert!(place.subjects().is_empty(), "after {signal}");
        place.verify();
    }
}
