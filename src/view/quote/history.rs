//! What happened to a quote.

use serde::Serialize;

use crate::app::{Letter, QuoteEventView};
use crate::domain::quote::{QuoteAction, QuoteEvent};
use crate::domain::{Code, ContactId, Instant, Line};
use crate::output::{Cell, Column, Row};
use crate::view::{listed, nothing, word};

/// Something that happened to a quote.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct QuoteEventRow {
    pub at: Instant,
    /// Nothing where it happened to the request.
    pub revision: Option<u32>,
    pub action: QuoteAction,
    pub by: Option<Code>,
    pub contact: Option<ContactId>,
    pub note: Option<Line>,
    /// The files that show it.
    pub evidence: Vec<EvidenceRow>,
}

/// A file that shows what a customer said.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceRow {
    pub name: Line,
    pub sha256: String,
    pub bytes: usize,
}

impl QuoteEventRow {
    /// Takes an entry of a quote's log.
    pub fn of(view: QuoteEventView) -> Self {
        let QuoteEventView { event, rep: by, letters } = view;
        let QuoteEvent { revision, at, action, contact, note, .. } = event;
        let kept =
            |letter: Letter| EvidenceRow { name: letter.name, sha256: letter.sha256, bytes: letter.content.len() };
        Self { at, revision, action, by, contact, note, evidence: letters.into_iter().map(kept).collect() }
    }
}

impl Row for QuoteEventRow {
    const ONE: &'static str = "entry";
    const MANY: &'static str = "entries";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("at", "when", |row, human| human.when(row.at).into()),
        Column::number("revision", "rev", |row, _| row.revision.map_or_else(nothing, Cell::show)),
        Column::text("action", "what", |row, _| Cell::show(row.action)),
        Column::text("by", "by", |row, _| word(row.by.as_ref())),
        Column::text("contact", "contact", |row, _| word(row.contact.as_ref())),
        Column::text("note", "note", |row, _| word(row.note.as_ref())),
        Column::text("evidence", "evidence", |row, _| {
            let names = listed(row.evidence.iter().map(|kept| &kept.name));
            if names.is_empty() { nothing() } else { names.into() }
        }),
    ];
}
