//! A desk in a folder of its own, and its commands as transcripts.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// A Thursday. The sample was written then, so that its times come out as they are in its files.
pub(crate) const MORNING: &str = "2026-01-15T09:00:00Z";

/// A folder, a clock and a user; the desk in it is `desk.db`.
pub(crate) struct Desk {
    folder: TempDir,
    now: String,
    user: String,
    environment: Vec<(String, String)>,
}

impl Desk {
    /// A folder without a desk.
    pub(crate) fn nowhere() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let (now, user) = (MORNING.to_owned(), "giulia".to_owned());
        Self { folder: folder.unwrap(), now, user, environment: vec![("DESK_DB".to_owned(), "desk.db".to_owned())] }
    }

    /// A desk fresh from `desk init`.
    pub(crate) fn empty() -> Self {
        static FILES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
        Self::copied(FILES.get_or_init(|| Self::made_by("init")))
    }

    /// A desk fresh from `desk demo`, with the tickets T1 to T24; the user is its admin, giulia.
    pub(crate) fn sample() -> Self {
        static FILES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
        Self::copied(FILES.get_or_init(|| Self::made_by("demo")))
    }

    fn made_by(verb: &str) -> Vec<(String, Vec<u8>)> {
        let desk = Self::nowhere();
        let made = desk.spawn(&[verb], Stdio::null());
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let read = |name: String| {
            let bytes = fs::read(desk.path(&name)).unwrap();
            (name, bytes)
        };
        desk.files().into_iter().filter(|name| !name.ends_with("-shm")).map(read).collect()
    }

    fn copied(files: &[(String, Vec<u8>)]) -> Self {
        let desk = Self::nowhere();
        for (name, bytes) in files {
            fs::write(desk.path(name), bytes).unwrap();
            fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o600)).unwrap();
        }
        desk
    }

    /// Another one with the same files.
    pub(crate) fn copy(&self) -> Self {
        let is_its_own = |name: &String| !name.ends_with("-shm") && self.path(name).is_file();
        let files: Vec<_> = self.files().into_iter().filter(is_its_own).collect();
        let read = |name: String| (fs::read(self.path(&name)).unwrap(), name);
        Self::copied(&files.into_iter().map(read).map(|(bytes, name)| (name, bytes)).collect::<Vec<_>>())
    }

    /// Sets the clock.
    pub(crate) fn at(&mut self, now: &str) -> &mut Self {
        now.clone_into(&mut self.now);
        self
    }

    /// Changes who is at the terminal.
    pub(crate) fn as_user(&mut self, user: &str) -> &mut Self {
        user.clone_into(&mut self.user);
        self
    }

    /// Sets a variable of the environment; empty takes it away.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.environment.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Runs each line as a command, and returns the transcript of all of them.
    pub(crate) fn run(&self, lines: &str) -> String {
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| self.transcript(line, self.spawn(&words(line), Stdio::null()))).collect::<Vec<_>>().join("\n")
    }

    /// Runs a command whose standard input is `input`.
    pub(crate) fn pipe(&self, line: &str, input: impl AsRef<[u8]>) -> String {
        let name = self.path(".stdin");
        fs::write(&name, input).unwrap();
        let stdin = fs::File::open(&name).unwrap();
        fs::remove_file(&name).unwrap();
        self.transcript(line, self.spawn(&words(line), stdin.into()))
    }

    /// Runs a command for what it does, not for what it says; it must succeed.
    pub(crate) fn quietly(&self, lines: &str) -> &Self {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let done = self.spawn(&words(line), Stdio::null());
            assert!(done.status.success(), "{}", self.transcript(line, done));
        }
        self
    }

    /// Prepares a command in the frozen environment.
    pub(crate) fn command(&self, words: &[impl AsRef<str>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_desk"));
        command.args(words.iter().map(AsRef::as_ref)).current_dir(self.folder.path()).env_clear();
        command.envs([("TZ", "UTC"), ("COLUMNS", "80"), ("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8")]);
        for (name, folder) in [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")] {
            command.env(name, self.path(folder));
        }
        command.envs([("DESK_NOW", &self.now), ("DESK_USER", &self.user)]);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn spawn(&self, words: &[impl AsRef<str>], stdin: Stdio) -> Output {
        self.command(words).stdin(stdin).output().unwrap()
    }

    fn transcript(&self, line: &str, output: Output) -> String {
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        let aside = if stderr.is_empty() { String::new() } else { format!("--- stderr\n{stderr}") };
        let end = output.status.code().map_or_else(|| output.status.to_string(), |code| format!("exit {code}"));
        format!("$ desk {line}\n{stdout}{aside}{end}\n").replace(&self.folder.path().display().to_string(), "[DIR]")
    }

    /// Returns the path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap().write_all(content.as_ref()).unwrap();
        self
    }

    /// Reads a file in the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the names of all that is in the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Splits a line as a shell would, at spaces outside quotes; `''` is an empty word.
pub(crate) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "a quote is left open in `{line}`");
    words.extend(word);
    words
}
