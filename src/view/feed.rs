//! Due times as a calendar shows them.

use super::promise;
use super::ticket::standing;
use crate::app::TicketLine;
use crate::domain::Instant;
use crate::output::Appointment;

/// Returns the deadline that binds a ticket first; nothing where no clock runs.
pub fn due_time(ticket: &TicketLine, now: Instant) -> Option<Appointment> {
    let (at, metric) = ticket.due_at.zip(ticket.due_metric)?;
    let TicketLine { id, account, subject, priority, status, .. } = ticket;
    let rep = ticket.assignee.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
    Some(Appointment {
        uid: format!("{id}@desk"),
        at,
        summary: format!("{id} {} due, {account}: {subject}", promise(metric, 1).text),
        details: format!("{priority}, {status}, {rep}\ndesk ticket show {id}"),
        category: standing(ticket, now)?.as_str().replace('-', " "),
    })
}
