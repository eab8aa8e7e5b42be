//! What was changed of orders on its way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{Intake, RevisionIntake};

impl Stored for RevisionIntake {
    const CHANGED: Option<&'static str> = Some("v.at >= ?1");
    const ORDER: &'static str = "c.id";

    fn select() -> String {
        "SELECT o.number, v.number,
         (SELECT count(*) FROM order_change e WHERE e.revision_id = c.revision_id AND e.id <= c.id), v.at,
         (SELECT handle FROM rep WHERE id = v.rep_id),
         (SELECT coalesce(email, 'P' || id) FROM contact WHERE id = v.contact_id), v.reason, c.line, c.field, c.before,
         c.after
         FROM order_change c JOIN order_revision v ON v.id = c.revision_id JOIN sales_order o ON o.id = v.order_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = RevisionIntake {
            order: row.get(0)?,
            revision: row.get(1)?,
            change: row.get(2)?,
            at: row.get(3)?,
            rep: row.get(4)?,
            contact: row.get(5)?,
            reason: row.get(6)?,
            line: row.get(7)?,
            field: row.get(8)?,
            before: row.get(9)?,
            after: row.get(10)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
