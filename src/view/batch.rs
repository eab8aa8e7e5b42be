//! What imports brought.

use serde::Serialize;

use super::{count, key, nothing, word};
use crate::app::import::BatchView;
use crate::domain::batch::{Batch, Counts};
use crate::domain::{BatchId, Code, Instant, Line};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// An imported file in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct BatchRow {
    pub id: BatchId,
    pub at: Instant,
    pub by: Code,
    pub kind: String,
    pub created: u64,
    pub updated: u64,
    pub same: u64,
    pub refused: u64,
    pub file: String,
    pub source: String,
    pub key: Option<Line>,
    /// Of the file's bytes, in hexadecimal digits.
    pub sha256: String,
    pub undone_at: Option<Instant>,
}

impl BatchRow {
    /// Takes what is stored of an imported file.
    pub fn of(batch: Batch) -> Self {
        let Batch { id, key, at, by, source, kind, file, sha256, counts, undone_at } = batch;
        let Counts { created, updated, same, refused } = counts;
        Self { id, at, by, kind, created, updated, same, refused, file, source, key, sha256, undone_at }
    }
}

fn undone(at: Option<Instant>, human: &Human) -> Cell {
    at.map_or_else(nothing, |at| Cell::toned(human.at(at), Tone::Warn))
}

impl Row for BatchRow {
    const ONE: &'static str = "import";
    const MANY: &'static str = "imports";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |row, _| key(row.id)),
        Column::text("at", "when", |row, human| human.at(row.at).into()),
        Column::text("by", "by", |row, _| Cell::show(&row.by)),
        Column::text("kind", "kind", |row, _| Cell::show(&row.kind)),
        Column::number("created", "+", |row, _| count(row.created, Tone::Good)),
        Column::number("updated", "~", |row, _| count(row.updated, Tone::Strong)),
        Column::number("same", "=", |row, _| count(row.same, Tone::Dim)),
        Column::number("refused", "-", |row, _| count(row.refused, Tone::Bad)),
        Column::text("file", "file", |row, _| Cell::show(&row.file)),
        Column::text("undone_at", "undone", |row, human| undone(row.undone_at, human)),
        Column::wide(Column::text("source", "source", |row, _| Cell::show(&row.source))),
        Column::wide(Column::text("key", "key", |row, _| word(row.key.as_ref()))),
        Column::data("sha256"),
    ];
}

/// Rows that an import made in one table.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct MadeRow {
    pub object: &'static str,
    pub count: u64,
    pub first_id: i64,
    pub last_id: i64,
}

/// All about an imported file.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct BatchDetail {
    #[serde(flatten)]
    pub batch: BatchRow,
    /// How many things it changed that were here before.
    pub changed: u64,
    pub made: Vec<MadeRow>,
}

impl BatchDetail {
    /// Takes what is stored of an imported file, and of what it made.
    pub fn of(view: BatchView) -> Self {
        let made = view.made.iter().map(|made| MadeRow {
            object: made.object,
            count: made.count(),
            first_id: made.first,
            last_id: made.last,
        });
        Self { made: made.collect(), changed: view.changed, batch: BatchRow::of(view.batch) }
    }
}

impl Detail for BatchDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let Self { batch, changed, made } = self;
        let lines = vec![
            ("when", human.at(batch.at).into()),
            ("by", Cell::show(&batch.by)),
            ("file", Cell::show(&batch.file)),
            ("sha256", Cell::show(&batch.sha256)),
            ("source", Cell::show(&batch.source)),
            ("key", word(batch.key.as_ref())),
            ("created", count(batch.created, Tone::Good)),
            ("updated", count(batch.updated, Tone::Strong)),
            ("same", count(batch.same, Tone::Dim)),
            ("refused", count(batch.refused, Tone::Bad)),
            ("changed", count(*changed, Tone::Strong)),
            ("undone", undone(batch.undone_at, human)),
        ];
        let rows = made.iter().map(|made| {
            vec![Cell::show(made.object), Cell::show(made.count), Cell::show(made.first_id), Cell::show(made.last_id)]
        });
        vec![
            Section::Fields(Some(format!("{} {}", batch.id, batch.kind)), lines),
            Section::Table {
                title: "Made".to_owned(),
                headers: vec!["table", "rows", "first", "last"],
                rows: rows.collect(),
            },
        ]
    }
}
