//! New tickets, and what customers write.

use crate::domain::access::Deed;
use chrono::Datelike as _;

use super::{carry_out, record, settle};
use crate::app::{Desk, policy};
use crate::domain::contact::Contact;
use crate::domain::ticket::{
    Action, Actor, Category, Channel, Event, Link, LinkKind, Outset, Priority, Status, Ticket, Verb, What,
};
use crate::domain::{AccountId, Date, Instant, Line, Prose, RepId, TicketId, routing};
use crate::error::Error;
use crate::store::Tx;

/// What a new ticket needs.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// The account's code; may be left out where `contact` or `follow_up_of` tell.
    pub account: Option<String>,
    /// The address of who asked.
    pub contact: Option<String>,
    /// The mailbox it came through.
    pub queue: Option<String>,
    /// What it is about.
    pub subject: Line,
    /// What was written.
    pub body: Option<Prose>,
    /// What kind of matter it is.
    pub category: Category,
    /// How urgent it is.
    pub priority: Priority,
    /// How it came in.
    pub channel: Channel,
    /// Who is to work on it; routed if left out.
    pub assignee: Option<String>,
    /// Whether we begin the conversation: no customer is waiting for an answer yet.
    pub ours: bool,
    /// The closed ticket it continues.
    pub follow_up_of: Option<TicketId>,
    /// What it is about: the order, the invoice or the like that its category asks for.
    pub about: Option<Line>,
}

/// Where a customer's message went.
#[derive(Debug)]
pub struct Received {
    /// The ticket it stands in.
    pub ticket: Ticket,
    /// The settled ticket it was meant for, where that one could no longer be opened.
    pub follow_up_of: Option<TicketId>,
    /// Whether it opened a resolved ticket again.
    pub reopened: bool,
}

impl Desk {
    /// Opens a ticket and routes it.
    pub fn open_ticket(&mut self, new: NewTicket) -> Result<Ticket, Error> {
        let now = self.now();
        self.change(Deed::TicketNew, |tx, by| {
            let contact = new.contact.as_deref().map(|email| tx.need_contact(email)).transpose()?;
            let assignee = new.assignee.as_deref().map(|handle| by.named(tx, handle)).transpose()?;
            let author = if new.ours { by.actor() } else { Actor::Customer(contact.as_ref().map(|c| c.id)) };
            let mut ticket = begin(tx, &new, contact.as_ref(), author, now)?;
            if let Some(body) = new.body {
                let action = if new.ours { Action::Reply { body } } else { Action::Receive { body } };
                carry_out(tx, &mut ticket, action, author, now)?;
            }
            if let Some(target) = new.about {
                let kind = new.category.asks_for().ok_or_else(|| asks_for_nothing(new.category))?;
                carry_out(tx, &mut ticket, Action::Link { link: Link { kind, target } }, by.actor(), now)?;
            }
            if let Some(of) = new.follow_up_of {
                link_back(tx, &mut ticket, of, author, now)?;
            }
            match assignee {
                Some(rep) => {
                    let action = Action::Assign { rep: Some(rep.id), team: ticket.team };
                    carry_out(tx, &mut ticket, action, by.actor(), now)?;
                }
                None => route(tx, &mut ticket, now)?,
            }
            settle(tx, &policy::book(tx)?, &ticket, now)?;
            Ok(ticket)
        })
    }

    /// Takes in what a customer wrote about a ticket. A resolved one opens again; a closed one, or one resolved too
    /// long ago, is followed up by a new one that links back.
    pub fn receive(&mut self, id: TicketId, from: &str, body: Prose) -> Result<Received, Error> {
        let now = self.now();
        let reopen_window = self.rules.reopen_window;
        self.change(Deed::TicketReceive, |tx, _| {
            let contact = tx.need_contact(from)?;
            let by = Actor::Customer(Some(contact.id));
            let mut ticket = tx.need_ticket(id)?;
            refuse_stranger(tx, &contact, ticket.account)?;
            let too_late = ticket.resolved_at.is_some_and(|at| now.since(at) > reopen_window);
            if too_late || ticket.status.after(Verb::Receive).is_err() {
                let mut next = follow_up(tx, &ticket, &contact, by, now)?;
                carry_out(tx, &mut next, Action::Receive { body }, by, now)?;
                settle(tx, &policy::book(tx)?, &next, now)?;
                return Ok(Received { ticket: next, follow_up_of: Some(id), reopened: false });
            }
            let reopened = ticket.status == Status::Resolved;
            carry_out(tx, &mut ticket, Action::Receive { body }, by, now)?;
            settle(tx, &policy::book(tx)?, &ticket, now)?;
            Ok(Received { ticket, follow_up_of: None, reopened })
        })
    }
}

