//! Policies on screen.

use serde::Serialize;

use crate::app::StoredVersion;
use crate::domain::Instant;
use crate::domain::sla::file::Difference;
use crate::domain::sla::{AppliesTo, Contest, Policy};
use crate::output::{Cell, Column, Row, Tone};

/// A policy version in a list.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct VersionRow {
    pub version: i64,
    /// None: since ever.
    pub valid_from: Option<Instant>,
    pub applied_at: Instant,
    pub applies_to: AppliesTo,
}

impl VersionRow {
    /// Shows a version.
    pub fn of(stored: &StoredVersion) -> Self {
        let StoredVersion { number, valid_from, applied_at, applies_to, .. } = *stored;
        let valid_from = Some(valid_from).filter(|from| *from > Instant::MIN);
        Self { version: number, valid_from, applied_at, applies_to }
    }
}

impl Row for VersionRow {
    const ONE: &'static str = "version";
    const MANY: &'static str = "versions";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::number("version", "version", |row, _| Cell::number(row.version)),
        Column::text("valid_from", "valid from", |row, human| {
            row.valid_from.map_or_else(|| Cell::plain("ever"), |at| Cell::plain(human.at(at)))
        }),
        Column::text("applied_at", "applied", |row, human| human.at(row.applied_at).into()),
        Column::text("applies_to", "rules", |row, _| Cell::show(row.applies_to)),
    ];
}

/// One difference between two versions.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct DifferenceRow {
    pub change: String,
}

impl DifferenceRow {
    /// Shows a difference.
    pub fn of(difference: &Difference) -> Self {
        Self { change: difference.to_string() }
    }
}

impl Row for DifferenceRow {
    const ONE: &'static str = "difference";
    const MANY: &'static str = "differences";
    const COLUMNS: &'static [Column<Self>] = &[Column::text("change", "change", |row, _| row.change.as_str().into())];
}

/// How a policy fared when a ticket looked for its own.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct MatchRow {
    pub policy: String,
    pub scope: String,
    pub fared: Contest,
}

impl MatchRow {
    /// Shows a policy and how it fared.
    pub fn of(policy: &Policy, fared: Contest) -> Self {
        Self { policy: policy.name.to_string(), scope: policy.scope.to_string(), fared }
    }

    fn told(&self) -> Cell {
        match self.fared {
            Contest::Carried => Cell::toned("rules: the contract carries it", Tone::Good),
            Contest::Won => Cell::toned("rules: the narrowest that is for it", Tone::Good),
            Contest::TooWide => Cell::plain("is for it, but another goes before"),
            Contest::NotCovered => Cell::toned("is not for it", Tone::Dim),
        }
    }
}

impl Row for MatchRow {
    const ONE: &'static str = "policy";
    const MANY: &'static str = "policies";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("policy", "policy", |row, _| Cell::toned(row.policy.as_str(), Tone::Strong)),
        Column::text("scope", "for", |row, _| row.scope.as_str().into()),
        Column::text("fared", "why", |row, _| row.told()),
    ];
}
