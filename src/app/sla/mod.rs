//! Promises: keeping their clocks, and telling of those in danger.

mod check;
mod clocks;
mod delivery;
mod escalation;
mod evidence;
mod explain;
mod message;
mod promises;
mod run;
mod standing;

pub use check::{Checked, Finding};
pub(super) use clocks::{judged_untold, mistaken, news, refresh, refresh_by, renew};
pub use delivery::{Delivered, Queued};
pub use evidence::Evidence;
pub use promises::PromiseLine;
pub use standing::Standing;

use super::policy::book;
use crate::domain::contract::Contract;
use crate::domain::scope::Scope;
use crate::domain::sla::{Book, Case, Cycle, Deadlines, Term, evaluate};
use crate::domain::ticket::{Event, Status, Ticket, moments};
use crate::domain::{AccountId, Code, Email, Instant, TicketId};
use crate::error::Error;
use crate::store::{Notice, TicketFilter, TicketLine, Tx};

/// What matching needs of a ticket beyond its log.
#[derive(Debug)]
pub(super) struct Surroundings {
    contracts: Vec<Term>,
    account: Code,
    queue: Option<Email>,
}

impl Surroundings {
    pub(super) fn of(tx: &Tx<'_>, ticket: &Ticket) -> Result<Self, Error> {
        let queue = ticket.queue.map(|id| tx.queue_address(id)).transpose()?;
        Ok(Self { contracts: terms(tx, ticket.account)?, account: tx.account_code(ticket.account)?, queue })
    }

    pub(super) fn case(&self) -> Case<'_> {
        let queue = self.queue.as_ref().map(Email::as_str);
        Case { contracts: &self.contracts, account: Some(self.account.as_str()), queue }
    }
}

pub(super) fn terms(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Term>, Error> {
    Ok(tx.contracts(account)?.iter().map(Contract::term).collect())
}

/// A ticket's promises as they were judged, and the log they were judged by.
pub(super) struct Judged {
    pub(super) cycles: Vec<Cycle>,
    pub(super) events: Vec<Event>,
    /// When another version or contract begins to rule an open ticket, if one is to come.
    turn: Option<Instant>,
}

impl Judged {
    pub(super) fn by(events: Vec<Event>, case: &Case<'_>, book: &Book, now: Instant) -> Self {
        let cycles = evaluate(&moments(&events), case, book, now);
        // What promises nothing now may come to.
        let settled = events.iter().rev().find_map(|event| event.to).is_some_and(Status::is_settled);
        let turn = next_turn(book, case, now).filter(|_| !settled);
        Self { cycles, events, turn }
    }

    /// Returns the ticket's deadlines. The check has to look at it when there is news, when a clock passes a level, or
    /// when something else begins to rule it.
    pub(super) fn deadlines(&self, news: &[Notice], now: Instant) -> Deadlines {
        let deadlines = Deadlines::of(&self.cycles, now);
        let check_at = news.iter().map(|notice| notice.at).chain(deadlines.check_at).chain(self.turn).min();
        Deadlines { check_at, ..deadlines }
    }
}

/// Returns when, after `at`, another version or contract begins to rule open tickets.
pub(super) fn next_turn(book: &Book, case: &Case<'_>, at: Instant) -> Option<Instant> {
    [book.next_arrival(at), case.next_turn(at, Instant::MAX)].into_iter().flatten().min()
}

/// Judges one ticket's promises as of `now`.
pub(super) fn judged(tx: &Tx<'_>, book: &Book, ticket: &Ticket, now: Instant) -> Result<Judged, Error> {
    Ok(Judged::by(tx.events(ticket.id)?, &Surroundings::of(tx, ticket)?.case(), book, now))
}

/// Judges every ticket's promises as of `at`, and hands them to `visit`.
pub(super) fn each_judged(
    tx: &Tx<'_>,
    at: Instant,
    mut visit: impl FnMut(TicketId, &[Event], &[Cycle]) -> Result<(), Error>,
) -> Result<(), Error> {
    let book = book(tx)?;
    tx.each_log(|id, events| {
        let Some(ticket) = Ticket::fold(id, events).filter(|ticket| ticket.created_at <= at) else { return Ok(()) };
        let cycles = evaluate(&moments(events), &Surroundings::of(tx, &ticket)?.case(), &book, at);
        visit(id, events, &cycles)
    })
}

/// Refuses to tell of a ticket before it began.
fn begun(ticket: &Ticket, at: Instant) -> Result<(), Error> {
    let Ticket { id, created_at, .. } = ticket;
    if at < *created_at {
        return Err(Error::Rule(format!("{id} began at {created_at}, there is nothing to tell of before")));
    }
    Ok(())
}

/// Returns a ticket as lists show it to whoever has that scope.
pub(super) fn line(tx: &Tx<'_>, scope: &Scope, id: TicketId) -> Result<TicketLine, Error> {
    let filter = TicketFilter { ids: Some(vec![id]), scope: scope.clone(), ..Default::default() };
    tx.tickets(&filter)?.pop().ok_or_else(|| Error::unknown("ticket", id))
}
