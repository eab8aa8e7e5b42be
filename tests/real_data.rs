//! Data that nobody here wrote, from end to end through the program: the wholesaler Northwind, the manufacturer
//! `AdventureWorks`, and a log of incidents from `ServiceNow`. The files are not shipped; without them there is no test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// An instant in the midst of the incidents' log.
const THEN: &str = "2016-03-10T09:00:00Z";

/// What a run of the program said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

/// A new desk, and one folder of the data.
struct Place {
    folder: TempDir,
    data: PathBuf,
    mappings: PathBuf,
}

impl Place {
    /// Returns nothing where the data is not there.
    #[expect(clippy::print_stderr, reason = "a test that did not run should not look like one that did")]
    fn with(name: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let data = root.join("../shared/data").join(name);
        if !data.is_dir() {
            eprintln!("skipped: there is no {}", data.display());
            return None;
        }
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
            data: data.canonicalize().unwrap(),
            mappings: root.join("examples/mappings").join(name),
        };
        assert_eq!(place.desk(&["init", "--handle", "me"]).code, Some(0));
        Some(place)
    }

    fn desk(&self, args: &[&str]) -> Said {
        let output: Output = Command::new(env!("CARGO_BIN_EXE_desk"))
            .env_clear()
            .env("DESK_DB", self.folder.path().join("desk.db"))
            .env("HOME", self.folder.path())
            .env("DESK_USER", "me")
            .args(args)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn import(&self, kind: &str, file: &Path, mapping: &str) -> Said {
        let mapping = self.mappings.join(mapping);
        self.desk(&["import", kind, file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()])
    }

    /// Imports a file twice: the first time every row is new, the second time none is.
    fn takes(&self, kind: &str, file: &str, mapping: &str, rows: usize) {
        let file = self.data.join(file);
        for (created, same) in [(rows, 0), (0, rows)] {
            let said = self.import(kind, &file, mapping);
            let counts = format!("Imported {kind}: + {created} created, ~ 0 updated, = {same} same, - 0 refused\n");
            assert!(said.code == Some(0) && said.err.ends_with(&counts), "{mapping}: {}", said.err);
        }
    }
}

#[test]
fn northwind_is_taken_in_once() {
    let Some(place) = Place::with("northwind") else { return };
    place.takes("reps", "reps.csv", "reps.toml", 9);
    place.takes("accounts", "accounts.csv", "accounts.toml", 93);
    place.takes("contacts", "contacts.csv", "contacts.toml", 93);
    // Its code has a space behind it in the file.
    assert!(place.desk(&["account", "show", "VAL2"]).out.contains("Val2\n"));
    assert_eq!(place.desk(&["sla", "check"]).out, "");
}

#[test]
fn adventureworks_is_taken_in_once() {
    let Some(place) = Place::with("adventureworks") else { return };
    place.takes("reps", "accounts.csv", "reps.toml", 13);
    place.takes("accounts", "accounts.csv", "accounts.toml", 701);
    place.takes("contacts", "contacts.csv", "contacts.toml", 753);
    let report = place.desk(&["report", "sla", "--by", "account"]);
    assert_eq!((report.code, report.out.lines().count()), (Some(0), 1), "a header and no ticket: {}", report.out);
}

#[test]
fn a_log_of_incidents_is_taken_in_once_and_judged() {
    let Some(place) = Place::with("incidents") else { return };
    place.takes("reps", "events.csv", "reps.toml", 148);
    place.takes("accounts", "events.csv", "accounts.toml", 110);
    place.takes("tickets", "events.csv", "tickets.toml", 2000);
    place.takes("events", "events.csv", "events.toml", 14_041);
    place.takes("events", "events.csv", "priorities.toml", 14_041);
    judged_the_same_each_time(&place);
    an_unknown_state_is_refused(&place);
}

fn judged_the_same_each_time(place: &Place) {
    let check = || place.desk(&["sla", "check", "--at", THEN]);
    let (first, second) = (check(), check());
    assert_eq!((first.code, first.out.lines().count() > 1), (Some(0), true), "{}", first.err);
    assert!(first.out == second.out, "looking back records nothing");
    let report = place.desk(&["report", "sla", "--by", "priority", "--at", THEN, "-c", "group,tickets", "-O", "csv"]);
    assert_eq!(report.code, Some(0), "{}", report.err);
    let groups: Vec<&str> = report.out.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(groups, ["urgent", "high", "normal", "low"]);
    let tickets = report.out.lines().skip(1).filter_map(|line| line.split(',').nth(1));
    assert_eq!(tickets.map(|count| count.parse::<usize>().unwrap()).sum::<usize>(), 2000);
}

/// Of the log's state `-100` nobody knows what it means: nothing is guessed, and nothing is taken.
fn an_unknown_state_is_refused(place: &Place) {
    let mut log = fs::read_to_string(place.data.join("events.csv")).unwrap();
    let last = log.lines().last().unwrap().to_owned();
    let line = log.lines().count() + 1;
    let mut cells: Vec<&str> = last.split(',').collect();
    cells[1] = "-100";
    log.extend([&cells.join(","), "\n"]);
    let copy = place.folder.path().join("events.csv");
    fs::write(&copy, log).unwrap();
    let said = place.import("events", &copy, "events.toml");
    let named = format!("{}:{line}: column `incident_state`: `-100`", copy.display());
    assert!(said.code == Some(5) && said.err.contains(&named), "{}", said.err);
}
