//! Why promises stand as they do.

use super::{Surroundings, begun, line};
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::access::Deed;
use crate::domain::scope::Scope;
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
        self.look_within(Deed::SlaRead, |tx, by| {
            let ticket = tx.need_shown_ticket(&by.scope, id)?;
            begun(&ticket, at)?;
            let (around, events) = (Surroundings::of(tx, &ticket)?, tx.events(id)?);
            let asked = Asked { for_customer: by.scope != Scope::Everything, ..asked };
            let explanation = explain(&moments(&events), &around.case(), &book(tx)?, at, asked);
            Ok((line(tx, &by.scope, id)?, explanation))
        })
    }
}
