//! Backups that die midway: the next one takes away what they left, and leaves alone what is still being written.

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

/// Begins a backup and stops it in the middle; none if it was faster.
fn midway(place: &Place) -> Option<Child> {
    let mut backup = place.desk(&["backup", "kept/whole.db", "--force"]).spawn().unwrap();
    let before = listed(place).0;
    while listed(place).0 == before {
        if backup.try_wait().unwrap().is_some() {
            return None;
        }
    }
    signal("STOP", &backup);
    let is_midway = backup.try_wait().unwrap().is_none() && listed(place).0 != before;
    if is_midway {
        return Some(backup);
    }
    signal("CONT", &backup);
    backup.wait().unwrap();
    None
}

fn signal(name: &str, child: &Child) {
    // It may be over by then.
    let _ = Command::new("kill").args(["-s", name, &child.id().to_string()]).output().unwrap();
}

/// Tries until a backup stands in the middle.
fn stopped(place: &Place) -> Child {
    (0..100).find_map(|_| midway(place)).expect("every backup was faster than its stop")
}

#[test]
fn what_a_killed_backup_left_is_taken_away_by_the_next_one() {
    let place = Place::new();
    fs::create_dir(place.path("kept")).unwrap();
    let (mut killed, living) = (stopped(&place), stopped(&place));
    killed.kill().unwrap();
    killed.wait().unwrap();
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