fn asks_for_nothing(category: Category) -> Error {
    Error::Rule(format!(
        "`{category}` is about nothing that has a number; `desk ticket link` ties a ticket to anything"
    ))
}

/// Stores the ticket's beginning.
fn begin(tx: &Tx<'_>, new: &NewTicket, contact: Option<&Contact>, by: Actor, now: Instant) -> Result<Ticket, Error> {
    let followed = new.follow_up_of.map(|id| tx.need_ticket(id)).transpose()?;
    let account = match (&new.account, contact, followed) {
        (Some(code), _, _) => tx.need_account(code)?,
        (None, Some(contact), _) => tx.account_by_id(contact.account)?,
        (None, None, Some(followed)) => tx.account_by_id(followed.account)?,
        (None, None, None) => return Err(Error::Rule("a ticket belongs to an account: name it, or who asked".into())),
    };
    if let Some(contact) = contact {
        refuse_stranger(tx, contact, account.id)?;
    }
    let what = What::Created {
        account: account.id,
        contact: contact.map(|contact| contact.id),
        subject: new.subject.clone(),
        category: new.category,
        priority: new.priority,
        channel: new.channel,
        queue: new.queue.as_deref().map(|address| tx.need_queue(address)).transpose()?.map(|queue| queue.id),
        tier: account.tier,
        outset: Outset::default(),
    };
    start(tx, what, by, now)
}

/// Refuses somebody who works elsewhere: one company's words do not go into another's ticket.
fn refuse_stranger(tx: &Tx<'_>, contact: &Contact, account: AccountId) -> Result<(), Error> {
    if contact.account == account {
        return Ok(());
    }
    let (theirs, asked) = (tx.account_code(contact.account)?, tx.account_code(account)?);
    Err(Error::Rule(format!("{} is at `{theirs}`, not at `{asked}`", contact.label())))
}

fn start(tx: &Tx<'_>, what: What, by: Actor, now: Instant) -> Result<Ticket, Error> {
    let event = Event { at: now, recorded_at: now, by, what, to: None };
    let ticket = tx.open_ticket(&event)?;
    tx.append(ticket.id, &event)?;
    Ok(ticket)
}

/// Begins the ticket that continues a settled one.
fn follow_up(tx: &Tx<'_>, of: &Ticket, contact: &Contact, by: Actor, now: Instant) -> Result<Ticket, Error> {
    let what = What::Created {
        account: of.account,
        contact: Some(contact.id),
        subject: of.subject.clone(),
        category: of.category,
        priority: of.priority,
        channel: of.channel,
        queue: of.queue,
        tier: tx.account_by_id(of.account)?.tier,
        outset: Outset::default(),
    };
    let mut ticket = start(tx, what, by, now)?;
    link_back(tx, &mut ticket, of.id, by, now)?;
    route(tx, &mut ticket, now)?;
    Ok(ticket)
}

fn link_back(tx: &Tx<'_>, ticket: &mut Ticket, of: TicketId, by: Actor, now: Instant) -> Result<(), Error> {
    let link = Link { kind: LinkKind::FollowUpOf, target: of.to_string().parse()? };
    carry_out(tx, ticket, Action::Link { link }, by, now).map(drop)
}

/// Gives the ticket to whoever looks after its account. It stays new: nobody has taken it up yet.
fn route(tx: &Tx<'_>, ticket: &mut Ticket, now: Instant) -> Result<(), Error> {
    let Some(rep) = looking_after(tx, ticket.account, now)? else { return Ok(()) };
    assign_silently(tx, ticket, rep, now)
}

/// Returns who is there for an account.
pub(in crate::app) fn looking_after(tx: &Tx<'_>, account: AccountId, now: Instant) -> Result<Option<RepId>, Error> {
    let mut reps = Vec::new();
    for (role, id, _) in tx.account_reps(account)? {
        reps.push((role, tx.rep_by_id(id)?));
    }
    Ok(routing::route(&reps, date_of(now)))
}

fn assign_silently(tx: &Tx<'_>, ticket: &mut Ticket, rep: RepId, now: Instant) -> Result<(), Error> {
    let what = What::Assigned { rep: Some(rep), team: ticket.team };
    let event = Event { at: now.max(ticket.updated_at), recorded_at: now, by: Actor::System, what, to: None };
    ticket.apply(&event);
    record(tx, ticket, &event)
}

fn date_of(at: Instant) -> Date {
    let day = at.to_utc().date_naive();
    let part = |number: u32| i8::try_from(number).unwrap_or(1);
    Date::new(i16::try_from(day.year()).unwrap_or(1), part(day.month()), part(day.day())).unwrap_or(Date::MIN)
}
