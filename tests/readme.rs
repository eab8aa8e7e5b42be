//! The README, read to the letter: its console blocks run in order, in one folder, at a terminal of 100 columns, and show
//! what they say they show. A line `…` stands for any lines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::pty::openpty;
use tempfile::TempDir;

/// The home that the README shows in place of the test's.
const HOME: &str = "/home/giulia";

/// Somebody who types what the README says.
struct Reader {
    folder: TempDir,
    home: PathBuf,
    variables: BTreeMap<String, String>,
}

impl Reader {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap();
        symlink(repository("examples"), home.join("examples")).unwrap();
        let programs = Path::new(env!("CARGO_BIN_EXE_desk")).parent().unwrap();
        let variables = [
            ("PATH", format!("{}:/usr/bin:/bin", programs.display())),
            ("HOME", home.display().to_string()),
            ("COLUMNS", "100".to_owned()),
            ("NO_COLOR", "1".to_owned()),
            ("TZ", "UTC".to_owned()),
            // Nobody is there to be asked.
            ("CI", "true".to_owned()),
            // The sample's morning, and the sample's account manager.
            ("DESK_NOW", "2026-01-15T09:00:00Z".to_owned()),
            ("DESK_USER", "giulia".to_owned()),
        ];
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { folder, home, variables }
    }

    /// Types a line, and returns what the terminal shows.
    fn types(&mut self, line: &str) -> String {
        if let Some((name, value)) = line.strip_prefix("export ").and_then(|set| set.split_once('=')) {
            self.variables.insert(name.to_owned(), value.to_owned());
            return String::new();
        }
        let terminal = openpty(None, None).unwrap();
        let end = || Stdio::from(terminal.slave.try_clone().unwrap());
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(&self.home).env_clear().envs(&self.variables);
        let mut running = shell.stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
        // The reading ends when nobody holds the other end any more.
        drop((shell, terminal.slave));
        let shown = read(File::from(terminal.master));
        running.wait().unwrap();
        shown.replace('\r', "").replace(&self.home.display().to_string(), HOME)
    }
}

fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Reads until the terminal closes, which Linux tells as an error.
fn read(mut terminal: File) -> String {
    let (mut shown, mut part) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = terminal.read(&mut part) {
        shown.extend_from_slice(&part[..length]);
    }
    String::from_utf8(shown).unwrap()
}

/// Compares line by line, where `…` stands for any lines.
fn matches(expected: &[&str], shown: &[&str]) -> bool {
    match expected {
        [] => shown.is_empty(),
        ["…", rest @ ..] => (0..=shown.len()).any(|skipped| matches(rest, &shown[skipped..])),
        [line, rest @ ..] => shown.split_first().is_some_and(|(first, more)| first == line && matches(rest, more)),
    }
}

/// Runs a block, and returns it as it should read.
fn run(block: &str, reader: &mut Reader) -> String {
    let mut lines = block.lines().peekable();
    let mut run = String::new();
    while let Some(line) = lines.next() {
        let typed = line.strip_prefix("$ ").unwrap_or_else(|| panic!("`{line}` follows no command"));
        let shown = reader.types(typed);
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            expected.push(line);
        }
        run.extend([line, "\n"]);
        if matches(&expected, &shown.lines().collect::<Vec<_>>()) {
            run.extend(expected.iter().map(|line| format!("{line}\n")));
        } else {
            run += &shown;
        }
    }
    run
}

#[test]
fn every_console_block_shows_what_the_program_says() {
    if !cfg!(debug_assertions) {
        return; // a release build's clock cannot be stopped
    }
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let (mut reader, mut right, mut blocks) = (Reader::new(), String::new(), 0);
    for (number, part) in readme.split("```").enumerate() {
        if number > 0 {
            right += "```";
        }
        match part.strip_prefix("console\n") {
            Some(block) if number % 2 == 1 => {
                right += "console\n";
                right += &run(block, &mut reader);
                blocks += 1;
            }
            _ => right += part,
        }
    }
    assert!(blocks > 0);
    if readme != right {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("README.md");
        fs::write(&path, &right).unwrap();
        let line = readme.lines().zip(right.lines()).position(|(is, should)| is != should).unwrap_or_default();
        let (is, should) = (readme.lines().nth(line), right.lines().nth(line));
        panic!("line {} is {is:?} and should be {should:?}; as a whole: {}", line + 1, path.display());
    }
    drop(reader.folder);
}

#[test]
fn the_shipped_schedules_run_commands_that_exist() {
    let mut reader = Reader::new();
    assert!(reader.types("desk --db desk.db init").starts_with("Made"));
    let mut commands = 0;
    for file in ["crontab", "desk-sla.service"] {
        let text = fs::read_to_string(repository("examples/cron").join(file)).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((_, command)) = line.split_once("desk --db /srv/desk/desk.db ") else { continue };
            let shown = reader.types(&format!("desk --db desk.db {command}; echo code $?"));
            assert_eq!(shown.lines().last(), Some("code 0"), "{file}: {line}: {shown}");
            assert!(!shown.contains("error"), "{file}: {line}: {shown}");
            commands += 1;
        }
    }
    assert!(commands >= 3);
}
