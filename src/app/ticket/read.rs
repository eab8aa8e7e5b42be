//! Looking at tickets.

use super::linked::{self, Documents};
use crate::app::product::today;
use crate::app::quote::shown_quotes;
use crate::app::{Desk, policy, sla};
use crate::domain::access::Deed;
use crate::domain::contact::Contact;
use crate::domain::scope::Scope;
use crate::domain::sla::{Book, Cycle};
use crate::domain::ticket::{Actor, Event, Link, Ticket, What, in_turn};
use crate::domain::{Code, Email, Instant, TicketId};
use crate::error::Error;
use crate::store::{QuoteEntry, QuoteFilter, TicketFilter, TicketLine, Tx};

/// One entry of a ticket's log, with its actor's name.
#[derive(Debug)]
pub struct Entry {
    /// The ticket whose log it stands in: an absorbed ticket's messages keep theirs.
    pub ticket: TicketId,
    /// What happened.
    pub event: Event,
    /// Who did it, where that is known.
    pub by: Option<String>,
    /// Whom a ticket was given to.
    pub assignee: Option<Code>,
    /// The team it was given to.
    pub team: Option<Code>,
}

/// A ticket with what stands around it.
#[derive(Debug)]
pub struct TicketView {
    /// The ticket.
    pub ticket: Ticket,
    /// The ticket as lists show it.
    pub line: TicketLine,
    /// Who asked.
    pub contact: Option<Contact>,
    /// The team in charge.
    pub team: Option<Code>,
    /// The mailbox it came through.
    pub queue: Option<Email>,
    /// Its promises.
    pub cycles: Vec<Cycle>,
    /// Its log, and the messages of tickets that ended in it.
    pub log: Vec<Entry>,
    /// What it is tied to.
    pub links: Vec<Link>,
    /// Which tickets are tied to it, and how.
    pub linked_from: Vec<(TicketId, Link)>,
    /// The documents it is tied to, as they stand.
    pub documents: Option<Documents>,
    /// The quotes that answer it, the latest first.
    pub quotes: Vec<QuoteEntry>,
}

impl Desk {
    /// Returns a ticket with what stands around it.
    pub fn ticket(&mut self, id: TicketId) -> Result<TicketView, Error> {
        let now = self.clock.now();
        self.look_within(Deed::TicketRead, |tx, by| {
            view(tx, &policy::book(tx)?, tx.need_shown_ticket(&by.scope, id)?, &by.scope, now)
        })
    }

    /// Returns a ticket's own log.
    pub fn history(&mut self, id: TicketId) -> Result<Vec<Entry>, Error> {
        self.look_within(Deed::TicketRead, |tx, by| {
            let mut events = in_turn(tx.events(tx.need_shown_ticket(&by.scope, id)?.id)?);
            events.retain(|event| by.scope.shows(&event.what));
            entries(tx, id, events)
        })
    }

    /// Returns the tickets a list takes, and how many it would take without its limit.
    pub fn tickets(&mut self, wanted: &TicketQuery) -> Result<(Vec<TicketLine>, usize), Error> {
        self.look_within(Deed::TicketRead, |tx, by| {
            let mut filter = TicketFilter { scope: by.scope.clone(), ..wanted.filter.clone() };
            if let Some(code) = &wanted.account {
                filter.account = Some((tx.need_shown_account(&by.scope, code)?.id, wanted.include_children));
            }
            let tier = wanted.filter.tier.map(|tier| tier.to_string());
            let ours = [("team", &wanted.team), ("queue", &wanted.queue), ("rep", &wanted.assignee), ("tier", &tier)];
            for (what, name) in ours {
                name.iter().try_for_each(|name| by.refuse_contact(what, name))?;
            }
            filter.assignee = match wanted.assignee.as_deref() {
                None => None,
                Some("none") => Some(None),
                Some(handle) => Some(Some(by.named(tx, handle)?.id)),
            };
            filter.team = wanted.team.as_deref().map(|name| tx.need_team(name)).transpose()?.map(|team| team.id);
            filter.queue = wanted.queue.as_deref().map(|at| tx.need_queue(at)).transpose()?.map(|queue| queue.id);
            let lines = tx.tickets(&filter)?;
            let full = filter.limit.is_some_and(|limit| lines.len() >= limit as usize);
            let total = if full { tx.count_tickets(&filter)? } else { lines.len() };
            Ok((lines, total))
        })
    }
}

