//! Asking the person at the terminal, if there is one.

use std::fs::{self, OpenOptions};
use std::io::{IsTerminal as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use dialoguer::{Confirm, FuzzySelect, Input};

use crate::stop::Stop;
use crate::whole::{self, WRITTEN};

/// Asks, where asking is possible; elsewhere every question is an error that names the flag to pass.
#[derive(Debug, Clone, Copy)]
pub struct Prompt {
    allowed: bool,
}

impl Prompt {
    /// Asks only if both ends are a person's terminal and neither `--no-input` nor `CI` forbids it.
    pub fn new(no_input: bool) -> Self {
        let at_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        Self { allowed: at_terminal && !no_input && std::env::var_os("CI").is_none() }
    }

    fn needs(self, what: &str, flag: &str) -> Result<(), Stop> {
        if self.allowed {
            return Ok(());
        }
        Err(Stop::Usage { what: format!("{what} is missing"), hint: Some(format!("pass {flag}")) })
    }

    /// Asks for a line.
    pub fn line(self, what: &str, flag: &str) -> Result<String, Stop> {
        self.needs(what, flag)?;
        Input::new().with_prompt(what).interact_text().map_err(|_| Stop::Cancelled)
    }

    /// Asks for a value that may be left empty; where nobody can be asked, it is.
    pub fn maybe<T: std::str::FromStr>(self, what: &str) -> Result<Option<T>, Stop> {
        if !self.allowed {
            return Ok(None);
        }
        let answer: String =
            Input::new().with_prompt(what).allow_empty(true).interact_text().map_err(|_| Stop::Cancelled)?;
        Ok(answer.trim().parse().ok())
    }

    /// Asks for one of some words; typing narrows them down.
    pub fn choose(self, what: &str, flag: &str, among: &[String]) -> Result<usize, Stop> {
        self.needs(what, flag)?;
        let chosen = FuzzySelect::new().with_prompt(what).items(among).default(0).interact_opt();
        chosen.ok().flatten().ok_or(Stop::Cancelled)
    }

    /// Asks whether to go on.
    pub fn confirm(self, question: &str, flag: &str) -> Result<(), Stop> {
        self.needs("a confirmation", flag)?;
        match Confirm::new().with_prompt(question).default(false).interact() {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Stop::Cancelled),
        }
    }

    /// Lets the user write a longer text in their editor; an empty text or a failing editor cancels.
    pub fn edit(self, what: &str, flag: &str) -> Result<String, Stop> {
        self.needs(what, flag)?;
        let editor = ["DESK_EDITOR", "VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok());
        let editor = editor.unwrap_or_else(|| "vi".to_owned());
        let draft = Draft::new()?;
        let mut words = editor.split_whitespace();
        let program = words.next().ok_or(Stop::Cancelled)?;
        let status = Command::new(program).args(words).arg(&draft.0).status();
        let done = status.map_err(|why| Stop::usage(format!("the editor `{program}` could not be started: {why}")))?;
        let text = whole::read(&draft.0, WRITTEN)
            .map_err(|why| Stop::Unreadable { path: draft.0.display().to_string(), why })?;
        if !done.success() || text.trim().is_empty() { Err(Stop::Cancelled) } else { Ok(text) }
    }
}

/// A file that only its writer can read, and that goes when they are done.
struct Draft(PathBuf);

impl Draft {
    fn new() -> Result<Self, Stop> {
        let path = std::env::temp_dir().join(format!("desk-{}.txt", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let made = file.and_then(|mut file| file.flush());
        made.map_err(|why| Stop::usage(format!("no draft could be made at `{}`: {why}", path.display())))?;
        Ok(Self(path))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
