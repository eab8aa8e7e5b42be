//! Beginning: a request, the first revision, and every further one.

use super::lines::{Desire, put_lines};
use super::{Loaded, Said, Worked, log};
use crate::app::Desk;
use crate::app::contact::contact_of;
use crate::app::gate::By;
use crate::app::ticket::{looking_after, tie};
use crate::domain::access::Deed;
use crate::domain::account::{Account, Terms};
use crate::domain::quote::{Quote, QuoteAction, Revision, RevisionStatus, Wanted, revisable};
use crate::domain::ticket::{Link, LinkKind, Priority};
use crate::domain::{Currency, Date, Instant, Line, Money, Prose, QuoteId, RepId, RevisionId, TicketId, days_after};
use crate::error::Error;
use crate::store::Tx;

/// What a customer wants a quote for.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct NewRequest {
    /// The account's code; by default the ticket's.
    pub account: Option<String>,
    pub contact: Option<String>,
    pub ticket: Option<TicketId>,
    /// By default the ticket's.
    pub subject: Option<Line>,
    pub request: Option<Prose>,
    /// By default the ticket's, or a normal one.
    pub priority: Option<Priority>,
    pub needed: Option<Date>,
    /// Who is to answer; by default the account's own rep.
    pub rep: Option<String>,
}

/// What a first revision begins with.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct NewQuote {
    pub lines: Vec<Wanted>,
    /// By default the account's.
    pub currency: Option<Currency>,
    pub valid_until: Option<Date>,
    pub terms: Option<Terms>,
}

impl Desk {
    /// Takes down what a customer wants a quote for: from now on it waits for an answer.
    pub fn request_quote(&mut self, new: &NewRequest) -> Result<Quote, Error> {
        self.change(Deed::QuoteRequest, |tx, by| request(tx, by, new, Some(by.now)))
    }

    /// Begins what is offered on a request.
    pub fn begin_quote(&mut self, id: QuoteId, new: &NewQuote) -> Result<Worked, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteWrite, |tx, by| {
            let loaded = Loaded::of(tx, by, id)?;
            if loaded.quote.cancelled_at.is_some() {
                return Err(Error::Rule(format!(
                    "{id} was cancelled; make a new one with `desk quote new {}`",
                    loaded.account.code
                )));
            }
            if let Some(last) = loaded.revisions.last() {
                let number = last.number;
                let already =
                    || format!("{id} has a revision {number} already; begin another with `desk quote revise {id}`");
                return Err(Error::Rule(revisable(id, &loaded.revisions).err().unwrap_or_else(already)));
            }
            begin(tx, by, loaded, new, &desire)
        })
    }

    /// Begins an offer that nobody asked for.
    pub fn offer_quote(&mut self, about: &NewRequest, new: &NewQuote) -> Result<Worked, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteWrite, |tx, by| {
            // Whoever wrote a ticket asked for it.
            let quote = request(tx, by, about, about.ticket.map(|_| by.now))?;
            begin(tx, by, Loaded::of(tx, by, quote.id)?, new, &desire)
        })
    }

    /// Begins another revision, which is like the last one that was sent.
    pub fn revise_quote(&mut self, id: QuoteId, reason: Line) -> Result<Worked, Error> {
        let desire = self.desire();
        self.change(Deed::QuoteWrite, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let like = revisable(id, &loaded.revisions).map_err(Error::Rule)?.clone();
            let mut next = Revision {
                id: RevisionId::new(0),
                number: loaded.revisions.iter().map(|revision| revision.number).max().unwrap_or(0) + 1,
                status: RevisionStatus::Draft,
                reason: Some(reason.clone()),
                author: by.id(),
                valid_until: like.valid_until.max(desire.valid_until),
                created_at: by.now,
                sent_at: None,
                closed_at: None,
                lost: None,
                ..like.clone()
            };
            tx.add_quote_revision(&mut next)?;
            for mut line in tx.quote_lines(&like)? {
                line.revision = next.id;
                tx.put_quote_line(&mut line)?;
            }
            let number = next.number;
            loaded.revisions.push(next);
            log(tx, by, id, Some(number), QuoteAction::Draft, Some(reason).into())?;
            loaded.worked(tx, number, Vec::new())
        })
    }
}

