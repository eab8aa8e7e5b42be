//! What happened to quotes on its way out, and what shows it.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, QuoteEventIntake, QuoteEvidenceIntake};

/// The place of an entry in its quote's log.
const PLACE: &str = "(SELECT count(*) FROM quote_event o WHERE o.quote_id = e.quote_id AND o.id <= e.id)";

/// So much of a letter is written in a row that a cell of a spreadsheet takes it.
const PART: usize = 24_000;

impl Stored for QuoteEventIntake {
    const CHANGED: Option<&'static str> = Some("e.at >= ?1");
    const ORDER: &'static str = "e.id";

    fn select() -> String {
        format!(
            "SELECT 'Q' || e.quote_id, {PLACE}, e.revision, e.at, e.action,
             (SELECT handle FROM rep WHERE id = e.rep_id),
             (SELECT coalesce(email, 'P' || id) FROM contact WHERE id = e.contact_id), e.note FROM quote_event e"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            quote: row.get(0)?,
            number: row.get(1)?,
            revision: row.get(2)?,
            at: row.get(3)?,
            action: row.get(4)?,
            rep: row.get(5)?,
            contact: row.get(6)?,
            note: row.get(7)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for QuoteEvidenceIntake {
    const CHANGED: Option<&'static str> = Some("e.at >= ?1");
    const ORDER: &'static str = "v.id, c.part";

    fn select() -> String {
        format!(
            "WITH RECURSIVE cut (id, part, parts) AS (
               SELECT id, 1, max(1, (length(content) + {PART} - 1) / {PART}) FROM quote_evidence
               UNION ALL SELECT id, part + 1, parts FROM cut WHERE part < parts)
             SELECT 'Q' || e.quote_id, {PLACE}, v.name, v.sha256, c.part, c.parts,
               coalesce(substr(v.content, (c.part - 1) * {PART} + 1, {PART}), x'')
             FROM cut c JOIN quote_evidence v ON v.id = c.id JOIN quote_event e ON e.id = v.event_id"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = Self {
            quote: row.get(0)?,
            event: row.get(1)?,
            name: row.get(2)?,
            sha256: row.get(3)?,
            part: row.get(4)?,
            parts: row.get(5)?,
            content: row.get(6)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
