//! Working tickets.

mod act;
mod linked;
mod merge;
mod next;
mod open;
mod read;
mod search;

pub(super) use act::tie;
pub use linked::Documents;
pub use merge::Merged;
pub use next::Claim;
pub(super) use open::looking_after;
pub use open::{NewTicket, Received};
pub use read::{Entry, TicketQuery, TicketView};

use crate::domain::Instant;
use crate::domain::sla::Book;
use crate::domain::ticket::{Action, Actor, Event, Ticket};
use crate::error::Error;
use crate::store::Tx;

use super::sla;

/// Carries out one deed on a loaded ticket; tells whether it changed anything.
pub(super) fn carry_out(
    tx: &Tx<'_>,
    ticket: &mut Ticket,
    action: Action,
    by: Actor,
    now: Instant,
) -> Result<bool, Error> {
    let event = ticket.take(action, by, now).map_err(|why| Error::Refused { id: ticket.id, why })?;
    if let Some(event) = &event {
        record(tx, ticket, event)?;
    }
    Ok(event.is_some())
}

/// Stores an event that the ticket has taken in already, and the row it leads to.
fn record(tx: &Tx<'_>, ticket: &Ticket, event: &Event) -> Result<(), Error> {
    tx.append(ticket.id, event)?;
    tx.save_ticket(ticket)
}

/// Brings the ticket's clocks up to date after its log has grown.
fn settle(tx: &Tx<'_>, book: &Book, ticket: &Ticket, now: Instant) -> Result<(), Error> {
    sla::refresh(tx, book, ticket, now).map(drop)
}
