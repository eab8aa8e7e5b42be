//! Revisions of quotes taken in.

use super::{Outcome, Rejection, SENT, Session, Take, refuse};
use crate::app::import::invoice::amount;
use crate::domain::intake::{Intake, QuoteRevisionIntake};
use crate::domain::quote::{Quote, Revision, RevisionStatus};
use crate::domain::{Currency, Money, Rate, RevisionId};

impl Take for QuoteRevisionIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let quote = session.need_quote(&it.quote)?;
        let known = session.tx.quote_revisions(quote.id)?;
        let before = known.iter().find(|revision| revision.number == it.number);
        let told = [("net", it.net.clone()), ("tax", it.tax.clone()), ("total", it.total.clone())];
        let revision = session.revision_of(&quote, it, before)?;
        if session.tx.mirrored(&revision)?.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        if let Some(before) = before {
            refuse_otherwise(before, &revision)?;
        }
        if let Some((field, why)) = revision.contradiction() {
            return Err(refuse(field, why));
        }
        refuse_rival(&known, &revision)?;
        let told = amounts(told, revision.currency)?;
        let stored = match before {
            Some(before) => before.clone(),
            None => Revision { status: RevisionStatus::Draft, ..revision.clone() },
        };
        let outcome = session.mirror_part(digest, &revision)?;
        let id = session.tx.mirrored(&revision)?.map_or(revision.id, |kept| RevisionId::new(kept.id));
        // What may be written of it is as it stood before.
        let brought = session.brought(&Revision { id, ..stored })?;
        (brought.by_row, brought.told) = (true, told);
        Ok(outcome)
    }
}

impl Session<'_> {
    /// Returns what a row makes of a revision: what it says nothing of stays.
    fn revision_of(
        &mut self,
        quote: &Quote,
        it: QuoteRevisionIntake,
        before: Option<&Revision>,
    ) -> Result<Revision, Rejection> {
        self.refuse_future(&[("created_at", it.created_at), ("sent_at", it.sent_at), ("closed_at", it.closed_at)])?;
        let author = it.author.as_deref().map(|handle| self.need_rep("author", handle)).transpose()?;
        let currency = match it.currency.or_else(|| Some(before?.currency)) {
            Some(currency) => currency,
            None => self.tx.account_by_id(quote.account)?.currency,
        };
        let nothing = Money { minor: 0, currency };
        let freight = it.freight.as_deref().map(|text| amount("freight", text, currency)).transpose()?;
        let freight = freight.map(|minor| Money { minor, currency });
        Ok(Revision {
            id: before.map_or(RevisionId::new(0), |known| known.id),
            quote: quote.id,
            number: it.number,
            status: it.status,
            reason: it.reason.or_else(|| before?.reason.clone()),
            author: author.or_else(|| Some(before?.author)).or(quote.rep).unwrap_or_else(|| self.by.id()),
            currency,
            valid_until: it.valid_until,
            terms: it.terms.or_else(|| before?.terms),
            delivery: it.delivery.or_else(|| before?.delivery.clone()),
            freight: freight.or_else(|| Some(before?.freight)).unwrap_or(nothing),
            freight_tax: it.freight_tax.or_else(|| Some(before?.freight_tax)).unwrap_or(Rate::ZERO),
            po_number: it.po_number.or_else(|| before?.po_number.clone()),
            note: it.note.or_else(|| before?.note.clone()),
            remark: it.remark.or_else(|| before?.remark.clone()),
            net: before.map_or(nothing, |known| known.net),
            tax: before.map_or(nothing, |known| known.tax),
            created_at: it.created_at.or_else(|| Some(before?.created_at)).or(it.sent_at).unwrap_or(quote.created_at),
            sent_at: it.sent_at.or_else(|| before?.sent_at),
            closed_at: it.closed_at.or_else(|| before?.closed_at),
            lost: it.lost.or_else(|| before?.lost),
        })
    }
}

/// What was sent stays as it is, and from where a revision stands there has to be a way to where it is said to stand.
fn refuse_otherwise(before: &Revision, revision: &Revision) -> Result<(), Rejection> {
    let (was, is) = (before.status, revision.status);
    if was.way_to(is).is_none() {
        return Err(refuse("status", format!("is where no way leads from {was}, as it stands at this desk")));
    }
    let same = [
        ("reason", before.reason == revision.reason),
        ("author", before.author == revision.author),
        ("currency", before.currency == revision.currency),
        ("valid_until", before.valid_until == revision.valid_until),
        ("terms", before.terms == revision.terms),
        ("delivery", before.delivery == revision.delivery),
        ("freight", before.freight == revision.freight),
        ("freight_tax", before.freight_tax == revision.freight_tax),
        ("note", before.note == revision.note),
        ("remark", before.remark == revision.remark),
        ("created_at", before.created_at == revision.created_at),
        ("sent_at", before.sent_at == revision.sent_at),
        ("closed_at", before.closed_at.is_none() || before.closed_at == revision.closed_at),
    ];
    match same.iter().find(|(_, same)| !same) {
        Some((field, _)) if !was.is_open() => Err(refuse(field, SENT)),
        _ => Ok(()),
    }
}

/// Of a quote's revisions one at most is worked on, and one at most is what the customer may accept, or has.
fn refuse_rival(known: &[Revision], revision: &Revision) -> Result<(), Rejection> {
    let status = revision.status;
    let mut others = known.iter().filter(|other| other.number != revision.number);
    let rival = others.find(|other| {
        let other = other.status;
        (other.is_open() && status.is_open()) || (other.is_current() && status.is_current())
    });
    let Some(Revision { number, status: theirs, quote, .. }) = rival else { return Ok(()) };
    let why = if status.is_open() { "is being worked on" } else { "counts" };
    Err(refuse("status", format!("goes with no other that {why}, and revision {number} of {quote} is {theirs}")))
}

fn amounts(
    told: [(&'static str, Option<String>); 3],
    currency: Currency,
) -> Result<Vec<(&'static str, Money)>, Rejection> {
    let told = told.into_iter().filter_map(|(field, text)| Some((field, text?)));
    told.map(|(field, text)| Ok((field, Money { minor: amount(field, &text, currency)?, currency }))).collect()
}
