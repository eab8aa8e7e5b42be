//! Looking for what is wrong with a desk file, and deriving anew what can be derived.

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;

use super::backup::file;
use super::sla::Surroundings;
use super::{Desk, audit, policy, quote, sla};
use crate::domain::access::Deed;
use crate::domain::audit::Entry;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::sla::{Book, Deadlines, Verdict};
use crate::domain::ticket::{Event, Ticket};
use crate::domain::{AccountId, Instant, QueueId, QuoteId, Seconds, TicketId};
use crate::error::Error;
use crate::store::{Tell, Tx};

/// A part of a check: what it looks at, by name, and how.
type Part = (&'static str, fn(&Tx<'_>) -> Result<Vec<Fault>, Error>);

/// What every check looks at, beside the pages of the file.
const QUICK: [Part; 7] = [
    ("schema", |tx| tx.strays()),
    ("references", |tx| tx.dangling()),
    ("logs", |tx| tx.logless()),
    ("promises", |tx| tx.stray_promises()),
    ("trees", |tx| tx.knots()),
    ("imports", |tx| tx.odd_imports()),
    ("search", |tx| tx.lost_words()),
];

/// What a full check looks at beside that, and beside the words of each entry and each ticket.
const FULL: [Part; 4] = [
    ("audit log", log),
    ("quotes", quote::faults),
    ("reports", |tx| tx.mispacked()),
    ("settled", |tx| tx.missettled()),
];

impl Desk {
    /// Returns what is wrong with the file. `full` reads all of it, and derives every row, promise and deadline anew.
    /// Changes nothing, and asks for no right: who may do what stands in the file, which may be what is damaged.
    pub fn faults(&mut self, full: bool, tell: &mut Tell<'_>) -> Result<Vec<Fault>, Error> {
        let now = self.clock.now();
        self.store.read(|tx| {
            let mut faults = tx.damage(full)?;
            for (name, look) in QUICK.iter().chain(if full { &FULL[..] } else { &[] }) {
                faults.extend(look(tx).or_else(|why| unreadable(FaultKind::File, name, why))?);
                if faults.iter().any(Fault::is_missing_table) {
                    // All else would follow from that.
                    return Ok(faults);
                }
            }
            if full {
                // Of a file too damaged for that, nobody needs to see how far the work has come.
                let entries = tx.last_event().map_or(0, |last| last.number().unsigned_abs());
                let ids = tx.ticket_ids().unwrap_or_default();
                let all = entries + u64::try_from(ids.len()).unwrap_or_default();
                let words = tx.wrong_words(&mut |entry| tell(entry.min(entries), all));
                faults.extend(words.or_else(|why| unreadable(FaultKind::File, "search", why))?);
                let derived = tickets(tx, now, &mut |done| tell(entries + done, all));
                faults.extend(derived.or_else(|why| unreadable(FaultKind::File, "tickets", why))?);
            }
            Ok(faults)
        })
    }

    /// Derives anew what is wrong and can be derived: rows, promises and deadlines of tickets, and what a search finds.
    pub fn repair(&mut self, faults: &[Fault]) -> Result<(), Error> {
        let now = self.clock.now();
        let wrong: Vec<&Fault> = faults.iter().filter(|fault| fault.kind.is_derived()).collect();
        let tickets: BTreeSet<TicketId> = wrong.iter().filter_map(|fault| fault.object.parse().ok()).collect();
        let totals = wrong.iter().filter(|fault| fault.kind == FaultKind::Total);
        let quotes: BTreeSet<QuoteId> = totals.filter_map(|fault| fault.object.parse().ok()).collect();
        let path = self.path().to_owned();
        self.change(Deed::DeskRepair, |tx, by| {
            if !wrong.is_empty() {
                tx.tell(Entry { object: Some(file(&path)), ..derived(&wrong, by.entry()) })?;
            }
            if wrong.iter().any(|fault| fault.kind == FaultKind::Search) {
                tx.rebuild_words()?;
            }
            if wrong.iter().any(|fault| fault.kind == FaultKind::Report) {
                tx.forget_all_packed()?;
            }
            if wrong.iter().any(|fault| fault.kind == FaultKind::Settled) {
                tx.forget_settled()?;
            }
            quotes.into_iter().try_for_each(|id| quote::add_up_anew(tx, id))?;
            let book = policy::book(tx)?;
            for id in tickets {
                if !sla::renew(tx, &book, id, now)? {
                    tx.forget_promises(id)?;
                }
            }
            Ok(())
        })
    }
}

