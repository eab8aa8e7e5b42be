//! Tickets on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::intake::Intake;
use crate::domain::logged::{AnyTicket, LoggedTicket};
use crate::store::ticket::{COLUMNS, read};

impl Stored for AnyTicket {
    /// What happened earlier may be heard of late: the ticket then stands as it did, and has changed all the same.
    const CHANGED: Option<&'static str> =
        Some("t.updated_at >= ?1 OR t.id IN (SELECT ticket_id FROM ticket_event WHERE recorded_at >= ?1)");
    const ORDER: &'static str = "t.id";

    fn select() -> String {
        format!(
            "SELECT {COLUMNS}, (SELECT code FROM account WHERE account.id = t.account_id),
               (SELECT coalesce(email, 'P' || id) FROM contact WHERE contact.id = t.contact_id),
               (SELECT handle FROM rep WHERE rep.id = t.assignee_id), (SELECT name FROM team WHERE team.id = t.team_id),
               (SELECT address FROM queue WHERE queue.id = t.queue_id), {SOURCE}, t.external_id
             FROM ticket t"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let ticket = read(row)?;
        let it = LoggedTicket {
            id: ticket.id,
            account: row.get(18)?,
            contact: row.get(19)?,
            subject: ticket.subject,
            category: ticket.category,
            priority: ticket.priority,
            channel: ticket.channel,
            status: ticket.status,
            created_at: ticket.created_at,
            resolved_at: ticket.resolved_at,
            updated_at: ticket.updated_at,
            assignee: row.get(20)?,
            team: row.get(21)?,
            resolution: ticket.resolution,
            queue: row.get(22)?,
            tier: ticket.tier,
            merged_into: ticket.merged_into,
        };
        Ok(Intake::kept(key(row, 23)?, &ticket.id, Self::ByEvents(Box::new(it))))
    }
}
