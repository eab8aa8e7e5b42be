//! How large a file may be, and what lies at the top of the repository.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::source::{files, root};

const LONGEST: usize = 400;

const TOP: &[&str] = &[
    ".cargo",
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    ".clippy.toml",
    "examples",
    ".rustfmt.toml",
    "schema.sql",
    "src",
    "tests",
];

#[test]
fn no_file_is_longer_than_one_idea() {
    for folder in ["src", "tests", "benches"] {
        for path in files(&root().join(folder)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        }
    }
}

/// Asks git, since what it ignores may lie anywhere; outside a clone there is nothing to ask.
#[test]
fn the_top_of_the_repository_holds_what_belongs_there() {
    let listed = Command::new("git").arg("-C").arg(root()).args(["ls-files", "-z"]).output();
    let Some(listed) = listed.ok().filter(|listed| listed.status.success()) else { return };
    let text = String::from_utf8(listed.stdout).unwrap();
    let top: BTreeSet<&str> = text.split('\0').filter_map(|path| path.split('/').next()).collect();
    let stray: Vec<&str> = top.into_iter().filter(|name| !name.is_empty() && !TOP.contains(name)).collect();
    assert!(stray.is_empty(), "{stray:?}");
}
