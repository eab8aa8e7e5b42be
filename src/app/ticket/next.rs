//! The ticket a rep should turn to.

use super::read::view;
use super::{TicketView, carry_out, settle};
use crate::app::gate::By;
use crate::app::{Desk, policy};
use crate::domain::access::Deed;
use crate::domain::ticket::Action;
use crate::error::Error;
use crate::store::Tx;

/// Whose a ticket is that was asked for as the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It was nobody's, and is the asking rep's now.
    Taken,
    /// It was theirs before.
    Held,
    /// It is nobody's.
    Free,
}

impl Desk {
    /// Hands the acting rep the ticket whose deadline binds first, and makes it theirs if it is nobody's; with `peek`
    /// only shows it.
    pub fn next_ticket(&mut self, peek: bool) -> Result<Option<(TicketView, Claim)>, Error> {
        let now = self.now();
        // What is found free under the write lock stays free until it is taken: no two reps get one ticket.
        let work = |tx: &Tx<'_>, by: &By| {
            let Some(id) = tx.next_for(&by.rep)? else { return Ok(None) };
            let (mut ticket, book) = (tx.need_ticket(id)?, policy::book(tx)?);
            let claim = match ticket.assignee {
                Some(_) => Claim::Held,
                None if peek => Claim::Free,
                None => {
                    let action = Action::Assign { rep: Some(by.id()), team: ticket.team };
                    carry_out(tx, &mut ticket, action, by.actor(), now)?;
                    settle(tx, &book, &ticket, now)?;
                    Claim::Taken
                }
            };
            Ok(Some((view(tx, &book, ticket, &by.scope, now)?, claim)))
        };
        if peek { self.look(Deed::TicketRead, work) } else { self.change(Deed::TicketTake, work) }
    }
}
