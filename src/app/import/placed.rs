//! Tickets taken in as they stand, with events that tell how they came there.

use super::{HERE, Outcome, Rejection, Session, Take, refuse, sla};
use crate::domain::intake::{Intake, TicketIntake};
use crate::domain::logged::{AnyTicket, LoggedTicket};
use crate::domain::ticket::Ticket;
use crate::domain::{ContactId, QueueId, TeamId, TicketId};
use crate::error::Error;
use crate::store::Keyed;

impl Take for AnyTicket {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { source, external_id, digest, it } = intake;
        match it {
            Self::ByRow(_) if session.source == HERE => {
                Err(refuse("log", "is not `events`: what happened at a desk, its own events tell"))
            }
            Self::ByRow(it) => TicketIntake::take(session, Intake { source, external_id, digest, it }),
            Self::ByEvents(it) => session.place(*it, &external_id, digest),
        }
    }
}

impl Session<'_> {
    /// Puts a ticket where its row says; at the end of the import its events must have led there.
    fn place(&mut self, it: LoggedTicket, external_id: &str, digest: i64) -> Result<Outcome, Rejection> {
        self.finish_new_tickets()?;
        let kept = self.kept(Keyed::Ticket, external_id)?;
        if let Some(kept) = kept.filter(|kept| kept.id != it.id.number()) {
            return Err(refuse("id", format!("is {} at this desk", TicketId::new(kept.id))));
        }
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let (id, into) = (it.id, it.merged_into);
        let mut ticket = self.standing(it)?;
        let outcome = match (self.tx.ticket(id)?, kept) {
            (Some(known), Some(_)) => self.move_on(&known, &ticket)?,
            (Some(_), None) => return Err(refuse("id", "is another ticket at this desk")),
            (None, _) => {
                // Where it goes on may come behind it.
                ticket.merged_into = None;
                self.tx.place_ticket(&ticket)?;
                self.next = self.next.max(TicketId::new(id.number() + 1));
                Outcome::Created
            }
        };
        if outcome != Outcome::Same {
            self.placed.insert(id);
            self.merged.extend(into.map(|into| (id, into)));
        }
        self.keep(Keyed::Ticket, id.number(), external_id, digest)?;
        Ok(outcome)
    }

    /// Looks up the names of a row.
    fn standing(&mut self, it: LoggedTicket) -> Result<Ticket, Rejection> {
        self.refuse_future(&[
            ("created_at", Some(it.created_at)),
            ("resolved_at", it.resolved_at),
            ("updated_at", Some(it.updated_at)),
        ])?;
        if it.status.is_settled() != it.resolved_at.is_some() {
            return Err(refuse("resolved_at", format!("does not go with the status, {}", it.status)));
        }
        let account = self.account(&it.account)?.ok_or_else(|| refuse("account", "is no account of this desk"))?.0;
        let contact = it.contact.as_deref().map(|name| self.known_contact("contact", name)).transpose()?;
        let assignee = it.assignee.as_deref().map(|handle| self.need_rep("assignee", handle)).transpose()?;
        let team = it.team.as_deref().map(|name| self.known_team(name)).transpose()?;
        Ok(Ticket {
            id: it.id,
            account,
            contact,
            subject: it.subject,
            category: it.category,
            priority: it.priority,
            channel: it.channel,
            status: it.status,
            resolution: it.resolution,
            assignee,
            team,
            queue: it.queue.as_deref().map(|address| self.known_queue(address)).transpose()?,
            tier: it.tier,
            merged_into: it.merged_into,
            created_at: it.created_at,
            updated_at: it.updated_at,
            resolved_at: it.resolved_at,
        })
    }

    pub(super) fn known_contact(&mut self, field: &'static str, name: &str) -> Result<ContactId, Rejection> {
        let found = self.contact_by_email(name)?.map(|(id, _)| id);
        found.ok_or_else(|| refuse(field, "is no contact of this desk"))
    }

    fn known_queue(&self, address: &str) -> Result<QueueId, Rejection> {
        match self.tx.need_queue(address) {
            Ok(queue) => Ok(queue.id),
            Err(Error::Unknown { .. }) => Err(refuse("queue", "is no queue of this desk")),
            Err(why) => Err(why.into()),
        }
    }

    pub(super) fn known_team(&mut self, name: &str) -> Result<TeamId, Rejection> {
        self.team(name)?.ok_or_else(|| refuse("team", "is no team of this desk"))
    }

    /// Brings a ticket that is here to where its row says that it stands by now.
    fn move_on(&mut self, known: &Ticket, ticket: &Ticket) -> Result<Outcome, Rejection> {
        let fixed = [
            ("account", known.account == ticket.account),
            ("contact", known.contact == ticket.contact),
            ("channel", known.channel == ticket.channel),
            ("queue", known.queue == ticket.queue),
            ("created_at", known.created_at == ticket.created_at),
        ];
        if let Some((field, _)) = fixed.iter().find(|(_, same)| !same) {
            return Err(refuse(field, format!("is not what {} has at this desk, and that never changes", known.id)));
        }
        if known == ticket {
            return Ok(Outcome::Same);
        }
        self.remember("ticket", known.id.number())?;
        self.tx.save_ticket(&Ticket { merged_into: known.merged_into, ..ticket.clone() })?;
        Ok(Outcome::Updated)
    }

    /// Refuses tickets whose events do not add up to what their rows say, and judges the promises of the others.
    pub(super) fn bear_out(&self) -> Result<(), Error> {
        for id in &self.placed {
            let row = self.tx.need_ticket(*id)?;
            let row = Ticket { merged_into: self.merged.get(id).copied().or(row.merged_into), ..row };
            let log = self.tx.events(*id)?;
            let Some(folded) = Ticket::fold(*id, &log) else {
                return Err(Error::Rule(format!("{id} came without the event that says how it began")));
            };
            let differences = differences(&row, &folded);
            if !differences.is_empty() {
                let why = format!("the row of {id} and its events say different things of {differences}");
                return Err(Error::Rule(why));
            }
            if row.merged_into.is_some() {
                self.tx.save_ticket(&folded)?;
            }
            sla::refresh_by(self.tx, &self.book, &folded, log, self.now)?;
        }
        Ok(())
    }
}

/// Names the fields in which two states of a ticket differ.
fn differences(row: &Ticket, folded: &Ticket) -> String {
    let fields = [
        ("subject", row.subject == folded.subject),
        ("category", row.category == folded.category),
        ("priority", row.priority == folded.priority),
        ("status", row.status == folded.status),
        ("resolution", row.resolution == folded.resolution),
        ("assignee", row.assignee == folded.assignee),
        ("team", row.team == folded.team),
        ("tier", row.tier == folded.tier),
        ("merged_into", row.merged_into == folded.merged_into),
        ("created_at", row.created_at == folded.created_at),
        ("updated_at", row.updated_at == folded.updated_at),
        ("resolved_at", row.resolved_at == folded.resolved_at),
    ];
    fields.iter().filter(|(_, same)| !same).map(|(field, _)| *field).collect::<Vec<_>>().join(", ")
}
