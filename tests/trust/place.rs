//! A desk that many processes work at.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// A folder with a desk in it, and one account, ACME.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let place = Self { folder };
        place.done(&["init"]);
        place.done(&["account", "new", "ACME", "Acme"]);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Prepares a program as giulia would start it there.
    pub(crate) fn program(&self, name: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(name);
        command.current_dir(self.folder.path()).env_clear().env("DESK_DB", "desk.db").env("DESK_USER", "giulia");
        command.envs([("TZ", "UTC"), ("HOME", "."), ("PATH", "/usr/bin:/bin")]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn desk(&self, words: &[&str]) -> Command {
        let mut command = self.program(env!("CARGO_BIN_EXE_desk"));
        command.args(words);
        command
    }

    /// Runs a command that must succeed, and returns what it printed.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let output = self.desk(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", complaint(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> Vec<T> {
        let file = Connection::open_with_flags(self.path("desk.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut statement = file.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// Counts tickets by their subjects.
    pub(crate) fn subjects(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for subject in self.ask::<String>("SELECT subject FROM ticket") {
            *counts.entry(subject).or_default() += 1;
        }
        counts
    }

    /// Looks whether everything in the file fits together: each ticket is whole, each is told in the log, which verifies.
    pub(crate) fn verify(&self) {
        assert_eq!(self.ask::<String>("PRAGMA integrity_check"), ["ok"]);
        assert_eq!(self.ask::<String>("SELECT \"table\" FROM pragma_foreign_key_check"), Vec::<String>::new());
        let torn = "SELECT subject FROM ticket t WHERE 1 <>
            (SELECT count(*) FROM ticket_event e WHERE e.ticket_id = t.id AND e.kind = 'created')";
        assert_eq!(self.ask::<String>(torn), Vec::<String>::new());
        let untold = "SELECT subject FROM ticket t WHERE source_id IS NULL AND NOT EXISTS
            (SELECT 1 FROM audit WHERE object = 'T' || t.id AND action = 'ticket.new')";
        assert_eq!(self.ask::<String>(untold), Vec::<String>::new());
        self.done(&["audit", "verify"]);
    }
}

/// Returns what a command complained of.
pub(crate) fn complaint(output: &Output) -> String {
    format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr))
}

/// Numbers that look random, and are the same each time.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Returns the next number from 0 to 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(1_u32 << 31)
    }
}
