//! A ticket as it was at an instant.

use crate::app::sla::Surroundings;
use crate::domain::report::{Charge, Course, Dimension, TicketFacts, Touch, TouchKind};
use crate::domain::sla::{Book, Verdict, evaluate};
use crate::domain::ticket::{Actor, Event, Outset, Ticket, What, moments};
use crate::domain::{ContactId, Instant, RepId, TeamId, TicketId};
use crate::error::Error;
use crate::store::{GroupMark, Reported, Tx};

/// What was true of a ticket, judged anew from its log.
pub(super) struct Then {
    at: Instant,
    ticket: Ticket,
    category: String,
    verdicts: Vec<Verdict>,
    course: Course,
}

impl Then {
    /// Looks back at a ticket; there is nothing to see of one that had not begun.
    pub(super) fn of(tx: &Tx<'_>, book: &Book, id: TicketId, at: Instant) -> Result<Option<Self>, Error> {
        let events = tx.events(id)?;
        let known = events.iter().filter(|event| event.at <= at).cloned().collect::<Vec<_>>();
        let Some(ticket) = Ticket::fold(id, &known).filter(|ticket| ticket.created_at <= at) else { return Ok(None) };
        let cycles = evaluate(&moments(&events), &Surroundings::of(tx, &ticket)?.case(), book, at);
        Ok(Some(Self {
            at,
            category: ticket.category.to_string(),
            verdicts: cycles.iter().map(Verdict::of).collect(),
            course: Course::of(ticket.created_at, &known.iter().map(touch).collect::<Vec<_>>()),
            ticket,
        }))
    }

    pub(super) const fn is_open(&self) -> bool {
        !self.ticket.status.is_settled()
    }

    /// Returns it as reports see those of today.
    pub(super) fn seen(&self, by: &[Dimension]) -> Reported<'_> {
        let Ticket { id, status, assignee, created_at, resolved_at, .. } = self.ticket;
        let facts = TicketFacts {
            id,
            status,
            is_unassigned: assignee.is_none(),
            created_at,
            resolved_at,
            verdicts: &self.verdicts,
            course: &self.course,
            as_of: self.at,
        };
        Reported {
            facts,
            marks: std::array::from_fn(|place| by.get(place).map_or(GroupMark::Nothing, |by| self.mark(*by))),
        }
    }

    fn mark(&self, by: Dimension) -> GroupMark<'_> {
        let number = |number: Option<i64>| number.map_or(GroupMark::Nothing, GroupMark::Number);
        let ticket = &self.ticket;
        match by {
            Dimension::Tier => number(Some(ticket.tier.number().into())),
            Dimension::Account | Dimension::AccountAge | Dimension::Region | Dimension::Sector | Dimension::Segment => {
                number(Some(ticket.account.number()))
            }
            Dimension::Rep => number(ticket.assignee.map(RepId::number)),
            Dimension::Team => number(ticket.team.map(TeamId::number)),
            Dimension::Queue => number(ticket.queue.map(|queue| queue.number())),
            Dimension::Category => GroupMark::Word(&self.category),
            Dimension::Channel => GroupMark::Word(ticket.channel.as_str()),
            Dimension::Priority => GroupMark::Word(ticket.priority.as_str()),
            Dimension::OrderKind | Dimension::Month => GroupMark::Nothing,
        }
    }
}

fn touch(event: &Event) -> Touch {
    let kind = match &event.what {
        What::Created { .. } => TouchKind::Created,
        What::MessageIn { .. } => TouchKind::MessageIn,
        What::MessageOut { .. } => TouchKind::MessageOut,
        What::Note { .. } => TouchKind::Note,
        What::Assigned { .. } => TouchKind::Assigned,
        What::Merged { .. } => TouchKind::Merged,
        _ => TouchKind::Other,
    };
    let who = match event.by {
        Actor::Customer(contact) => contact.map(ContactId::number),
        Actor::Agent(rep) => rep.map(RepId::number),
        Actor::System => None,
    };
    let (rep, team) = match &event.what {
        What::Created { outset: Outset { rep, team, .. }, .. } | What::Assigned { rep, team } => (*rep, *team),
        _ => (None, None),
    };
    let charge = Charge { rep: rep.map(RepId::number), team: team.map(TeamId::number) };
    Touch { at: event.at, kind, party: event.by.party(), who, to: event.to, charge }
}
