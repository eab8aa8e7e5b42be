//! Files that are written or replaced as a whole, by commands that die at any point: they are what they were, or what they
//! were to be.

use std::fmt::Write as _;
use std::fs;

use rusqlite::Connection;

use crate::killed::{each_round, rounds};
use crate::place::Place;

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// How many tickets there are, so that copying takes its time.
const FILLED: usize = 1_000;

fn well_filled() -> Place {
    let place = Place::new();
    let mut rows = "external_id,account,subject,category,created_at\n".to_owned();
    for row in 0..FILLED {
        writeln!(rows, "R{row},ACME,S{row},other,2026-01-15T09:00:00Z").unwrap();
    }
    place.write("tickets.csv", rows);
    place.done(&["import", "tickets", "tickets.csv", "--source", "erp"]);
    place
}

fn version(place: &Place, file: &str) -> i64 {
    let file = Connection::open(place.path(file)).unwrap();
    assert_eq!(file.pragma_query_value(None, "quick_check", |row| row.get::<_, String>(0)).unwrap(), "ok");
    file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn backups(count: usize) {
    let place = well_filled();
    fs::create_dir(place.path("kept")).unwrap();
    let name = |round: usize| format!("kept/{round}.db");
    let words = |round: usize| owned(&["backup", &name(round)]);
    each_round(&place, count, words, &["kept"], |round, answered| {
        let there = place.path(&name(round)).exists();
        assert!(there || !answered, "backup {round} was answered and is not there");
        if there {
            place.done(&["--db", &name(round), "check", "--full"]);
            assert_eq!(version(&place, &name(round)), version(&place, "desk.db"));
        }
    });
    place.done(&["backup", "kept/last.db"]);
    let left = fs::read_dir(place.path("kept")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with('.')).collect::<Vec<_>>(), Vec::<String>::new());
    place.verify();
}

/// Restores one of two backups in turn, of which each has a ticket of its own.
fn restores(count: usize) {
    let place = well_filled();
    for name in ["a", "b"] {
        place.done(&["ticket", "new", name, "--account", "ACME", "--category", "other"]);
        place.done(&["backup", &format!("{name}.db")]);
    }
    let source = |round: usize| if round.is_multiple_of(2) { "a.db" } else { "b.db" };
    let words = |round: usize| owned(&["restore", source(round), "--yes"]);
    let mut was = "b.db";
    each_round(&place, count, words, &["desk.db", "desk.db-wal"], |round, answered| {
        assert_eq!(version(&place, "desk.db"), version(&place, "a.db"));
        let subjects = place.subjects();
        assert_eq!(
            (subjects.contains_key("a"), subjects.len() - usize::from(subjects.contains_key("b"))),
            (true, FILLED + 1)
        );
        let is = if subjects.contains_key("b") { "b.db" } else { "a.db" };
        assert!(is == source(round) || (is == was && !answered), "round {round} left {is}, answered: {answered}");
        was = is;
    });
    place.done(&["check", "--full"]);
    place.verify();
    for kept in fs::read_dir(place.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        if kept.contains("-replaced-") && !kept.contains(".db-") && !kept.starts_with('.') {
            place.done(&["--db", &kept, "check"]);
        }
    }
}

fn migrations(count: usize) {
    const FIRST: &str = include_str!("../fixtures/schema-v1.sql");
    let place = Place::new();
    let name = |round: usize| format!("old{round}.db");
    for round in 0..=count {
        let old = Connection::open(place.path(&name(round))).unwrap();
        old.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        old.execute_batch(FIRST).unwrap();
        old.execute_batch("UPDATE rep SET os_user = 'giulia'").unwrap();
    }
    let newest = version(&place, "desk.db");
    let answered = rounds(&place, count, |round| owned(&["--db", &name(round), "migrate"]));
    for (round, answered) in answered.iter().enumerate() {
        let found = version(&place, &name(round));
        assert!(found == newest || (found == 1 && !answered), "file {round} is at {found}, answered: {answered}");
        place.done(&["--db", &name(round), "migrate"]);
        place.done(&["--db", &name(round), "check"]);
        let log = place.done(&["--db", &name(round), "audit", "log", "-c", "action"]);
        assert_eq!(log, "action\ndesk.migrate\n", "it is told once, however often it was tried");
    }
}

#[test]
fn backups_are_whole_or_not_there() {
    backups(8);
}

#[test]
fn a_desk_is_what_it_was_or_what_was_restored() {
    restores(8);
}

#[test]
fn an_old_desk_stands_at_its_version_or_the_newest() {
    migrations(8);
}

#[test]
#[ignore = "takes its time"]
fn backups_are_whole_or_not_there_in_many_rounds() {
    backups(100);
}

#[test]
#[ignore = "takes its time"]
fn a_desk_is_what_it_was_or_what_was_restored_in_many_rounds() {
    restores(100);
}

#[test]
#[ignore = "takes its time"]
fn an_old_desk_stands_at_its_version_or_the_newest_in_many_rounds() {
    migrations(100);
}
