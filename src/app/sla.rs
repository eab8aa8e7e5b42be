//! Promises: keeping their clocks, and telling of those in danger.

use super::Desk;
use super::policy::book;
use crate::domain::contract::Contract;
use crate::domain::sla::{Book, Case, Cycle, Deadlines, Level, Outlook, Reached, Term, evaluate};
use crate::domain::ticket::{Event, Status, Ticket, moments};
use crate::domain::{AccountId, Code, Email, Instant, TicketId};
use crate::error::Error;
use crate::store::{Notice, TicketFilter, TicketLine, Tx};

/// A promise that the check has something to say about.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The ticket.
    pub ticket: TicketLine,
    /// What was promised, and how it stands.
    pub cycle: Cycle,
    /// The level that was passed.
    pub level: Level,
    /// When it was passed.
    pub at: Instant,
    /// How things stand now; nothing once the promise is no longer owed.
    pub outlook: Option<Outlook>,
}

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
    /// Tells what clocks have passed since they were last asked, each thing once, in the order of time.
    pub fn check(&mut self) -> Result<Vec<Finding>, Error> {
        let Self { store, clock, .. } = self;
        let now = clock.now();
        // Most runs have nothing to say: they take no lock.
        if store.read(|tx| tx.tickets_to_check(now))?.is_empty() {
            return Ok(Vec::new());
        }
        let mut findings = store.write(|tx| -> Result<_, Error> {
            let book = book(tx)?;
            let mut findings = Vec::new();
            for id in tx.tickets_to_check(now)? {
                let judged = judged(tx, &book, &tx.need_ticket(id)?, now)?;
                let news = news(tx, id, &judged, now)?;
                for notice in &news {
                    tx.record_notice(notice, now)?;
                }
                tx.save_clocks(id, &judged.cycles, judged.deadlines(&[], now))?;
                findings.extend(findings_of(tx, id, &judged.cycles, &news, now)?);
            }
            Ok(findings)
        })?;
        findings.sort_by_key(|finding| (finding.at, finding.ticket.id));
        Ok(findings)
    }

    /// Tells which promises were in danger or broken at `at`, noticed or not. Records nothing.
    pub fn check_at(&mut self, at: Instant) -> Result<Vec<Finding>, Error> {
        self.store.read(|tx| {
            let (book, owing) = (book(tx)?, tx.tickets_owing_at(at)?);
            let filter = TicketFilter { ids: Some(owing), ..Default::default() };
            let mut findings = Vec::new();
            for ticket in tx.tickets(&filter)? {
                for cycle in judged(tx, &book, &tx.need_ticket(ticket.id)?, at)?.cycles {
                    let outlook = cycle.outlook(at);
                    let Some(Outlook::Breached | Outlook::AtRisk) = outlook else { continue };
                    let Some(passed) = cycle.passed(at).last() else { continue };
                    let (level, at) = (passed.level, passed.at);
                    findings.push(Finding { ticket: ticket.clone(), cycle, level, at, outlook });
                }
            }
            findings.sort_by_key(|finding| (finding.at, finding.ticket.id));
            Ok(findings)
        })
    }

    /// Returns how promises stand at `at`, those due first at the top: of `ids`, or of all tickets; with `all`, also
    /// promises that are no longer owed.
    pub fn promises(&mut self, ids: &[TicketId], at: Instant, all: bool) -> Result<Vec<PromiseLine>, Error> {
        self.store.read(|tx| {
            let mut lines = Vec::new();
            let mut take = |ticket: TicketId, cycles: &[Cycle]| -> Result<(), Error> {
                let wanted = |cycle: &&Cycle| all || cycle.is_owed();
                if !cycles.iter().any(|cycle| wanted(&cycle)) {
                    return Ok(());
                }
                let ticket = line(tx, ticket)?;
                lines.extend(cycles.iter().filter(wanted).map(|cycle| PromiseLine {
                    ticket: ticket.clone(),
                    cycle: cycle.clone(),
                    outlook: cycle.outlook(at),
                }));
                Ok(())
            };
            if ids.is_empty() && !all && at >= self.clock.now() {
                let (book, owed) = (book(tx)?, tx.tickets(&TicketFilter::default())?);
                for ticket in owed {
                    take(ticket.id, &judged(tx, &book, &tx.need_ticket(ticket.id)?, at)?.cycles)?;
                }
            } else if ids.is_empty() {
                each_judged(tx, at, |id, _, cycles| take(id, cycles))?;
            } else {
                let book = book(tx)?;
                for id in ids {
                    take(*id, &judged(tx, &book, &tx.need_ticket(*id)?, at)?.cycles)?;
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

/// What matching needs of a ticket beyond its log.
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

fn terms(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Term>, Error> {
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
    fn by(events: Vec<Event>, case: &Case<'_>, book: &Book, now: Instant) -> Self {
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

/// Brings what is kept of a ticket's promises up to date with its log.
pub(super) fn refresh(tx: &Tx<'_>, book: &Book, ticket: &Ticket, now: Instant) -> Result<Vec<Cycle>, Error> {
    let judged = judged(tx, book, ticket, now)?;
    let news = news(tx, ticket.id, &judged, now)?;
    tx.save_clocks(ticket.id, &judged.cycles, judged.deadlines(&news, now))?;
    Ok(judged.cycles)
}

/// Judges the promises of a ticket that is new to the desk, of the account of that code.
pub(super) fn begin(
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
pub(super) fn news(tx: &Tx<'_>, ticket: TicketId, judged: &Judged, now: Instant) -> Result<Vec<Notice>, Error> {
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

fn findings_of(
    tx: &Tx<'_>,
    id: TicketId,
    cycles: &[Cycle],
    news: &[Notice],
    now: Instant,
) -> Result<Vec<Finding>, Error> {
    if news.is_empty() {
        return Ok(Vec::new());
    }
    let ticket = line(tx, id)?;
    let finding = |notice: &Notice| {
        let of = |cycle: &&Cycle| (cycle.metric, cycle.number) == (notice.metric, notice.number);
        let cycle = cycles.iter().find(of)?.clone();
        let (ticket, outlook) = (ticket.clone(), cycle.outlook(now));
        Some(Finding { ticket, outlook, cycle, level: notice.level, at: notice.at })
    };
    Ok(news.iter().filter_map(finding).collect())
}

/// Returns a ticket as lists show it.
pub(super) fn line(tx: &Tx<'_>, id: TicketId) -> Result<TicketLine, Error> {
    let filter = TicketFilter { ids: Some(vec![id]), ..Default::default() };
    tx.tickets(&filter)?.pop().ok_or_else(|| Error::unknown("ticket", id))
}
