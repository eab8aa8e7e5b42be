//! What the commands of a batch made or changed, for those that come after them.

use std::collections::BTreeMap;

/// How many lines back a command may look: what comes without end must not be kept without end.
const KEPT: usize = 100_000;

/// What each line made or changed, as far as it is kept.
#[derive(Debug, Default)]
pub(super) struct Made {
    line: u64,
    by_line: BTreeMap<u64, String>,
}

impl Made {
    /// Begins a line.
    pub(super) fn begin(&mut self, line: u64) {
        self.line = line;
    }

    /// Keeps what the line made or changed.
    pub(super) fn keep(&mut self, id: &str) {
        self.by_line.insert(self.line, id.to_owned());
        if self.by_line.len() > KEPT {
            self.by_line.pop_first();
        }
    }

    /// Returns what an earlier line made or changed.
    pub(super) fn by(&self, line: u64) -> Result<String, String> {
        self.refuse_later(line)?;
        let forgotten =
            self.by_line.len() == KEPT && self.by_line.first_key_value().is_some_and(|(first, _)| line < *first);
        match self.by_line.get(&line) {
            Some(id) => Ok(id.clone()),
            None if forgotten => Err(format!("line {line} is too far back: {KEPT} lines are kept in mind")),
            None => Err(format!("line {line} made and changed nothing that has a name")),
        }
    }

    /// Refuses a line that does not come before this one.
    pub(super) fn refuse_later(&self, line: u64) -> Result<(), String> {
        if line < self.line { Ok(()) } else { Err(format!("line {line} does not come before line {}", self.line)) }
    }
}
