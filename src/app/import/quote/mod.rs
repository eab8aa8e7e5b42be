//! Quotes taken in: where a revision stands is what its log comes to, and what it costs is what its lines come to.

mod evidence;
mod line;
mod log;
mod revision;
mod settle;

use std::collections::{BTreeMap, BTreeSet};

use super::{HERE, Outcome, Rejection, Session, Take, refuse};
use crate::domain::batch::Origin;
use crate::domain::contact::ERASED;
use crate::domain::intake::{Intake, OfferName, QuoteIntake};
use crate::domain::order::Order;
use crate::domain::quote::{Quote, Revision};
use crate::domain::ticket::Priority;
use crate::domain::{AccountId, ContactId, Money, OfferId, QuoteId, RevisionId};
use crate::error::Error;
use crate::store::Keyed;
use evidence::Pieces;

/// What is said of something that the customer has.
const SENT: &str = "was sent otherwise; what was sent never changes, the next revision says something else";

/// Quotes that rows were taken in of, until they are seen to hold together.
#[derive(Debug, Default)]
pub(super) struct Underway {
    quotes: BTreeSet<QuoteId>,
    revisions: BTreeMap<RevisionId, Brought>,
    /// How many files tell what happened to quotes, and are still to come.
    logs: usize,
    pieces: Option<Pieces>,
}

/// What was brought of a revision.
#[derive(Debug, Default)]
struct Brought {
    /// Whether a row says where it stands.
    by_row: bool,
    /// Whether its log has grown.
    by_log: bool,
    /// Whether what it offers may be written: it was not sent, or nothing was known of it but that it was.
    may_write: bool,
    /// What others say that it comes to, and which field said so.
    told: Vec<(&'static str, Money)>,
}

impl Underway {
    /// Is told which files are to come.
    pub(super) fn expect(&mut self, origins: &[Origin]) {
        self.logs = origins.iter().filter(|origin| origin.kind == "quote-events").count();
    }
}

impl Take for QuoteIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        let kept = session.kept(Keyed::Quote, &external_id)?;
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let number = it.id;
        let known = kept.map(|kept| session.tx.quote(QuoteId::new(kept.id))).transpose()?.flatten();
        let quote = session.quote_of(it, known.as_ref())?;
        let (id, outcome) = match known {
            Some(known) if (known.account, known.created_at) != (quote.account, quote.created_at) => {
                let field = if session.source == HERE { "id" } else { "external_id" };
                return Err(refuse(field, format!("is another quote at this desk: {}", known.subject)));
            }
            Some(known) if known == quote => (known.id, Outcome::Same),
            Some(known) => {
                session.remember("quote", known.id.number())?;
                session.tx.save_quote(&quote)?;
                (known.id, Outcome::Updated)
            }
            None => (session.new_quote(quote, number)?, Outcome::Created),
        };
        session.keep(Keyed::Quote, id.number(), &external_id, digest)?;
        session.quotes.quotes.insert(id);
        Ok(outcome)
    }
}

