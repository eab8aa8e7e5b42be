//! Imports as whole processes: `desk import`, the `sqlite3` shell's `.import` and a bare loop, each of the same files.
//!
//! `DESK_BENCH_TICKETS` tickets, 100 000 if nothing is said, and three times as many events. The shell's tables and the
//! loop's have indexes and foreign keys; the desk's keep a log, promises and their clocks besides.

#![expect(clippy::print_stdout, reason = "it prints a table")]

mod bare;
mod files;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use files::Files;
use tempfile::TempDir;

const DESK: &str = env!("CARGO_BIN_EXE_desk");
/// The promises of the generated data: a first response and a resolution, around the clock.
const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/policies/generated-24x7.toml");

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, db, kind, file] = words.as_slice()
        && flag == "--bare"
    {
        return bare::take_in(Path::new(db), kind, Path::new(file));
    }
    let tickets = std::env::var("DESK_BENCH_TICKETS").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let folder = TempDir::new().expect("a folder");
    let files = Files::write(folder.path(), tickets);
    let (desk, shell, bare) = (Desk::new(&folder), Shell::new(&folder), Bare::new(&folder));
    desk.import("reps", &files.reps);
    for (kind, file) in [("accounts", &files.accounts), ("contacts", &files.contacts)] {
        desk.import(kind, file);
        bare.import(kind, file);
        shell.import(kind, file);
    }
    for (kind, file, rows) in [("tickets", &files.tickets, tickets), ("events", &files.events, 3 * tickets)] {
        let (ours, loops, theirs) = (desk.import(kind, file), bare.import(kind, file), shell.import(kind, file));
        let table = Table { rows, loops, theirs };
        println!("{rows} {kind}: {:>27} {:>18} {:>17}", "rows/s", "of the shell's", "of the loop's");
        table.line("desk import", Some(ours), rows);
        table.line("sqlite3 .import", theirs, rows);
        table.line("bare loop", Some(loops), rows);
        table.line("desk import, the same again", Some(desk.import(kind, file)), rows);
        if kind == "tickets" {
            table.line("desk import, 1 % changed", Some(desk.import(kind, &files.delta)), rows.div_ceil(100));
        }
    }
}

/// What the others took.
struct Table {
    rows: u64,
    loops: Duration,
    /// None without a shell.
    theirs: Option<Duration>,
}

impl Table {
    fn line(&self, what: &str, took: Option<Duration>, rows: u64) {
        let Some(took) = took else { return println!("  {what:<30} not found") };
        let of = |other: Option<Duration>| {
            other.map_or_else(String::new, |other| format!("{:.2}x", speed(took, rows) / speed(other, self.rows)))
        };
        let (shell, loops) = (of(self.theirs), of(Some(self.loops)));
        println!("  {what:<30} {:>10.0} {shell:>18} {loops:>17}", speed(took, rows));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate has no 16 digits")]
fn speed(took: Duration, rows: u64) -> f64 {
    rows as f64 / took.as_secs_f64()
}

fn timed(command: &mut Command) -> Duration {
    let began = Instant::now();
    let output = command.stdout(Stdio::null()).output().expect("it runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    began.elapsed()
}

struct Desk {
    db: PathBuf,
}

impl Desk {
    fn new(folder: &TempDir) -> Self {
        let desk = Self { db: folder.path().join("desk.db") };
        timed(desk.run().arg("init"));
        timed(desk.run().args(["sla", "policy", "apply", POLICIES]));
        desk
    }

    fn run(&self) -> Command {
        let mut command = Command::new(DESK);
        command.arg("--db").arg(&self.db);
        command
    }

    fn import(&self, kind: &str, file: &Path) -> Duration {
        let mut command = self.run();
        command.args(["import", kind]).arg(file);
        if kind == "accounts" {
            command.args(["--map", "code=external_id", "--map", "code=code"]);
        }
        if kind == "contacts" {
            command.args(["--map", "email=external_id", "--map", "email=email"]);
        }
        timed(&mut command)
    }
}

struct Bare {
    db: PathBuf,
}

impl Bare {
    fn new(folder: &TempDir) -> Self {
        Self { db: folder.path().join("bare.db") }
    }

    fn import(&self, kind: &str, file: &Path) -> Duration {
        let own = std::env::current_exe().expect("it is running");
        timed(Command::new(own).arg("--bare").arg(&self.db).arg(kind).arg(file))
    }
}

struct Shell {
    db: PathBuf,
    is_there: bool,
}

impl Shell {
    fn new(folder: &TempDir) -> Self {
        let is_there = Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok();
        let shell = Self { db: folder.path().join("shell.db"), is_there };
        shell.run(&format!("PRAGMA journal_mode = WAL;\n{}", bare::LAYOUT));
        shell
    }

    fn run(&self, script: &str) -> Option<Duration> {
        let path = self.db.with_extension("sql");
        let mut file = fs::File::create(&path).expect("there is room");
        file.write_all(script.as_bytes()).expect("there is room");
        let script = || fs::File::open(&path).expect("it was written just now");
        self.is_there.then(|| timed(Command::new("sqlite3").arg(&self.db).stdin(script())))
    }

    fn import(&self, kind: &str, file: &Path) -> Option<Duration> {
        let table = kind.trim_end_matches('s');
        self.run(&format!(
            "PRAGMA synchronous = FULL;\nPRAGMA foreign_keys = ON;\nPRAGMA cache_size = -65536;\n.mode csv\n.import --skip 1 {} {table}\n",
            file.display()
        ))
    }
}
