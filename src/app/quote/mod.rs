//! Quotes: what was asked for, what is offered, and what becomes of it.

mod answer;
mod begin;
mod check;
mod convert;
mod due;
mod edit;
mod lines;
mod pricing;
mod read;
mod review;

pub use answer::{Answered, Pick};
pub use begin::{NewQuote, NewRequest};
pub use convert::Converted;
pub use due::{Due, DueKind};
pub use edit::Edits;
pub use lines::LineWish;
pub use pricing::{Explained, Priced};
pub(super) use read::promise;
pub use read::{QuoteEventView, QuoteLineView, QuoteQuery, QuoteView, RevisionView};

pub(super) use check::{add_up_anew, faults};
pub(super) use read::shown_quotes;

use super::gate::By;
use crate::domain::account::Account;
use crate::domain::quote::{Quote, QuoteAction, QuoteEvent, ReviewRules, Revision, RevisionStatus, effects};
use crate::domain::{ContactId, Line, Money, QuoteId, Rate};
use crate::error::Error;
use crate::store::Tx;

/// How a desk makes quotes.
#[derive(Debug, Clone)]
pub struct QuoteRules {
    /// For how many days an offer holds, if nobody says.
    pub valid_days: u16,
    /// The tax on what is offered, if nobody says.
    pub tax: Rate,
    /// What somebody else has to look at.
    pub review: ReviewRules,
}

impl Default for QuoteRules {
    fn default() -> Self {
        Self { valid_days: 30, tax: Rate::ZERO, review: ReviewRules::default() }
    }
}

/// What was done to a quote.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Worked {
    pub quote: QuoteId,
    /// The revision that it was done to.
    pub revision: u32,
    pub status: RevisionStatus,
    pub lines: usize,
    pub total: Money,
    /// What else is to be known.
    pub beware: Vec<String>,
}

/// A quote with its account and its revisions, the first one first.
pub(super) struct Loaded {
    quote: Quote,
    account: Account,
    revisions: Vec<Revision>,
}

impl Loaded {
    fn of(tx: &Tx<'_>, by: &By, id: QuoteId) -> Result<Self, Error> {
        let quote = tx.need_shown_quote(&by.scope, id)?;
        let (account, revisions) = (tx.account_by_id(quote.account)?, tx.quote_revisions(id)?);
        Ok(Self { quote, account, revisions })
    }

    /// Returns the number of the revision that is being worked on, or says what to do to have one.
    fn open(&self) -> Result<u32, Error> {
        if let Some(open) = self.revisions.iter().find(|revision| revision.status.is_open()) {
            return Ok(open.number);
        }
        let id = self.quote.id;
        Err(Error::Rule(match self.revisions.last() {
            None => format!("nothing is offered with {id} yet; begin with `desk quote new {id} SKU=QUANTITY`"),
            Some(Revision { status: RevisionStatus::Sent | RevisionStatus::Declined, number, .. }) => {
                format!(
                    "revision {number} of {id} was sent, and stays as it is; begin another with `desk quote revise {id}`"
                )
            }
            Some(Revision { status, number, .. }) => {
                format!("revision {number} of {id} is {status}, and stays as it is")
            }
        }))
    }

    /// Returns the number of the revision that the customer answers to: the one they may accept or have, else the last.
    fn answered(&self) -> Result<u32, Error> {
        let current = self.revisions.iter().find(|revision| revision.status.is_current());
        let one = current.or_else(|| self.revisions.last()).map(|revision| revision.number);
        one.ok_or_else(|| Error::Rule(format!("nothing was sent with {} yet", self.quote.id)))
    }

    fn revision(&mut self, number: u32) -> Result<&mut Revision, Error> {
        let id = self.quote.id;
        let found = self.revisions.iter_mut().find(|revision| revision.number == number);
        found.ok_or_else(|| Error::Rule(format!("{id} has no revision {number}")))
    }

    /// Does something to a revision, with all that it brings to others; returns the number of its entry in the log.
    fn step(&mut self, tx: &Tx<'_>, by: &By, number: u32, action: QuoteAction, said: Said) -> Result<i64, Error> {
        let Said { contact, note } = said;
        let (quote, mut entry) = (self.quote.id, 0);
        for (number, done) in effects(&self.revisions, number, action) {
            let revision = self.revision(number)?;
            let refuse = |why| Error::Rule(format!("revision {number} of {quote} cannot be {}: {why}", done.done()));
            let status = revision.status.after(done).map_err(refuse)?;
            revision.reach(status, by.now);
            tx.save_quote_revision(revision)?;
            let said = Said { contact: contact.filter(|_| done == action), note: note.clone() };
            entry = log(tx, by, quote, Some(number), done, said)?;
        }
        Ok(entry)
    }

    /// Tells what was done to a revision.
    fn worked(&mut self, tx: &Tx<'_>, number: u32, beware: Vec<String>) -> Result<Worked, Error> {
        let revision = self.revision(number)?;
        let (status, total) = (revision.status, revision.total());
        let lines = tx.quote_lines(revision)?.len();
        Ok(Worked { quote: self.quote.id, revision: number, status, lines, total, beware })
    }
}

/// Who of them said something, and why or what.
#[derive(Debug, Clone, Default)]
struct Said {
    contact: Option<ContactId>,
    note: Option<Line>,
}

impl From<Option<Line>> for Said {
    fn from(note: Option<Line>) -> Self {
        Self { contact: None, note }
    }
}

/// Adds to a quote's log; returns the entry's number.
fn log(
    tx: &Tx<'_>,
    by: &By,
    quote: QuoteId,
    revision: Option<u32>,
    action: QuoteAction,
    said: Said,
) -> Result<i64, Error> {
    let Said { contact, note } = said;
    tx.log_quote(&QuoteEvent { quote, revision, at: by.now, action, rep: Some(by.id()), contact, note })
}