/// Gathers what stands around a ticket that is in sight, and is so itself.
pub(super) fn view(
    tx: &Tx<'_>,
    book: &Book,
    mut ticket: Ticket,
    scope: &Scope,
    now: Instant,
) -> Result<TicketView, Error> {
    let id = ticket.id;
    let sla::Judged { mut cycles, mut events, .. } = sla::judged(tx, book, &ticket, now)?;
    cycles.retain(|cycle| scope.shows_promise(cycle.metric));
    let mut ties: Vec<Link> = links(&events).cloned().collect();
    let mut linked_from = tx.links_to(id)?;
    if *scope != Scope::Everything {
        (ticket.team, ticket.queue) = (None, None);
        ticket.merged_into = shown(tx, scope, ticket.merged_into.into_iter().collect())?.pop();
        let ends = ties.iter().filter(|tie| tie.kind.to_ticket()).filter_map(|tie| tie.target.as_str().parse().ok());
        let ends = shown(tx, scope, ends.chain(linked_from.iter().map(|(from, _)| *from)).collect())?;
        ties.retain(|tie| tie.kind.to_ticket() && ends.iter().any(|end| end.to_string() == tie.target.as_str()));
        linked_from.retain(|(from, _)| ends.contains(from));
    }
    events = in_turn(events);
    events.retain(|event| scope.shows(&event.what));
    let mut log = entries(tx, id, events)?;
    for gone in shown(tx, scope, tx.absorbed(id)?)? {
        let said =
            tx.events(gone)?.into_iter().filter(Event::is_message).filter(|event| scope.shows(&event.what)).collect();
        log.extend(entries(tx, gone, said)?);
    }
    log.sort_by_key(|entry| entry.event.order());
    let documents = linked::documents(tx, &ticket, &ties, now)?;
    Ok(TicketView {
        documents,
        quotes: shown_quotes(tx, &QuoteFilter::of_ticket(id, today(now), scope.clone()))?,
        line: sla::line(tx, scope, id)?,
        contact: ticket.contact.map(|id| tx.contact(id)).transpose()?.flatten(),
        team: ticket.team.map(|id| tx.team_name(id)).transpose()?,
        queue: ticket.queue.map(|id| tx.queue_address(id)).transpose()?,
        cycles,
        log,
        links: ties,
        linked_from,
        ticket,
    })
}

/// Keeps the tickets that are in sight.
fn shown(tx: &Tx<'_>, scope: &Scope, ids: Vec<TicketId>) -> Result<Vec<TicketId>, Error> {
    let mut shown = Vec::new();
    for id in ids {
        if tx.shows_ticket(scope, id)? {
            shown.push(id);
        }
    }
    Ok(shown)
}

/// A list of tickets, with names where the store wants rows.
#[derive(Debug, Clone, Default)]
pub struct TicketQuery {
    /// Only this account's.
    pub account: Option<String>,
    /// And those of the accounts below it.
    pub include_children: bool,
    /// Only this rep's: a handle, `@me`, or `none`.
    pub assignee: Option<String>,
    /// Only this team's.
    pub team: Option<String>,
    /// Only those through this mailbox.
    pub queue: Option<String>,
    /// Everything that needs no looking up.
    pub filter: TicketFilter,
}

/// Returns what the log ties its ticket to.
pub(super) fn links(events: &[Event]) -> impl Iterator<Item = &Link> {
    events.iter().filter_map(|event| match &event.what {
        What::Linked(link) => Some(link),
        What::Created { outset, .. } => outset.link.as_ref(),
        _ => None,
    })
}

fn entries(tx: &Tx<'_>, ticket: TicketId, events: Vec<Event>) -> Result<Vec<Entry>, Error> {
    let entry = |event: Event| {
        let by = match event.by {
            Actor::Agent(Some(id)) => Some(tx.rep_by_id(id)?.handle.to_string()),
            Actor::Customer(Some(id)) => tx.contact(id)?.map(|contact| contact.label().to_owned()),
            Actor::Agent(None) | Actor::Customer(None) | Actor::System => None,
        };
        let (assignee, team) = match event.what {
            What::Assigned { rep, team } => (
                rep.map(|id| tx.rep_by_id(id)).transpose()?.map(|rep| rep.handle),
                team.map(|id| tx.team_name(id)).transpose()?,
            ),
            _ => (None, None),
        };
        Ok(Entry { ticket, event, by, assignee, team })
    };
    in_turn(events).into_iter().map(entry).collect()
}