/// Stores what is asked for, or offered unasked.
fn request(tx: &Tx<'_>, by: &By, new: &NewRequest, asked_at: Option<Instant>) -> Result<Quote, Error> {
    let ticket = new.ticket.map(|id| tx.need_ticket(id)).transpose()?;
    let account = match (&new.account, &ticket) {
        (Some(code), _) => tx.need_account(code)?,
        (None, Some(ticket)) => tx.account_by_id(ticket.account)?,
        (None, None) => return Err(Error::Rule("say who it is for: an account, or --ticket".to_owned())),
    };
    if let Some(ticket) = ticket.as_ref().filter(|ticket| ticket.account != account.id) {
        return Err(Error::Rule(format!("{} is not a ticket of {}", ticket.id, account.code)));
    }
    let named = new.contact.as_deref().map(|named| contact_of(tx, &account, named)).transpose()?;
    let subject = new.subject.clone().or_else(|| Some(ticket.as_ref()?.subject.clone()));
    let mut quote = Quote {
        id: QuoteId::new(0),
        account: account.id,
        contact: named.or_else(|| ticket.as_ref()?.contact),
        rep: Some(answerer(tx, by, &account, new.rep.as_deref())?),
        ticket: new.ticket,
        subject: subject.map_or_else(|| format!("Quote for {}", account.name).parse(), Ok)?,
        request: new.request.clone(),
        priority: new.priority.or_else(|| Some(ticket.as_ref()?.priority)).unwrap_or(Priority::Normal),
        tier: account.tier,
        requested_at: asked_at,
        needed: new.needed,
        created_at: by.now,
        cancelled_at: None,
    };
    tx.add_quote(&mut quote)?;
    if let Some(ticket) = ticket {
        tie(tx, by, ticket, Link { kind: LinkKind::Quote, target: quote.id.to_string().parse()? })?;
    }
    Ok(quote)
}

/// Returns who is to answer: whoever was named, the account's own rep, or whoever writes it down.
fn answerer(tx: &Tx<'_>, by: &By, account: &Account, named: Option<&str>) -> Result<RepId, Error> {
    if let Some(handle) = named {
        return Ok(by.named(tx, handle)?.id);
    }
    Ok(looking_after(tx, account.id, by.now)?.unwrap_or_else(|| by.id()))
}

/// Stores the first revision of a quote.
fn begin(tx: &Tx<'_>, by: &By, mut loaded: Loaded, new: &NewQuote, desire: &Desire) -> Result<Worked, Error> {
    let currency = new.currency.unwrap_or(loaded.account.currency);
    let nothing = Money { minor: 0, currency };
    let mut first = Revision {
        id: RevisionId::new(0),
        quote: loaded.quote.id,
        number: 1,
        status: RevisionStatus::Draft,
        reason: None,
        author: by.id(),
        currency,
        valid_until: new.valid_until.unwrap_or(desire.valid_until),
        terms: new.terms,
        delivery: None,
        freight: nothing,
        freight_tax: desire.rules.tax,
        po_number: None,
        note: None,
        remark: None,
        net: nothing,
        tax: nothing,
        created_at: by.now,
        sent_at: None,
        closed_at: None,
        lost: None,
    };
    tx.add_quote_revision(&mut first)?;
    loaded.revisions.push(first);
    log(tx, by, loaded.quote.id, Some(1), QuoteAction::Draft, Said::default())?;
    let beware = put_lines(tx, &mut loaded, 1, &new.lines, desire)?;
    loaded.worked(tx, 1, beware)
}

impl Desk {
    /// Returns what new lines and revisions go by.
    pub(super) fn desire(&self) -> Desire {
        let today = self.today();
        let valid_until = days_after(today, self.rules.quotes.valid_days.into()).unwrap_or(today);
        Desire { rules: self.rules.quotes.clone(), prices: self.rules.prices, today, valid_until }
    }
}
