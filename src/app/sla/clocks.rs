//! What is kept of a ticket's promises, and what is news.

use super::{Judged, Surroundings, judged};
use crate::domain::sla::{Book, Case, Cycle, Deadlines, Reached};
use crate::domain::ticket::{Event, Ticket};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::{Notice, Told, Tx};

/// Brings what is kept of a ticket's promises up to date with its log, and takes back what was told of it in error.
pub(in crate::app) fn refresh(tx: &Tx<'_>, book: &Book, ticket: &Ticket, now: Instant) -> Result<Vec<Cycle>, Error> {
    refresh_by(tx, book, ticket, tx.events(ticket.id)?, now)
}

/// Does the same by a log that has been read.
pub(in crate::app) fn refresh_by(
    tx: &Tx<'_>,
    book: &Book,
    ticket: &Ticket,
    log: Vec<Event>,
    now: Instant,
) -> Result<Vec<Cycle>, Error> {
    let judged = Judged::by(log, &Surroundings::of(tx, ticket)?.case(), book, now);
    for mistake in mistaken(tx, book, ticket, &judged.cycles, now)? {
        tx.correct_notice(mistake.id, now)?;
    }
    let news = news(tx, ticket.id, &judged, now)?;
    tx.save_clocks(ticket.id, &judged.cycles, judged.deadlines(&news, now))?;
    Ok(judged.cycles)
}

/// Derives a ticket's row and promises anew from its log; tells whether that begins with its creation, as it must.
pub(in crate::app) fn renew(tx: &Tx<'_>, book: &Book, id: TicketId, now: Instant) -> Result<bool, Error> {
    let log = tx.events(id)?;
    let Some(ticket) = Ticket::fold(id, &log) else { return Ok(false) };
    tx.save_ticket(&ticket)?;
    refresh_by(tx, book, &ticket, log, now)?;
    Ok(true)
}

/// Returns what was told of a ticket and did not happen after all: what the desk has learned since puts it right.
///
/// A clock of the system that was set back tells nothing of the promises: they are looked at as of the last telling.
pub(in crate::app) fn mistaken(
    tx: &Tx<'_>,
    book: &Book,
    ticket: &Ticket,
    cycles: &[Cycle],
    now: Instant,
) -> Result<Vec<Told>, Error> {
    let mut told = tx.told(ticket.id)?;
    let Some(last) = told.iter().map(|told| told.detected_at).max() else { return Ok(told) };
    let (as_of, set_back) = (last.max(now), last > now);
    let later = set_back.then(|| judged(tx, book, ticket, last)).transpose()?;
    let cycles = later.as_ref().map_or(cycles, |later| &later.cycles);
    told.retain(|Told { notice, .. }| {
        let mut its = cycles.iter().filter(|cycle| (cycle.metric, cycle.number) == (notice.metric, notice.number));
        !its.any(|cycle| cycle.bears_out(notice.level, notice.version, notice.at, as_of))
    });
    Ok(told)
}

/// Judges the promises of a ticket of which nothing was told yet, and returns with them what they come to.
pub(in crate::app) fn judged_untold(
    ticket: TicketId,
    events: Vec<Event>,
    case: &Case<'_>,
    book: &Book,
    now: Instant,
) -> (Judged, Deadlines) {
    let judged = Judged::by(events, case, book, now);
    let deadlines = judged.deadlines(&passed(ticket, &judged, now), now);
    (judged, deadlines)
}

/// Returns what the check has yet to tell of a ticket.
pub(in crate::app) fn news(tx: &Tx<'_>, ticket: TicketId, judged: &Judged, now: Instant) -> Result<Vec<Notice>, Error> {
    let mut news = passed(ticket, judged, now);
    if !news.is_empty() {
        let told = tx.told(ticket)?;
        news.retain(|notice| !told.iter().any(|told| told.is(notice)));
    }
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
