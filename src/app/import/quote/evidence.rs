//! What shows that a customer said so, taken in part by part.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::Sha256Sum;
use crate::domain::contact::ERASED;
use crate::domain::intake::{Intake, QuoteEvidenceIntake};
use crate::error::Error;
use crate::store::Letter;

/// A file of which more is to come.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The entry of a quote's log.
    event: i64,
    letter: Letter,
    /// How many are here, and how many there are.
    here: u32,
    of: u32,
}

impl Take for QuoteEvidenceIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let it = intake.it;
        let quote = session.need_quote(&it.quote)?;
        let log = session.tx.quote_events(quote.id)?;
        let place = usize::try_from(it.event).unwrap_or(usize::MAX).saturating_sub(1);
        let event = log.get(place).map(|(event, _)| *event);
        let event = event.ok_or_else(|| refuse("event", format!("is beyond the log of {}", quote.id)))?;
        let waits = session.quotes.pieces.as_ref().is_some_and(|pieces| pieces.event == event);
        match session.tx.letter_named(event, &it.name)? {
            Some(known) if known == it.sha256 || it.name.as_str() == ERASED => return Ok(Outcome::Same),
            Some(_) => return Err(refuse("name", "is kept here with another content; what was kept is not rewritten")),
            None if it.part > 1 && !waits => return Err(refuse("part", "comes without those before it")),
            None => {}
        }
        session.add_piece(event, it)?;
        Ok(Outcome::Created)
    }
}

impl Session<'_> {
    fn add_piece(&mut self, event: i64, it: QuoteEvidenceIntake) -> Result<(), Rejection> {
        if it.part == 1 {
            self.whole_letters()?;
            let letter = Letter { name: it.name, sha256: it.sha256, content: Vec::new() };
            self.quotes.pieces = Some(Pieces { event, letter, here: 0, of: it.parts });
        } else if self.quotes.pieces.as_ref().is_some_and(|pieces| pieces.letter.sha256 != it.sha256) {
            return Err(refuse("sha256", "is not that of the parts before it"));
        }
        let Some(pieces) = self.quotes.pieces.as_mut() else { return Ok(()) };
        if it.part != pieces.here + 1 || it.parts != pieces.of {
            return Err(refuse("part", format!("is not the next: {} of {} are here", pieces.here, pieces.of)));
        }
        pieces.here += 1;
        pieces.letter.content.extend(it.content);
        if pieces.letter.content.len() as u64 > Letter::LARGEST {
            return Err(refuse(
                "content",
                format!("makes more than the {} MB that are kept of a file", Letter::LARGEST >> 20),
            ));
        }
        if pieces.here < pieces.of {
            return Ok(());
        }
        if Sha256Sum::of(&pieces.letter.content) != pieces.letter.sha256 {
            return Err(refuse("sha256", "is not that of the content"));
        }
        let Some(Pieces { event, letter, .. }) = self.quotes.pieces.take() else { return Ok(()) };
        Ok(self.tx.keep_letter(event, &letter)?)
    }

    /// Refuses a file that ended before all of it came.
    pub(super) fn whole_letters(&self) -> Result<(), Error> {
        let Some(Pieces { letter, here, of, .. }) = &self.quotes.pieces else { return Ok(()) };
        Err(Error::Rule(format!("of `{}`, {here} of {of} parts came; bring all of them in one file", letter.name)))
    }
}
