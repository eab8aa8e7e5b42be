//! Two tickets on one matter become one.

use super::{record, settle};
use crate::app::{Desk, policy, sla};
use crate::domain::access::Deed;
use crate::domain::sla::{Cycle, Metric};
use crate::domain::ticket::{Actor, Event, IllegalTransition, Status, Step, Ticket, Verb, What};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::Tx;

/// What a merge left.
#[derive(Debug)]
pub struct Merged {
    /// The ticket that ended.
    pub source: Ticket,
    /// The ticket that goes on.
    pub target: Ticket,
    /// Whether that is news: it had not ended there before.
    pub changed: bool,
}

impl Desk {
    /// Ends `source` in `target`: its messages are read there from now on, and a customer who waited for an answer
    /// goes on waiting since then, not since now.
    pub fn merge(&mut self, source: TicketId, target: TicketId) -> Result<Merged, Error> {
        let now = self.now();
        self.change(Deed::TicketMerge, |tx, by| {
            let by = by.actor();
            let (mut from, mut into) = (tx.need_ticket(source)?, tx.need_ticket(target)?);
            if from.merged_into == Some(target) {
                return Ok(Merged { source: from, target: into, changed: false });
            }
            refuse_odd_pair(tx, &from, &into)?;
            let to = match from.status.after(Verb::Merge) {
                Ok(Step::To(status)) => status,
                Ok(Step::Stay | Step::Already) => from.status,
                Err(why) => return Err(Error::Refused { id: source, why }),
            };
            let book = policy::book(tx)?;
            let cycles = sla::judged(tx, &book, &from, now)?.cycles;
            let ended = What::Merged { into: target };
            apply(tx, &mut from, ended, Some(to), by, now)?;
            let waiting_since = waiting_since(&cycles);
            // A customer who waits moves the ticket as their message would have.
            let moved = waiting_since.and_then(|_| match into.status.after(Verb::Receive) {
                Ok(Step::To(status)) => Some(status),
                Ok(Step::Stay | Step::Already) | Err(_) => None,
            });
            apply(tx, &mut into, What::Absorbed { from: source, waiting_since }, moved, by, now)?;
            settle(tx, &book, &from, now)?;
            settle(tx, &book, &into, now)?;
            Ok(Merged { source: from, target: into, changed: true })
        })
    }
}

fn refuse_odd_pair(tx: &Tx<'_>, from: &Ticket, into: &Ticket) -> Result<(), Error> {
    if from.id == into.id {
        return Err(Error::Rule(format!("{} cannot be merged into itself", from.id)));
    }
    if from.account != into.account {
        let (a, b) = (tx.account_code(from.account)?, tx.account_code(into.account)?);
        let why = format!("{} is of `{a}` and {} of `{b}`: tickets of two accounts are not merged", from.id, into.id);
        return Err(Error::Rule(why));
    }
    match into.status {
        Status::Closed => {
            Err(Error::Refused { id: into.id, why: IllegalTransition { verb: Verb::Merge, status: into.status } })
        }
        _ => Ok(()),
    }
}

fn apply(
    tx: &Tx<'_>,
    ticket: &mut Ticket,
    what: What,
    to: Option<Status>,
    by: Actor,
    now: Instant,
) -> Result<(), Error> {
    let event = Event { at: now.max(ticket.updated_at), recorded_at: now, by, what, to };
    ticket.apply(&event);
    record(tx, ticket, &event)
}

/// Returns since when the customer has waited for an answer, if they do.
fn waiting_since(cycles: &[Cycle]) -> Option<Instant> {
    let response = |cycle: &&Cycle| matches!(cycle.metric, Metric::FirstResponse | Metric::NextResponse);
    cycles.iter().filter(response).filter(|cycle| cycle.is_owed()).map(|cycle| cycle.started_at).min()
}