/// Tells in an entry what is derived anew, thing by thing; what was wrong with them may hold text that must not stand there.
fn derived(wrong: &[&Fault], entry: Entry) -> Entry {
    let mut objects: Vec<&str> = wrong.iter().map(|fault| fault.object.as_str()).collect();
    objects.dedup();
    let told = |columns: &str| Some(format!("[{{\"table\":\"desk\",\"id\":1{columns}}}]"));
    Entry { before: told(""), after: told(&format!(",\"derived\":\"{}\"", objects.join(", "))), ..entry }
}

fn log(tx: &Tx<'_>) -> Result<Vec<Fault>, Error> {
    let findings = audit::verify(tx, &[])?.findings.into_iter();
    Ok(findings.map(|what| Fault::new(FaultKind::Audit, "audit log", what)).collect())
}

/// Makes a fault of what could not be read.
fn unreadable(kind: FaultKind, object: &str, why: Error) -> Result<Vec<Fault>, Error> {
    why.into_damage().map(|what| vec![Fault::new(kind, object, what)])
}

/// Derives every ticket's row, promises and deadlines anew from its log, and tells each difference from what is stored.
fn tickets(tx: &Tx<'_>, now: Instant, tell: &mut dyn FnMut(u64)) -> Result<Vec<Fault>, Error> {
    let (book, mut faults) = match policy::book(tx) {
        Ok(book) => (Some(book), Vec::new()),
        Err(why) => (None, unreadable(FaultKind::Policy, "policies", why)?),
    };
    let mut places = Places::new();
    for (done, id) in (1..).zip(tx.ticket_ids()?) {
        let found = differ(tx, book.as_ref(), id, &mut places, now);
        faults.extend(found.or_else(|why| unreadable(FaultKind::Log, &id.to_string(), why))?);
        tell(done);
    }
    Ok(faults)
}

/// What matching needs of tickets beyond their logs, by their accounts and mailboxes: there are far fewer than tickets.
type Places = HashMap<(AccountId, Option<QueueId>), Surroundings>;

fn differ(
    tx: &Tx<'_>,
    book: Option<&Book>,
    id: TicketId,
    places: &mut Places,
    now: Instant,
) -> Result<Vec<Fault>, Error> {
    let (row, events) = (tx.need_ticket(id)?, tx.events(id)?);
    let Some(folded) = Ticket::fold(id, &events) else {
        // That it has none is told once for all.
        let begun = events.is_empty();
        let fault = Fault::new(FaultKind::Log, id, "its log does not begin with its creation");
        return Ok(if begun { Vec::new() } else { vec![fault] });
    };
    let unlike: Vec<Fault> =
        row.unlike(&folded).into_iter().map(|what| Fault::new(FaultKind::Ticket, id, what)).collect();
    match book {
        // Promises are judged by the row: they can be no better.
        Some(book) if unlike.is_empty() => {
            let around = match places.entry((row.account, row.queue)) {
                Occupied(known) => known.into_mut(),
                Vacant(new) => new.insert(Surroundings::of(tx, &row)?),
            };
            promises(tx, book, (&row, around), events, now)
        }
        _ => Ok(unlike),
    }
}

