//! Copies and exports that die midway: the next one takes away what they left, and leaves alone what is still being written.

use std::fmt::Write as _;
use std::fs;
use std::process::{Child, Command};

use crate::place::{Place, complaint};

/// Returns the names of what is in a folder, those that begin with a dot apart.
fn listed(place: &Place) -> (Vec<String>, Vec<String>) {
    let entries = fs::read_dir(place.path("kept")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().partition(|name| name.starts_with('.'))
}

/// Begins to write and stops in the middle; none if the command was faster.
fn midway(place: &Place, words: &[&str]) -> Option<Child> {
    let mut writing = place.desk(words).spawn().unwrap();
    let before = listed(place).0;
    while listed(place).0 == before {
        if writing.try_wait().unwrap().is_some() {
            return None;
        }
    }
    signal("STOP", &writing);
    // What it was about to do when it was told to, it still does.
    while writing.try_wait().unwrap().is_none() && !is_stopped(&writing) {}
    let is_midway = writing.try_wait().unwrap().is_none() && listed(place).0 != before;
    if is_midway {
        return Some(writing);
    }
    signal("CONT", &writing);
    writing.wait().unwrap();
    None
}

fn is_stopped(child: &Child) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| rest.starts_with(" T"))
}

fn signal(name: &str, child: &Child) {
    // It may be over by then.
    let _ = Command::new("kill").args(["-s", name, &child.id().to_string()]).output().unwrap();
}

/// Tries until a command stands in the middle.
fn stopped(place: &Place, words: &[&str]) -> Child {
    (0..100).find_map(|_| midway(place, words)).expect("every command was faster than its stop")
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_a_killed_backup_left_is_taken_away_by_the_next_one() {
    let place = Place::new();
    fs::create_dir(place.path("kept")).unwrap();
    let backup = ["backup", "kept/whole.db", "--force"];
    let (killed, living) = (stopped(&place, &backup), stopped(&place, &backup));
    kill(killed);
    assert_eq!(listed(&place).0.len(), 2);
    place.done(&["backup", "kept"]);
    let (left, made) = listed(&place);
    assert_eq!((left.len(), made.len()), (1, 1), "{left:?} {made:?}");
    assert!(left[0].contains(&format!(".{}.", living.id())), "{left:?}");
    signal("CONT", &living);
    let done = living.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", complaint(&done));
    let (left, made) = listed(&place);
    assert_eq!((left.len(), made.len()), (0, 2), "{left:?} {made:?}");
    place.done(&["--db", "kept/whole.db", "check", "--full"]);
}

#[test]
fn what_a_killed_export_left_is_taken_away_by_the_next_one_to_the_same_place() {
    let place = Place::new();
    fs::create_dir(place.path("kept")).unwrap();
    let mut rows = "external_id,account,subject,category,created_at\n".to_owned();
    for row in 0..2_000 {
        writeln!(rows, "R{row},ACME,S{row},other,2026-01-15T09:00:00Z").unwrap();
    }
    place.write("tickets.csv", rows);
    place.done(&["import", "tickets", "tickets.csv", "--source", "erp"]);
    for (words, other) in [
        (&["export", "tickets", "-o", "kept/list.csv"][..], &["export", "tickets", "-o", "kept/more.list.csv"][..]),
        (&["export", "--all", "kept/all"], &["export", "--all", "kept/more.all"]),
    ] {
        let (killed, elsewhere) = (stopped(&place, words), stopped(&place, other));
        let living = stopped(&place, words);
        kill(killed);
        kill(elsewhere);
        assert_eq!(listed(&place).0.len(), 3);
        place.done(words);
        let left = listed(&place).0;
        assert!(left.len() == 2 && left.iter().any(|name| name.contains(&format!(".{}.", living.id()))), "{left:?}");
        place.done(other);
        assert_eq!(listed(&place).0.len(), 1);
        signal("CONT", &living);
        let done = living.wait_with_output().unwrap();
        // A folder that is there by now is not written over.
        assert_eq!(done.status.success(), words[1] != "--all", "{}", complaint(&done));
        assert_eq!(listed(&place).0.len(), 0);
    }
    let (_, made) = listed(&place);
    assert_eq!(made, ["all", "list.csv", "more.all", "more.list.csv"]);
}
