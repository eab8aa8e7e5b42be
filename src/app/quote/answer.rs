//! What the customer says, and taking an offer back.

use super::{Loaded, Said, Worked, log};
use crate::app::Desk;
use crate::app::contact::contact_of;
use crate::app::credit::purchase_refusal;
use crate::app::gate::By;
use crate::domain::access::Deed;
use crate::domain::quote::{Lost, QuoteAction, QuoteLine, Revision};
use crate::domain::{Line, Quantity, QuoteId};
use crate::error::Error;
use crate::store::{Letter, Tx};

/// Which of several offers of a line they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Pick {
    pub line: u32,
    pub quantity: Quantity,
}

/// What a customer said to an offer.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Answered {
    /// Who of them said it; by default whoever asked.
    pub by: Option<String>,
    pub picks: Vec<Pick>,
    /// Their own number of what they order.
    pub po: Option<Line>,
    pub note: Option<Line>,
    /// What shows it.
    pub letter: Option<Letter>,
    /// Why it is taken after its last day.
    pub late: Option<Line>,
}

impl Desk {
    /// Takes down that the customer takes what was sent last. What stands in the way of ordering it is told, and does not
    /// stand in the way of their word.
    pub fn accept_quote(&mut self, id: QuoteId, said: &Answered) -> Result<Worked, Error> {
        let today = self.today();
        self.change(Deed::QuoteAnswer, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.answered()?;
            let is_expired = loaded.revision(number)?.is_expired(today);
            loaded.hear(tx, by, number, QuoteAction::Accept, said)?;
            let revision = loaded.revision(number)?;
            if is_expired && said.late.is_none() {
                return Err(Error::Rule(format!(
                    "revision {number} of {id} could be accepted until {}; --allow-expired takes it for a --reason, or \
                     begin another with `desk quote revise {id}`",
                    revision.valid_until
                )));
            }
            revision.po_number = said.po.clone().or_else(|| revision.po_number.clone());
            pick(tx, revision, &said.picks)?;
            loaded.settle(tx, number)?;
            let total = loaded.revision(number)?.total();
            let refusal = purchase_refusal(tx, loaded.account.clone(), total, by.now)?;
            let beware = refusal.map(|why| format!("it cannot be ordered yet: {why}")).into_iter().collect();
            loaded.worked(tx, number, beware)
        })
    }

    /// Takes down that the customer does not take what was sent last, and why.
    pub fn decline_quote(&mut self, id: QuoteId, lost: Lost, said: &Answered) -> Result<Worked, Error> {
        self.change(Deed::QuoteAnswer, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.answered()?;
            loaded.hear(tx, by, number, QuoteAction::Decline, said)?;
            let revision = loaded.revision(number)?;
            revision.lost = Some(lost);
            tx.save_quote_revision(revision)?;
            loaded.worked(tx, number, Vec::new())
        })
    }

    /// Takes a quote back: all of it or, where a revision was sent, the next one that is being worked on alone. Tells
    /// which revisions that were.
    pub fn cancel_quote(&mut self, id: QuoteId, draft_only: bool, reason: Line) -> Result<Vec<u32>, Error> {
        self.change(Deed::QuoteCancel, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let mut numbers: Vec<u32> = Vec::new();
            if draft_only {
                numbers.push(loaded.open()?);
            } else {
                let may_go = |revision: &&Revision| revision.status.after(QuoteAction::Cancel).is_ok();
                numbers.extend(loaded.revisions.iter().filter(may_go).map(|revision| revision.number));
            }
            if numbers.is_empty() && loaded.revisions.is_empty() {
                if loaded.quote.cancelled_at.is_some() {
                    return Err(Error::Rule(format!("{id} was cancelled already")));
                }
                loaded.quote.cancelled_at = Some(by.now);
                tx.save_quote(&loaded.quote)?;
                log(tx, by, id, None, QuoteAction::Cancel, Some(reason).into())?;
                return Ok(numbers);
            }
            if numbers.is_empty() {
                numbers.push(loaded.answered()?);
            }
            for number in &numbers {
                loaded.step(tx, by, *number, QuoteAction::Cancel, Some(reason.clone()).into())?;
            }
            Ok(numbers)
        })
    }
}

impl Loaded {
    /// Takes down what somebody of theirs said to a revision, with what shows it.
    fn hear(
        &mut self,
        tx: &Tx<'_>,
        by: &By,
        number: u32,
        action: QuoteAction,
        answered: &Answered,
    ) -> Result<(), Error> {
        let named = answered.by.as_deref().map(|named| contact_of(tx, &self.account, named)).transpose()?;
        let note = answered.late.clone().or_else(|| answered.note.clone());
        let entry = self.step(tx, by, number, action, Said { contact: named.or(self.quote.contact), note })?;
        answered.letter.as_ref().map_or(Ok(()), |letter| tx.keep_letter(entry, letter))
    }
}

/// Marks what they take of each line; of a line with several offers they have to say.
fn pick(tx: &Tx<'_>, revision: &Revision, picks: &[Pick]) -> Result<(), Error> {
    let (id, number) = (revision.quote, revision.number);
    let lines = tx.quote_lines(revision)?;
    if let Some(stray) = picks.iter().find(|pick| lines.iter().all(|line| line.line != pick.line)) {
        return Err(Error::Rule(format!("revision {number} of {id} has no line {}", stray.line)));
    }
    for mut line in lines {
        let wanted = picks.iter().rev().find(|pick| pick.line == line.line).map(|pick| pick.quantity);
        let place = match (wanted, line.offers.as_slice()) {
            (None, [_]) => Some(0),
            (None, _) => None,
            (Some(quantity), offers) => offers.iter().position(|offer| offer.quantity == quantity),
        };
        let Some(place) = place else { return Err(unclear(&line, wanted)) };
        line.offers[place].picked = true;
        tx.put_quote_line(&mut line)?;
    }
    Ok(())
}

fn unclear(line: &QuoteLine, wanted: Option<Quantity>) -> Error {
    let offered: Vec<String> = line.offers.iter().map(|offer| offer.quantity.to_string()).collect();
    let (place, first) = (line.line, offered.first().cloned().unwrap_or_default());
    let offered = offered.join(", ");
    Error::Rule(match wanted {
        Some(quantity) => format!("line {place} is offered for {offered}, not for {quantity}"),
        None => format!("line {place} is offered for {offered}: say which they take, as in `--pick {place}={first}`"),
    })
}