/// Tells in what a ticket's promises and deadlines differ from what its log comes to.
fn promises(
    tx: &Tx<'_>,
    book: &Book,
    (row, around): (&Ticket, &Surroundings),
    events: Vec<Event>,
    now: Instant,
) -> Result<Vec<Fault>, Error> {
    let id = row.id;
    let (judged, kept) = (sla::Judged::by(events, &around.case(), book, now), tx.kept_deadlines(id)?);
    if let Some(overdue) = kept.check_at.filter(|at| *at <= now) {
        // What another version or contract has come to rule meanwhile is for the next check to find.
        let turn = sla::next_turn(book, &around.case(), overdue.plus(Seconds::new(-1)));
        if turn.is_some_and(|turn| turn <= now) {
            return Ok(Vec::new());
        }
    }
    let mut told = unlike(&as_of(tx.verdicts(id)?, now), &as_of(judged.cycles.iter().map(Verdict::of).collect(), now));
    for mistake in sla::mistaken(tx, book, row, &judged.cycles, now)? {
        let notice = mistake.notice;
        told.push(format!("{} {}: {} was told and did not happen", notice.metric, notice.number, notice.level));
    }
    let derived = judged.deadlines(&sla::news(tx, id, &judged, now)?, now);
    told.extend(apart(&parts_of_deadlines(due(kept, derived, now)), &parts_of_deadlines(due(derived, derived, now))));
    Ok(told.into_iter().map(|what| Fault::new(FaultKind::Promise, id, what)).collect())
}

/// Tells in what promises as they are kept differ from those that the log comes to.
fn unlike(kept: &[Verdict], derived: &[Verdict]) -> Vec<String> {
    let of = |verdict: &Verdict| (verdict.metric, verdict.number);
    let name = |verdict: &Verdict| format!("{} {}", verdict.metric, verdict.number);
    let twin = |verdict: &Verdict, among: &[Verdict]| among.iter().find(|other| of(other) == of(verdict)).copied();
    let mut told = Vec::new();
    for verdict in kept {
        let name = name(verdict);
        match twin(verdict, derived) {
            None => told.push(format!("{name} is kept, its log comes to no such promise")),
            Some(other) => told.extend(apart(&parts(verdict), &parts(&other)).map(|what| format!("{name}: {what}"))),
        }
    }
    let missing = derived.iter().filter(|verdict| twin(verdict, kept).is_none());
    told.extend(missing.map(|verdict| format!("{} is not kept, its log comes to one", name(verdict))));
    told
}

/// Something that is kept: its name, and what it is.
type Kept = (&'static str, String);

fn shown(value: Option<impl Display>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

fn parts(verdict: &Verdict) -> [Kept; 9] {
    [
        ("state", verdict.state.to_string()),
        ("version", verdict.version.to_string()),
        ("start", verdict.started_at.to_string()),
        ("first warning", shown(verdict.risk_at)),
        ("due", shown(verdict.due_at)),
        ("stop", shown(verdict.stopped_at)),
        ("breach", shown(verdict.breached_at)),
        ("target", verdict.target.to_string()),
        ("elapsed", shown(verdict.elapsed)),
    ]
}

fn parts_of_deadlines(deadlines: Deadlines) -> [Kept; 4] {
    let (at, metric) = deadlines.due.unzip();
    [
        ("due", shown(at)),
        ("due promise", shown(metric)),
        ("first warning", shown(deadlines.risk_at)),
        ("next check", shown(deadlines.check_at)),
    ]
}

/// Tells in what two things of a kind differ: `due 2026-11-21T09:00:00Z, not 2026-11-21T10:00:00Z`.
fn apart<'k>(kept: &'k [Kept], derived: &'k [Kept]) -> impl Iterator<Item = String> + 'k {
    let pairs = kept.iter().zip(derived).filter(|(kept, derived)| kept != derived);
    pairs.map(|((name, kept), (_, derived))| format!("{name} {kept}, not {derived}"))
}

/// Brings verdicts of different times to one: time passes without a write.
fn as_of(mut verdicts: Vec<Verdict>, now: Instant) -> Vec<Verdict> {
    for verdict in &mut verdicts {
        (verdict.state, verdict.breached_at) = (verdict.state_at(now), verdict.breached_at(now));
    }
    verdicts.sort_by_key(|verdict| (verdict.metric, verdict.number));
    verdicts
}

/// What the check has to look at by now, it has to look at, since whenever. Where there is nothing to tell, that look puts
/// the next one right: a level may have been told before a change after which the clock passes it again.
fn due(kept: Deadlines, derived: Deadlines, now: Instant) -> Deadlines {
    let check_at = kept.check_at.map(|at| at.max(now));
    let looks_in_vain = check_at == Some(now) && derived.check_at.is_none_or(|at| at > now);
    Deadlines { check_at: if looks_in_vain { derived.check_at } else { check_at }, ..kept }
}
