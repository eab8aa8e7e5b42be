//! Writes and imports that die at any point: what was answered is stored, and nothing is stored in part.

use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::thread;
use std::time::{Instant, SystemTime};

use crate::place::{Chance, Place};

/// The rows of one file.
const ROWS: usize = 300;

/// Runs a command once whole, then kills it in each of many rounds; returns which rounds were answered before that.
pub(crate) fn rounds(place: &Place, count: usize, words: impl Fn(usize) -> Vec<String>) -> Vec<bool> {
    let mut answered = Vec::new();
    each_round(place, count, words, &[], |_, was_answered| answered.push(was_answered));
    answered
}

/// Does the same, and lets `after` look at the place after each round. In every second round the command dies at the moment
/// at which it begins to write what is `watched`, or a little later: most of its time it only prepares for that.
pub(crate) fn each_round(
    place: &Place,
    count: usize,
    words: impl Fn(usize) -> Vec<String>,
    watched: &[&str],
    mut after: impl FnMut(usize, bool),
) {
    let start = |round: usize| {
        let words = words(round);
        place.desk(&words.iter().map(String::as_str).collect::<Vec<_>>()).spawn().unwrap()
    };
    let begun = Instant::now();
    assert!(start(0).wait().unwrap().success());
    let whole = begun.elapsed();
    after(0, true);
    let mut chance = Chance(2026);
    let mut was_killed = false;
    for round in 1..=count {
        let before = state(place, watched);
        let mut child = start(round);
        if watched.is_empty() || round % 2 == 0 {
            thread::sleep(whole.mul_f64(1.2 * chance.fraction()));
        } else {
            while state(place, watched) == before && child.try_wait().unwrap().is_none() {}
            if round % 4 == 1 {
                thread::sleep(whole.mul_f64(0.1 * chance.fraction()));
            }
        }
        child.kill().unwrap();
        let answered = child.wait().unwrap().success();
        was_killed |= !answered;
        after(round, answered);
    }
    assert!(was_killed, "every command was faster than its end");
}

/// Returns how files stand, or what is in a folder.
fn state(place: &Place, names: &[&str]) -> Vec<(usize, u64, Option<SystemTime>)> {
    let of = |name: &&str| {
        let path = place.path(name);
        let found = fs::metadata(&path).ok();
        let inside = fs::read_dir(&path).map_or(0, Iterator::count);
        (inside, found.as_ref().map_or(0, Metadata::len), found.and_then(|found| found.modified().ok()))
    };
    names.iter().map(of).collect()
}

fn single_writes(count: usize) {
    let place = Place::new();
    let words = |round: usize| {
        let (subject, key) = (format!("S{round}"), format!("K{round}"));
        ["ticket", "new", &subject, "--account", "ACME", "--category", "other", "-m", "Hello", "--key", &key]
            .map(str::to_owned)
            .to_vec()
    };
    let answered = rounds(&place, count, words);
    let stored = place.subjects();
    for (round, answered) in answered.iter().enumerate() {
        let times = stored.get(&format!("S{round}")).copied().unwrap_or_default();
        assert!(times == 1 || (times == 0 && !answered), "S{round} is there {times} times, answered: {answered}");
    }
    place.verify();
    for round in 0..=count {
        place.done(&words(round).iter().map(String::as_str).collect::<Vec<_>>());
    }
    let stored = place.subjects();
    assert_eq!(
        (stored.len(), stored.values().max()),
        (count + 1, Some(&1)),
        "asked again under its key, each is there once"
    );
    place.verify();
}

fn imports(count: usize) {
    let place = Place::new();
    for round in 0..=count {
        let mut file = "external_id,account,subject,category,created_at\n".to_owned();
        for row in 0..ROWS {
            writeln!(file, "R{round}-{row},ACME,F{round},other,2026-01-15T09:00:00Z").unwrap();
        }
        place.write(&format!("{round}.csv"), file);
    }
    let words =
        |round: usize| ["import", "tickets", &format!("{round}.csv"), "--source", "erp"].map(str::to_owned).to_vec();
    let answered = rounds(&place, count, words);
    let stored = place.subjects();
    for (round, answered) in answered.iter().enumerate() {
        let rows = stored.get(&format!("F{round}")).copied().unwrap_or_default();
        assert!(rows == ROWS || (rows == 0 && !answered), "{rows} rows of file {round}, answered: {answered}");
    }
    place.verify();
    for round in 0..=count {
        place.done(&words(round).iter().map(String::as_str).collect::<Vec<_>>());
    }
    assert!(place.subjects().values().all(|rows| *rows == ROWS), "imported again, each file is there once");
    assert_eq!(place.subjects().len(), count + 1);
    place.verify();
}

fn batches(count: usize) {
    const LINES: usize = 40;
    let place = Place::new();
    for round in 0..=count {
        let line = format!(r#"{{"do":"ticket.new","subject":"B{round}","account":"ACME","category":"other"}}"#);
        place.write(&format!("{round}.jsonl"), vec![line; LINES].join("\n"));
    }
    let words = |round: usize| ["batch", &format!("{round}.jsonl"), "-q"].map(str::to_owned).to_vec();
    let answered = rounds(&place, count, words);
    let stored = place.subjects();
    for (round, answered) in answered.iter().enumerate() {
        let lines = stored.get(&format!("B{round}")).copied().unwrap_or_default();
        assert!(lines == LINES || (lines == 0 && !answered), "{lines} lines of batch {round}, answered: {answered}");
    }
    place.verify();
}

#[test]
fn batches_are_whole() {
    batches(8);
}

#[test]
#[ignore = "takes its time"]
fn batches_are_whole_in_many_rounds() {
    batches(100);
}

#[test]
fn single_writes_are_whole() {
    single_writes(12);
}

#[test]
fn imports_are_whole() {
    imports(8);
}

#[test]
#[ignore = "takes its time"]
fn single_writes_are_whole_in_many_rounds() {
    single_writes(200);
}

#[test]
#[ignore = "takes its time"]
fn imports_are_whole_in_many_rounds() {
    imports(200);
}
