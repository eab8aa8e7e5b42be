//! Looking for quotes whose parts say different things.

use super::edit::totals;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::quote::{QuoteAction, QuoteEvent, QuoteLine, Revision, RevisionStatus, fold};
use crate::domain::{Money, QuoteId};
use crate::error::Error;
use crate::store::Tx;

/// Tells every quote that does not stand where its log leads, does not come to what its lines do, or of which more was
/// ordered than was taken.
pub(in crate::app) fn faults(tx: &Tx<'_>) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    for id in tx.quote_ids()? {
        let revisions = tx.quote_revisions(id)?;
        let log = tx.quote_log(id)?;
        let mut told = rivals(&revisions);
        let is_cancelled = tx.quote(id)?.is_some_and(|quote| quote.cancelled_at.is_some());
        let is_off = log.iter().any(|event| event.revision.is_none() && event.action == QuoteAction::Cancel);
        if is_cancelled != is_off {
            let what = if is_off { "goes on, its log says cancelled" } else { "is cancelled, its log does not say so" };
            told.push(format!("the request {what}"));
        }
        for revision in &revisions {
            told.extend(standing(revision, &log));
            told.extend(ordered(tx, revision)?);
            faults.extend(apart(tx, revision)?);
        }
        faults.extend(told.into_iter().map(|what| Fault::new(FaultKind::Quote, id, what)));
    }
    Ok(faults)
}

/// Stores what the revisions of a quote come to, as their lines say.
pub(in crate::app) fn add_up_anew(tx: &Tx<'_>, id: QuoteId) -> Result<(), Error> {
    for mut revision in tx.quote_revisions(id)? {
        if apart(tx, &revision)?.is_some()
            && let Some(totals) = totals(tx, &revision)?
        {
            (revision.net, revision.tax) = (totals.net, totals.tax);
            tx.save_quote_revision(&revision)?;
        }
    }
    Ok(())
}

/// Tells which revisions are worked on, or count, beside one another: one of a quote may.
fn rivals(revisions: &[Revision]) -> Vec<String> {
    let listed = |is: fn(RevisionStatus) -> bool| -> Vec<String> {
        let those = revisions.iter().filter(|revision| is(revision.status));
        those.map(|revision| format!("{} ({})", revision.number, revision.status)).collect()
    };
    let mut told = Vec::new();
    for (those, what) in
        [(listed(RevisionStatus::is_open), "are being worked on"), (listed(RevisionStatus::is_current), "count")]
    {
        if those.len() > 1 {
            told.push(format!("revisions {} {what}, one may", those.join(", ")));
        }
    }
    told
}

/// Tells where a revision stands against its log, and against its own times.
fn standing(revision: &Revision, log: &[QuoteEvent]) -> Option<String> {
    let Revision { number, status, .. } = revision;
    match fold(log, *number) {
        Some(told) if told != *status => Some(format!("revision {number} is {status}, its log says {told}")),
        None if log.iter().all(|event| event.revision != Some(*number)) => {
            Some(format!("revision {number} has no log"))
        }
        None => Some(format!("what the log of revision {number} tells cannot have happened in that order")),
        Some(_) => revision.contradiction().map(|(field, why)| format!("`{field}` of revision {number} {why}")),
    }
}

/// Tells of which lines more was ordered than was taken.
fn ordered(tx: &Tx<'_>, revision: &Revision) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    for QuoteLine { line, offers, .. } in tx.quote_lines(revision)? {
        for offer in offers {
            let (ordered, taken) = (tx.ordered_of_offer(offer.id)?, offer.quantity);
            if ordered.is_positive() && !offer.picked {
                told.push(format!(
                    "of line {line} of revision {}, {ordered} were ordered, none taken",
                    revision.number
                ));
            } else if ordered > taken {
                let number = revision.number;
                told.push(format!("of line {line} of revision {number}, {ordered} were ordered, {taken} taken"));
            }
        }
    }
    Ok(told)
}

/// Tells in what a revision's sums differ from what its lines come to.
fn apart(tx: &Tx<'_>, revision: &Revision) -> Result<Option<Fault>, Error> {
    let Revision { quote, number, currency, .. } = *revision;
    let Some(derived) = totals(tx, revision)? else {
        let what = format!("revision {number} comes to more than can be counted, or to nothing on a line");
        return Ok(Some(Fault::new(FaultKind::Quote, quote, what)));
    };
    let total = Money { minor: tx.stored_total(revision.id)?, currency };
    let sums =
        [("net", revision.net, derived.net), ("tax", revision.tax, derived.tax), ("total", total, derived.total)];
    let wrong = sums.iter().filter(|(_, kept, derived)| kept != derived);
    let told: Vec<String> = wrong.map(|(what, kept, derived)| format!("{what} {kept}, not {derived}")).collect();
    let what = format!("revision {number}: {}", told.join("; "));
    Ok((!told.is_empty()).then(|| Fault::new(FaultKind::Total, quote, what)))
}
