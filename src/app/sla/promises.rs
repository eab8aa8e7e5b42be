//! How promises stand.

use super::{each_judged, judged, line};
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::access::Deed;
use crate::domain::sla::{Cycle, Outlook};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::{TicketFilter, TicketLine};

/// A promise, and whose it is.
#[derive(Debug, Clone)]
pub struct PromiseLine {
    /// The ticket.
    pub ticket: TicketLine,
    /// What was promised, and how it stands.
    pub cycle: Cycle,
    /// How things stand; nothing once the promise is no longer owed.
    pub outlook: Option<Outlook>,
}

impl Desk {
    /// Returns how promises stand at `at`, those due first at the top: of `ids`, or of all tickets; with `all`, also
    /// promises that are no longer owed.
    pub fn promises(&mut self, ids: &[TicketId], at: Instant, all: bool) -> Result<Vec<PromiseLine>, Error> {
        self.look_within(Deed::SlaRead, |tx, by| {
            let scope = &by.scope;
            let mut lines = Vec::new();
            let mut take = |ticket: TicketId, cycles: &[Cycle]| -> Result<(), Error> {
                let wanted = |cycle: &&Cycle| (all || cycle.is_owed()) && scope.shows_promise(cycle.metric);
                if !cycles.iter().any(|cycle| wanted(&cycle)) || !tx.shows_ticket(scope, ticket)? {
                    return Ok(());
                }
                let ticket = line(tx, scope, ticket)?;
                lines.extend(cycles.iter().filter(wanted).map(|cycle| PromiseLine {
                    ticket: ticket.clone(),
                    cycle: cycle.clone(),
                    outlook: cycle.outlook(at),
                }));
                Ok(())
            };
            if ids.is_empty() && !all && at >= by.now {
                let (book, owed) =
                    (book(tx)?, tx.tickets(&TicketFilter { scope: scope.clone(), ..Default::default() })?);
                for ticket in owed {
                    take(ticket.id, &judged(tx, &book, &tx.need_ticket(ticket.id)?, at)?.cycles)?;
                }
            } else if ids.is_empty() {
                each_judged(tx, at, |id, _, cycles| take(id, cycles))?;
            } else {
                let book = book(tx)?;
                for id in ids {
                    take(*id, &judged(tx, &book, &tx.need_shown_ticket(scope, *id)?, at)?.cycles)?;
                }
            }
            lines.sort_by_key(|line| {
                let due = line.cycle.due_at.filter(|_| line.cycle.is_owed());
                (due.is_none(), due, line.ticket.id, line.cycle.metric, line.cycle.number)
            });
            Ok(lines)
        })
    }
}
