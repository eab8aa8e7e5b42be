//! A desk with many levels to pass, the program that checks it, and a hook that writes down each key it gets.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use desk::app::{Caller, Clock, Desk, NewAccount, NewRep, NewTicket, Rules};
use desk::domain::Change;
use desk::domain::account::AccountEdit;
use desk::domain::rep::{RepEdit, StaffRole};
use desk::domain::sla::AppliesTo;
use desk::domain::sla::file::PolicyFile;
use desk::domain::ticket::{Category, Channel, Priority};
use desk::domain::{Instant, Seconds};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

const POLICY: &str = r#"
[[policy]]
name = "all"
first_response = { urgent = "30m", high = "2h", default = "4h" }
[[policy.escalate]]
at = "50%"
raise_priority = true
notify = ["desk@supplier.example"]
[[policy.escalate]]
at = "breach"
notify = ["desk@supplier.example"]
"#;

/// The key is what the message begins with; so short a line is added to the file at once.
const CONFIG: &str = r#"
[notify.command]
argv = ["sh", "-c", "cut -d '\"' -f 4 >> told"]
"#;

pub(crate) struct World {
    folder: TempDir,
    pub(crate) now: Instant,
}

impl World {
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let now: Instant = "2026-01-15T09:00:00Z".parse().unwrap();
        let path = folder.path().join("desk.db");
        let handle = "giulia".parse().unwrap();
        let mut desk =
            Desk::create(&path, Clock::frozen(now), Caller::new("giulia".to_owned(), 1000), &handle, Rules::default())
                .unwrap();
        let (code, name) = ("ACME".parse().unwrap(), "Acme".parse().unwrap());
        desk.new_account(NewAccount { code, name, parent: None, edit: AccountEdit::default() }).unwrap();
        let edit = RepEdit {
            role: Some(StaffRole::Integration),
            os_user: Change::Set("cron".parse().unwrap()),
            ..RepEdit::default()
        };
        desk.new_rep(NewRep { handle: "cron".parse().unwrap(), name: "Cron".parse().unwrap(), team: None, edit })
            .unwrap();
        let file = PolicyFile::read("policy.toml", POLICY, &|_| Err(String::new())).unwrap();
        desk.apply_policy(POLICY, BTreeMap::new(), file, AppliesTo::Open, false).unwrap();
        fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
        fs::write(folder.path().join("told"), "").unwrap();
        Self { folder, now }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn desk(&self) -> Desk {
        let path = self.path("desk.db");
        Desk::open(&path, Clock::frozen(self.now), Caller::new("giulia".to_owned(), 1000), Rules::default()).unwrap()
    }

    pub(crate) fn pass(&mut self, minutes: i64) {
        self.now = self.now.plus(Seconds::new(minutes * 60));
    }

    /// Opens tickets of every priority.
    pub(crate) fn open(&self, count: usize) {
        let mut desk = self.desk();
        for priority in Priority::ALL.iter().cycle().take(count) {
            let new = NewTicket {
                account: Some("ACME".to_owned()),
                contact: None,
                queue: None,
                subject: "Pump leaks".parse().unwrap(),
                body: None,
                category: Category::OTHER,
                priority: *priority,
                channel: Channel::Phone,
                assignee: None,
                ours: false,
                follow_up_of: None,
                about: None,
            };
            desk.open_ticket(new).unwrap();
        }
    }

    /// Prepares a check, as cron would start it.
    pub(crate) fn check(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_desk"));
        command.args(["--db", "desk.db", "--config", "config.toml", "sla", "check", "-c", "ticket,metric,level,at"]);
        command.current_dir(self.folder.path()).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
        command.env("DESK_NOW", self.now.to_string()).env("DESK_USER", "cron");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a check to its end, and returns the findings it printed.
    pub(crate) fn checked(&self) -> Vec<String> {
        findings(&self.check().output().unwrap())
    }

    /// Returns the keys that the hook got, in the order in which it got them.
    pub(crate) fn told(&self) -> Vec<String> {
        fs::read_to_string(self.path("told")).unwrap().lines().map(str::to_owned).collect()
    }

    fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> Vec<T> {
        let file = Connection::open_with_flags(self.path("desk.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut statement = file.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// Returns what the log of the check holds, in the order in which it was told.
    pub(crate) fn notices(&self) -> Vec<String> {
        self.ask(
            "SELECT printf('T%d %s %d %s', ticket_id, metric, number, level) FROM sla_notice
             WHERE corrected_at IS NULL ORDER BY id",
        )
    }

    /// Returns what was told and taken back.
    pub(crate) fn corrections(&self) -> i64 {
        self.ask::<i64>("SELECT count(*) FROM sla_notice WHERE corrected_at IS NOT NULL")[0]
    }

    /// Returns the keys of all notifications, and how many of them have arrived.
    pub(crate) fn deliveries(&self) -> (Vec<String>, usize) {
        let sent: Vec<String> = self.ask("SELECT key FROM delivery WHERE state = 'sent'");
        (self.ask("SELECT key FROM delivery ORDER BY key"), sent.len())
    }

    /// Looks whether everything kept still follows from the logs.
    pub(crate) fn verify(&self) {
        let faults = self.desk().faults(true, &mut |_, _| ()).unwrap();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// Returns the findings that a check printed; it must have succeeded, and said nothing else.
pub(crate) fn findings(output: &std::process::Output) -> Vec<String> {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{}: {said}", output.status);
    String::from_utf8_lossy(&output.stdout).lines().skip(1).map(str::to_owned).collect()
}

/// Returns the values in order, and how often one came again.
pub(crate) fn distinct(mut values: Vec<String>) -> (Vec<String>, usize) {
    let all = values.len();
    values.sort();
    values.dedup();
    let again = all - values.len();
    (values, again)
}
