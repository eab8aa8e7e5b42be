//! Whether what is kept beside the logs still says what the logs say.

use super::{Desk, policy, sla};
use crate::domain::access::Deed;
use crate::domain::sla::{Book, Deadlines, Verdict};
use crate::domain::ticket::{Event, Ticket};
use crate::domain::{Instant, Seconds, TicketId};
use crate::error::Error;
use crate::store::Tx;

impl Desk {
    /// Derives every ticket's row, promises and deadlines anew from its log, and returns a sentence for each
    /// difference from what is stored; none in a sound file. Changes nothing.
    pub fn verify_caches(&mut self) -> Result<Vec<String>, Error> {
        let now = self.clock.now();
        self.look(Deed::SlaRead, |tx, _| {
            let book = policy::book(tx)?;
            let mut differences = Vec::new();
            tx.each_log(|id, events| {
                differences.extend(differ(tx, &book, id, events, now)?);
                Ok(())
            })?;
            Ok(differences)
        })
    }
}

fn differ(tx: &Tx<'_>, book: &Book, id: TicketId, events: &[Event], now: Instant) -> Result<Vec<String>, Error> {
    let (row, folded) = (tx.need_ticket(id)?, Ticket::fold(id, events));
    if folded.as_ref() != Some(&row) {
        return Ok(vec![format!("{id} is stored as {row:?}, and its log adds up to {folded:?}")]);
    }
    let (judged, kept) = (sla::judged(tx, book, &row, now)?, tx.kept_deadlines(id)?);
    if let Some(overdue) = kept.check_at.filter(|at| *at <= now) {
        // What another version or contract has come to rule meanwhile is for the next check to find.
        let around = sla::Surroundings::of(tx, &row)?;
        let turn = sla::next_turn(book, &around.case(), overdue.plus(Seconds::new(-1)));
        if turn.is_some_and(|turn| turn <= now) {
            return Ok(Vec::new());
        }
    }
    let mut differences = Vec::new();
    let (stored, derived) = (as_of(tx.verdicts(id)?, now), as_of(judged.cycles.iter().map(Verdict::of).collect(), now));
    if stored != derived {
        differences.push(format!("the promises of {id} are stored as {stored:?}, and come to {derived:?}"));
    }
    for told in sla::mistaken(tx, book, &row, &judged.cycles, now)? {
        differences.push(format!("{id} was told of {:?}, which did not happen", told.notice));
    }
    let news = sla::news(tx, id, &judged, now)?;
    let (kept, derived) = (due(kept, now), due(judged.deadlines(&news, now), now));
    if kept != derived {
        differences.push(format!("the deadlines of {id} are stored as {kept:?}, and come to {derived:?}"));
    }
    Ok(differences)
}

/// Brings verdicts of different times to one: time passes without a write.
fn as_of(mut verdicts: Vec<Verdict>, now: Instant) -> Vec<Verdict> {
    for verdict in &mut verdicts {
        (verdict.state, verdict.breached_at) = (verdict.state_at(now), verdict.breached_at(now));
    }
    verdicts.sort_by_key(|verdict| (verdict.metric, verdict.number));
    verdicts
}

/// What the check has to look at by now, it has to look at, since whenever.
fn due(deadlines: Deadlines, now: Instant) -> Deadlines {
    Deadlines { check_at: deadlines.check_at.map(|at| at.max(now)), ..deadlines }
}
