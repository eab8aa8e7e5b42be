//! What happened to quotes, taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::app::import::REWRITTEN;
use crate::domain::contact::ERASED;
use crate::domain::intake::{Intake, QuoteEventIntake};
use crate::domain::quote::{QuoteAction, QuoteEvent};

impl Take for QuoteEventIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let it = intake.it;
        session.refuse_future(&[("at", Some(it.at))])?;
        let quote = session.need_quote(&it.quote)?;
        let revision = it.revision.map(|number| session.need_revision(&it.quote, number)).transpose()?;
        if it.revision.is_none() && it.action != QuoteAction::Cancel {
            return Err(refuse("revision", format!("is missing, and a request is never {}", it.action.done())));
        }
        let event = QuoteEvent {
            quote: quote.id,
            revision: it.revision,
            at: it.at,
            action: it.action,
            rep: it.rep.as_deref().map(|handle| session.need_rep("rep", handle)).transpose()?,
            contact: it
                .contact
                .as_deref()
                .map(|name| session.contact_at("contact", name, quote.account))
                .transpose()?,
            note: it.note,
        };
        let log = session.tx.quote_log(quote.id)?;
        let place = it.number.map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        let known = match place {
            Some(place) => log.get(place.saturating_sub(1)),
            None => log.iter().find(|known| is_of(known, &event)),
        };
        if let Some(known) = known {
            return if is_same(known, &event) { Ok(Outcome::Same) } else { Err(refuse("number", REWRITTEN)) };
        }
        if place.is_some_and(|place| place != log.len() + 1) {
            return Err(refuse("number", format!("leaves a gap: the log of {} ends with {}", quote.id, log.len())));
        }
        session.tx.log_quote(&event)?;
        session.quotes.quotes.insert(quote.id);
        if let Some(revision) = revision {
            session.brought(&revision)?.by_log = true;
        }
        Ok(Outcome::Created)
    }
}

fn is_of(known: &QuoteEvent, event: &QuoteEvent) -> bool {
    (known.revision, known.at, known.action) == (event.revision, event.at, event.action)
}

/// What was erased stays so, whatever other systems still know.
fn is_same(known: &QuoteEvent, event: &QuoteEvent) -> bool {
    let is_erased = known.note.as_ref().is_some_and(|note| note.as_str() == ERASED);
    is_of(known, event) && known.rep == event.rep && (is_erased || known.note == event.note)
}
