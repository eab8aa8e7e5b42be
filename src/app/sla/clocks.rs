//! What is kept of a ticket's promises, and what is news.

use super::{Judged, judged, terms};
use crate::domain::sla::{Book, Case, Cycle, Reached};
use crate::domain::ticket::{Event, Ticket};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::{Notice, Tx};

/// Brings what is kept of a ticket's promises up to date with its log.
pub(in crate::app) fn refresh(tx: &Tx<'_>, book: &Book, ticket: &Ticket, now: Instant) -> Result<Vec<Cycle>, Error> {
    let judged = judged(tx, book, ticket, now)?;
    let news = news(tx, ticket.id, &judged, now)?;
    tx.save_clocks(ticket.id, &judged.cycles, judged.deadlines(&news, now))?;
    Ok(judged.cycles)
}

/// Judges the promises of a ticket that is new to the desk, of the account of that code.
pub(in crate::app) fn begin(
    tx: &Tx<'_>,
    book: &Book,
    ticket: &Ticket,
    account: &str,
    events: Vec<Event>,
    now: Instant,
) -> Result<(), Error> {
    let contracts = terms(tx, ticket.account)?;
    let judged = Judged::by(events, &Case { contracts: &contracts, account: Some(account), queue: None }, book, now);
    // Nothing was told of it yet.
    let news = passed(ticket.id, &judged, now);
    tx.save_clocks(ticket.id, &judged.cycles, judged.deadlines(&news, now))
}

/// Returns what the check has yet to tell of a ticket.
pub(in crate::app) fn news(tx: &Tx<'_>, ticket: TicketId, judged: &Judged, now: Instant) -> Result<Vec<Notice>, Error> {
    let mut news = passed(ticket, judged, now);
    let mut told = Vec::with_capacity(news.len());
    for notice in &news {
        told.push(tx.was_told(notice)?);
    }
    let mut told = told.into_iter();
    news.retain(|_| !told.next().unwrap_or_default());
    Ok(news)
}

/// Returns what there is to tell of a ticket, told or not.
///
/// What was over before the desk heard of the ticket is history, not news: an import tells nobody of old breaches.
fn passed(ticket: TicketId, judged: &Judged, now: Instant) -> Vec<Notice> {
    let watched_since = judged.events.first().map_or(now, |event| event.recorded_at);
    let of = |cycle: &Cycle| {
        let (metric, number, owed) = (cycle.metric, cycle.number, cycle.is_owed());
        let news = cycle.passed(now).filter(|passed| owed || passed.at >= watched_since);
        let notice = |passed: &Reached| Notice {
            ticket,
            metric,
            number,
            version: passed.version,
            level: passed.level,
            at: passed.at,
        };
        news.map(notice).collect::<Vec<_>>()
    };
    judged.cycles.iter().flat_map(of).collect()
}
