//! Many who write at once: nothing is lost, nobody is turned away, nobody waits for long.

use std::time::{Duration, Instant};
use std::{collections::BTreeSet, thread};

use crate::place::{Place, complaint};

/// How long a command may wait for others.
const LONGEST: Duration = Duration::from_secs(30);

/// Lets `writers` processes at a time each run `turns` commands, a third of which only read.
fn crowd(writers: usize, turns: usize) {
    let place = Place::new();
    place.done(&["ticket", "new", "First", "--account", "ACME", "--category", "other"]);
    let work = |writer: usize| {
        let mut slowest = Duration::ZERO;
        for turn in 0..turns {
            let subject = format!("S{writer}-{turn}");
            let words: &[&str] = match turn % 3 {
                0 => &["ticket", "new", &subject, "--account", "ACME", "--category", "other", "-m", "Hello"],
                1 => &["ticket", "note", "T1", "-m", &subject],
                _ => &["ticket", "list", "--limit", "5"],
            };
            let begun = Instant::now();
            let output = place.desk(words).output().unwrap();
            slowest = slowest.max(begun.elapsed());
            assert!(output.status.success(), "{words:?}: {}", complaint(&output));
        }
        slowest
    };
    let slowest = thread::scope(|all| {
        let crowd: Vec<_> = (0..writers).map(|writer| all.spawn(move || work(writer))).collect();
        crowd.into_iter().map(|writer| writer.join().unwrap()).max().unwrap()
    });
    assert!(slowest < LONGEST, "somebody waited for {slowest:?}");
    let opened = writers * turns.div_ceil(3);
    let notes: BTreeSet<String> = place.ask("SELECT body FROM ticket_event WHERE kind = 'note'").into_iter().collect();
    assert_eq!(notes.len(), writers * ((turns + 1) / 3));
    let numbers: Vec<i64> = place.ask("SELECT id FROM ticket ORDER BY id");
    assert_eq!(numbers, (1..=1 + i64::try_from(opened).unwrap()).collect::<Vec<_>>());
    place.verify();
}

#[test]
fn sixteen_at_once_lose_nothing() {
    crowd(16, 3);
}

#[test]
#[ignore = "takes its time"]
fn thirty_two_at_once_lose_nothing() {
    crowd(32, 30);
}

#[test]
#[ignore = "takes its time"]
fn sixty_four_at_once_lose_nothing() {
    crowd(64, 30);
}

#[test]
fn whoever_waits_too_long_is_told_so_without_the_engines_words() {
    let place = Place::new();
    let file = rusqlite::Connection::open(place.path("desk.db")).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    let output = place.desk(&["account", "new", "NOVA", "Nova"]).output().unwrap();
    assert!(begun.elapsed() >= LONGEST);
    assert_eq!(
        complaint(&output),
        "exit status: 6: error: the desk is busy: another command has been writing for more than 30 seconds\n\
         hint: try again\n"
    );
    // Whoever only reads waits for nobody.
    assert!(place.done(&["account", "list", "-c", "code"]).contains("ACME"));
}
