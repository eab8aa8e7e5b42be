//! Returns on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::RmaId;
use crate::domain::intake::{Intake, RmaEventIntake, RmaIntake, RmaLineIntake};

impl Stored for RmaIntake {
    const CHANGED: Option<&'static str> = Some("r.updated_at >= ?1");
    const ORDER: &'static str = "r.id";

    fn select() -> String {
        format!(
            "SELECT r.id, (SELECT number FROM sales_order WHERE id = r.order_id),
             (SELECT coalesce(email, 'P' || id) FROM contact WHERE id = r.contact_id), r.ticket_id, r.status, r.reason,
             r.restocking, r.freight_payer, r.inspection, r.tracking, r.requested_at, r.updated_at, {SOURCE},
             r.external_id FROM rma r"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let id: RmaId = row.get(0)?;
        let it = RmaIntake {
            id: Some(id),
            order: row.get(1)?,
            contact: row.get(2)?,
            ticket: row.get(3)?,
            status: row.get(4)?,
            reason: row.get(5)?,
            restocking: row.get(6)?,
            freight_payer: row.get(7)?,
            inspection: row.get(8)?,
            tracking: row.get(9)?,
            requested_at: row.get(10)?,
            updated_at: row.get(11)?,
        };
        Ok(Intake::kept(key(row, 12)?, &id, it))
    }
}

impl Stored for RmaLineIntake {
    const CHANGED: Option<&'static str> = Some("r.updated_at >= ?1");
    const ORDER: &'static str = "b.id";

    fn select() -> String {
        "SELECT 'M' || b.rma_id, l.line, b.quantity, b.received, b.verdict, b.resolution FROM rma_line b
         JOIN rma r ON r.id = b.rma_id JOIN order_line l ON l.id = b.order_line_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = RmaLineIntake {
            rma: row.get(0)?,
            line: row.get(1)?,
            quantity: row.get(2)?,
            received: row.get(3)?,
            verdict: row.get(4)?,
            resolution: row.get(5)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for RmaEventIntake {
    const CHANGED: Option<&'static str> = Some("e.at >= ?1");
    const ORDER: &'static str = "e.id";

    fn select() -> String {
        "SELECT 'M' || e.rma_id, e.at, e.status, (SELECT handle FROM rep WHERE id = e.rep_id), e.note FROM rma_event e"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = RmaEventIntake {
            rma: row.get(0)?,
            at: row.get(1)?,
            status: row.get(2)?,
            rep: row.get(3)?,
            note: row.get(4)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
