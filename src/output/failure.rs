//! Errors on their way out.

use std::io::{self, Write};

use serde::Serialize;

use super::{Tone, escape, json};

/// What is said when a command fails, on standard error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What was refused or failed, and why.
    pub error: String,
    /// What led to it, the nearest cause first.
    pub causes: Vec<String>,
    /// The command or flag that helps.
    pub hint: Option<String>,
    /// The exit code that goes with it.
    pub exit_code: u8,
}

impl Failure {
    /// Writes `error: …`, `caused by: …`, `hint: …`, each escaped; or all of it as one JSON object on one line.
    pub fn write(&self, stderr: &mut dyn Write, as_json: bool, color: bool) -> io::Result<()> {
        if as_json {
            json::line(stderr, self)?;
            return stderr.flush();
        }
        label(stderr, "error", Tone::Bad, color, &self.error)?;
        for cause in &self.causes {
            label(stderr, "caused by", Tone::Dim, color, cause)?;
        }
        if let Some(hint) = &self.hint {
            label(stderr, "hint", Tone::Good, color, hint)?;
        }
        stderr.flush()
    }
}

/// Writes one message under its label. What somebody else said may be as long as they like; a message is not.
pub(super) fn label(out: &mut dyn Write, label: &str, tone: Tone, color: bool, text: &str) -> io::Result<()> {
    const LONGEST: usize = 16_384;
    let cut = text.char_indices().nth(LONGEST).map(|(end, _)| format!("{}…", &text[..end]));
    let text = escape::message(cut.as_deref().unwrap_or(text));
    if color { writeln!(out, "{} {text}", tone.colour(&format!("{label}:"))) } else { writeln!(out, "{label}: {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_said_is_cut_between_letters() {
        let said = |text: String| {
            let failure = Failure { error: text, causes: Vec::new(), hint: None, exit_code: 1 };
            let mut out = Vec::new();
            failure.write(&mut out, false, false).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(said("\u{e9}".repeat(16_384)), format!("error: {}\n", "\u{e9}".repeat(16_384)));
        assert_eq!(said("\u{e9}".repeat(99_999)), format!("error: {}…\n", "\u{e9}".repeat(16_384)));
    }
}
