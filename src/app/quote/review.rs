//! Looking at an offer before it is sent, and sending it.

use super::edit::totals;
use super::lines::Desire;
use super::{Loaded, Worked};
use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::product::may_buy;
use crate::domain::quote::{Concern, Proposal, QuoteAction, QuoteLine, ReviewRules, RevisionStatus};
use crate::domain::{Line, QuoteId, RepId};
use crate::error::Error;
use crate::store::Tx;

impl Desk {
    /// Tells what of the revision that is being worked on, or else of the one that was sent last, asks for a review.
    pub fn check_quote(&mut self, id: QuoteId) -> Result<(u32, Vec<Concern>), Error> {
        let desire = self.desire();
        self.look(Deed::QuoteRead, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open().or_else(|_| loaded.answered())?;
            Ok((number, concerns(tx, &mut loaded, number, &desire)?))
        })
    }

    /// Has somebody else look at what is offered; tells them why.
    pub fn submit_quote(&mut self, id: QuoteId, note: Option<Line>) -> Result<(Worked, Vec<Concern>), Error> {
        let desire = self.desire();
        self.change(Deed::QuoteWrite, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open()?;
            refuse_empty(tx, &mut loaded, number)?;
            loaded.step(tx, by, number, QuoteAction::Submit, note.into())?;
            let concerns = concerns(tx, &mut loaded, number, &desire)?;
            Ok((loaded.worked(tx, number, Vec::new())?, concerns))
        })
    }

    /// Lets an offer be sent that somebody else wrote.
    pub fn approve_quote(&mut self, id: QuoteId, note: Option<Line>) -> Result<Worked, Error> {
        self.change(Deed::QuoteReview, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open()?;
            let authors = authors(tx, &mut loaded, number)?;
            // What cannot be approved by anybody is said first.
            loaded.step(tx, by, number, QuoteAction::Approve, note.into())?;
            if [by.rep.id, by.me.id].iter().any(|who| authors.contains(who)) {
                return Err(Error::Rule(format!(
                    "you wrote revision {number} of {id}, and nobody approves what they wrote; ask somebody else to"
                )));
            }
            loaded.worked(tx, number, Vec::new())
        })
    }

    /// Gives an offer back to be written on.
    pub fn reject_quote(&mut self, id: QuoteId, reason: Line) -> Result<Worked, Error> {
        self.change(Deed::QuoteReview, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open()?;
            loaded.step(tx, by, number, QuoteAction::Reject, Some(reason).into())?;
            loaded.worked(tx, number, Vec::new())
        })
    }

    /// Takes down that the customer was given an offer: from now on it stays as it is, and those before it count no more.
    pub fn send_quote(&mut self, id: QuoteId, note: Option<Line>) -> Result<Worked, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteSend, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let number = loaded.open()?;
            refuse_empty(tx, &mut loaded, number)?;
            let revision = loaded.revision(number)?.clone();
            if revision.valid_until < desire.today {
                return Err(Error::Rule(format!(
                    "revision {number} of {id} could be accepted until {}, which has passed; `desk quote edit {id} --valid 30d`",
                    revision.valid_until
                )));
            }
            if revision.status == RevisionStatus::Draft {
                refuse_unreviewed(&concerns(tx, &mut loaded, number, &desire)?, id, number)?;
            }
            loaded.step(tx, by, number, QuoteAction::Send, note.into())?;
            loaded.worked(tx, number, Vec::new())
        })
    }
}

fn refuse_unreviewed(concerns: &[Concern], id: QuoteId, number: u32) -> Result<(), Error> {
    if concerns.is_empty() {
        return Ok(());
    }
    let mut rules: Vec<&str> = concerns.iter().map(|concern| concern.rule.as_str()).collect();
    rules.dedup();
    Err(Error::Rule(format!(
        "somebody else has to look at revision {number} of {id} first ({}); see `desk quote check {id}`, then `desk quote submit {id}`",
        rules.join(", ")
    )))
}

fn refuse_empty(tx: &Tx<'_>, loaded: &mut Loaded, number: u32) -> Result<(), Error> {
    let id = loaded.quote.id;
    let revision = loaded.revision(number)?;
    if tx.quote_lines(revision)?.is_empty() {
        return Err(Error::Rule(format!(
            "revision {number} of {id} offers nothing; add a line with `desk quote line {id} SKU=QUANTITY`"
        )));
    }
    let counted = totals(tx, revision)?.is_some();
    if counted { Ok(()) } else { Err(Error::Rule(format!("{id} comes to more than can be counted"))) }
}

/// Returns whoever had a hand in a revision.
fn authors(tx: &Tx<'_>, loaded: &mut Loaded, number: u32) -> Result<Vec<RepId>, Error> {
    let wrote = |action| matches!(action, QuoteAction::Draft | QuoteAction::Edit | QuoteAction::Submit);
    let events = tx.quote_log(loaded.quote.id)?;
    let its = events.into_iter().filter(|event| event.revision == Some(number) && wrote(event.action));
    let mut authors: Vec<RepId> = its.filter_map(|event| event.rep).collect();
    authors.push(loaded.revision(number)?.author);
    Ok(authors)
}

/// Returns what of a revision asks for a review.
pub(super) fn concerns(tx: &Tx<'_>, loaded: &mut Loaded, number: u32, desire: &Desire) -> Result<Vec<Concern>, Error> {
    let revision = loaded.revision(number)?.clone();
    let lines = tx.quote_lines(&revision)?;
    let assortment = tx.assortment(loaded.account.id, loaded.account.segment)?;
    let mut weighed: Vec<(&QuoteLine, String, bool)> = Vec::new();
    for line in &lines {
        let product = line.product.map(|id| tx.product_by_id(id)).transpose()?;
        let name = product.as_ref().map(|product| product.sku.to_string());
        let name = name.or_else(|| Some(line.description.as_ref()?.to_string())).unwrap_or_default();
        let is_outside = product.as_ref().is_some_and(|product| !may_buy(&assortment, product));
        weighed.push((line, name, is_outside));
    }
    let author = tx.rep_by_id(revision.author)?;
    let margin = desire.rules.review.margin.or(desire.prices.minimum_margin);
    let rules = ReviewRules { margin, ..desire.rules.review.clone() };
    let author = (&author.handle, author.role);
    let proposal = Proposal { revision: &revision, lines: &weighed, author, terms: loaded.account.terms };
    let mut concerns = rules.concerns(&proposal);
    concerns.sort_by_key(|concern| (concern.line.is_none(), concern.line, concern.rule));
    Ok(concerns)
}
