//! Copies of the desk, and versions of its file.

use std::path::Path;

use serde::Serialize;

use super::{count, key};
use crate::app::{BackedUp, PutBack, UpgradeStep};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// A backup that was made.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct BackupDetail {
    pub path: String,
    pub bytes: u64,
    pub rows: u64,
    /// Of the file's bytes, in hexadecimal digits.
    pub sha256: String,
    /// Older backups that were deleted.
    pub removed: Vec<String>,
    /// What is wrong with the desk, and with its copy alike.
    pub findings: usize,
}

impl BackupDetail {
    /// Shows a backup.
    pub fn of(made: BackedUp) -> Self {
        let BackedUp { copy, removed, .. } = made;
        Self {
            path: shown(&copy.path),
            bytes: copy.bytes,
            rows: copy.rows,
            sha256: copy.sha256,
            removed: removed.iter().map(|path| shown(path)).collect(),
            findings: copy.faults.len(),
        }
    }
}

impl Detail for BackupDetail {
    fn sections(&self, _human: &Human) -> Vec<Section> {
        let mut fields = vec![
            ("path", key(&self.path)),
            ("size", Cell::show(format_args!("{} bytes, {} rows", self.bytes, self.rows))),
            ("sha-256", Cell::show(&self.sha256)),
        ];
        if !self.removed.is_empty() {
            fields.push(("removed", Cell::toned(self.removed.join("\n"), Tone::Dim)));
        }
        if self.findings > 0 {
            fields.push(("findings", count(self.findings, Tone::Warn)));
        }
        vec![Section::Fields(None, fields)]
    }
}

/// A desk that was made what a backup is.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct RestoredDetail {
    pub path: String,
    pub from: String,
    pub bytes: u64,
    pub rows: u64,
    /// Where what was there before is kept.
    pub kept: Option<String>,
}

impl RestoredDetail {
    /// Shows what became of the desk at `path`.
    pub fn of(path: String, from: String, put_back: &PutBack) -> Self {
        let PutBack { bytes, rows, kept, .. } = put_back;
        Self { path, from, bytes: *bytes, rows: *rows, kept: kept.as_deref().map(shown) }
    }
}

impl Detail for RestoredDetail {
    fn sections(&self, _human: &Human) -> Vec<Section> {
        let mut fields = vec![
            ("path", key(&self.path)),
            ("from", Cell::show(&self.from)),
            ("size", Cell::show(format_args!("{} bytes, {} rows", self.bytes, self.rows))),
        ];
        if let Some(kept) = &self.kept {
            fields.push(("kept in", Cell::show(kept)));
        }
        vec![Section::Fields(None, fields)]
    }
}

/// A step from one version of the file to the next.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct UpgradeRow {
    pub version: i64,
    pub brings: &'static str,
}

impl UpgradeRow {
    /// Shows a step.
    pub const fn of(step: UpgradeStep) -> Self {
        let UpgradeStep { version, brings } = step;
        Self { version, brings }
    }
}

impl Row for UpgradeRow {
    const ONE: &'static str = "step";
    const MANY: &'static str = "steps";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::number("version", "to version", |row, _| Cell::show(row.version)),
        Column::text("brings", "brings", |row, _| row.brings.into()),
    ];
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_step_is_declared() {
        assert_eq!(undeclared(&UpgradeRow { version: 2, brings: "contracts" }), Vec::<String>::new());
    }
}