impl Session<'_> {
    /// Stores a new quote, under the number a desk made it under.
    fn new_quote(&self, mut quote: Quote, number: Option<QuoteId>) -> Result<QuoteId, Rejection> {
        if let Some(known) = number.map(|number| self.tx.quote(number)).transpose()?.flatten() {
            return Err(refuse("id", format!("is another quote at this desk: {}", known.subject)));
        }
        self.tx.add_quote(&mut quote)?;
        let Some(number) = number.filter(|number| *number != quote.id) else { return Ok(quote.id) };
        self.tx.number_quote(quote.id, number)?;
        Ok(number)
    }

    /// Returns what a row makes of a quote: what it says nothing of stays.
    fn quote_of(&mut self, it: QuoteIntake, before: Option<&Quote>) -> Result<Quote, Rejection> {
        self.refuse_future(&[
            ("requested_at", it.requested_at),
            ("created_at", it.created_at),
            ("cancelled_at", it.cancelled_at),
        ])?;
        let account = self.payer(it.account.as_deref(), it.account_external_id.as_deref(), None)?;
        let contact = it.contact.as_deref().map(|name| self.contact_at("contact", name, account.id)).transpose()?;
        let rep = it.rep.as_deref().map(|handle| self.need_rep("rep", handle)).transpose()?;
        if let Some(id) = it.ticket {
            match self.tx.ticket(id)? {
                Some(ticket) if ticket.account == account.id => {}
                Some(_) => return Err(refuse("ticket", "is a ticket of another account")),
                None => return Err(refuse("ticket", "is no ticket of this desk")),
            }
        }
        // What was erased stays so, whatever other systems still know.
        let is_erased = before.is_some_and(|known| known.request.as_ref().is_some_and(|text| text.as_str() == ERASED));
        let created_at = it.created_at.or_else(|| Some(before?.created_at)).or(it.requested_at).unwrap_or(self.now);
        Ok(Quote {
            id: before.map_or(QuoteId::new(0), |known| known.id),
            account: account.id,
            contact: contact.or_else(|| before?.contact),
            rep: rep.or_else(|| before?.rep),
            ticket: it.ticket.or_else(|| before?.ticket),
            subject: it.subject,
            request: it.request.filter(|_| !is_erased).or_else(|| before?.request.clone()),
            priority: it.priority.or_else(|| Some(before?.priority)).unwrap_or(Priority::Normal),
            tier: it.tier.or_else(|| Some(before?.tier)).unwrap_or(account.tier),
            requested_at: it.requested_at.or_else(|| before?.requested_at),
            needed: it.needed.or_else(|| before?.needed),
            created_at,
            cancelled_at: it.cancelled_at.or_else(|| before?.cancelled_at),
        })
    }

    /// Returns the contact of an account, by their address or id.
    fn contact_at(&mut self, field: &'static str, name: &str, account: AccountId) -> Result<ContactId, Rejection> {
        match self.contact_by_email(name)? {
            Some((id, at)) if at == account => Ok(id),
            Some(_) => Err(refuse(field, "is a contact of another account")),
            None => Err(refuse(field, "is no contact of this desk")),
        }
    }

    /// Returns the quote of an id, as the source of the row names it, or else as this desk does.
    fn need_quote(&self, id: &str) -> Result<Quote, Rejection> {
        let kept = match self.kept(Keyed::Quote, id)? {
            None => self.tx.kept_by_name(Keyed::Quote, id)?,
            known => known,
        };
        let known = kept.map(|kept| self.tx.quote(QuoteId::new(kept.id))).transpose()?.flatten();
        known.ok_or_else(|| refuse("quote", "is no quote of this desk, and the id of none from this source"))
    }

    /// Returns a revision of a quote.
    fn need_revision(&self, quote: &str, number: u32) -> Result<Revision, Rejection> {
        let quote = self.need_quote(quote)?.id;
        let mut revisions = self.tx.quote_revisions(quote)?.into_iter();
        let found = revisions.find(|revision| revision.number == number);
        found.ok_or_else(|| refuse("revision", format!("is no revision of {quote}")))
    }

    /// Returns the quote that an order was offered with.
    pub(super) fn quote_of_order(&self, id: Option<&str>, account: AccountId) -> Result<Option<QuoteId>, Rejection> {
        let Some(quote) = id.map(|id| self.need_quote(id)).transpose()? else { return Ok(None) };
        if quote.account == account {
            return Ok(Some(quote.id));
        }
        Err(refuse("quote", "is a quote for another account"))
    }

    /// Returns the offer of an order's quote that a line of it takes up.
    pub(super) fn need_offer(&self, order: &Order, name: &OfferName) -> Result<OfferId, Rejection> {
        let quote = order.quote.ok_or_else(|| refuse("offer_line", "is of no quote: the order names none"))?;
        let revisions = self.tx.quote_revisions(quote)?;
        let of = |revision: &&Revision| match name.revision {
            Some(number) => revision.number == number,
            None => revision.status.is_current(),
        };
        let revision = revisions.iter().find(of);
        let revision = revision.ok_or_else(|| refuse("offer_revision", format!("is no revision of {quote}")))?;
        let lines = self.tx.quote_lines(revision)?;
        let line = lines.iter().find(|line| line.line == name.line);
        let line = line.ok_or_else(|| refuse("offer_line", format!("is no line of {quote}")))?;
        let offer = line.offers.iter().find(|offer| offer.quantity == name.quantity);
        let missing = || refuse("offer_quantity", format!("is not what line {} of {quote} is offered for", line.line));
        offer.map(|offer| offer.id).ok_or_else(missing)
    }

    /// Returns what was brought of a revision so far.
    fn brought(&mut self, revision: &Revision) -> Result<&mut Brought, Error> {
        if !self.quotes.revisions.contains_key(&revision.id) {
            let may_write = revision.status.is_open() || self.tx.quote_lines(revision)?.is_empty();
            self.quotes.revisions.insert(revision.id, Brought { may_write, ..Brought::default() });
        }
        Ok(self.quotes.revisions.entry(revision.id).or_default())
    }
}
