//! Why promises stand as they do.

use super::{Surroundings, begun, line};
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::access::Deed;
use crate::domain::sla::{Asked, Explanation, explain};
use crate::domain::ticket::moments;
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::TicketLine;

impl Desk {
    /// Explains a ticket's promises as of `at`.
    ///
    /// # Errors
    /// The ticket had not begun by then.
    pub fn explain(&mut self, id: TicketId, at: Instant, asked: Asked) -> Result<(TicketLine, Explanation), Error> {
        self.look(Deed::SlaRead, |tx, _| {
            let ticket = tx.need_ticket(id)?;
            begun(&ticket, at)?;
            let (around, events) = (Surroundings::of(tx, &ticket)?, tx.events(id)?);
            let explanation = explain(&moments(&events), &around.case(), &book(tx)?, at, asked);
            Ok((line(tx, id)?, explanation))
        })
    }
}
