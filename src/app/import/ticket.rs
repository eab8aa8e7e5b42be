//! Tickets taken in.

use super::history::{Names, event, progress};
use super::judge::{Draft, Judge};
use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{Intake, TicketIntake};
use crate::domain::ticket::{Actor, Event, Ticket, What};
use crate::domain::{ContactId, TicketId};
use crate::error::Error;
use crate::store::{Beginning, Keyed};

impl Take for TicketIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_ticket(intake)
    }
}

impl Session<'_> {
    /// Takes in a ticket, with the history its row tells.
    fn take_ticket(&mut self, intake: Intake<TicketIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        let key = self.key(&external_id);
        let kept = if self.familiar { self.bulk.ticket_under(key)? } else { None };
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        self.refuse_future(&[
            ("created_at", Some(it.created_at)),
            ("first_response_at", it.first_response_at),
            ("resolved_at", it.resolved_at),
            ("closed_at", it.closed_at),
            ("updated_at", it.updated_at),
        ])?;
        let names = self.names(&it)?;
        Ok(match kept {
            None => {
                self.begin(it, names, external_id, digest)?;
                Outcome::Created
            }
            Some(kept) => {
                let ticket = self.tx.need_ticket(TicketId::new(kept.id))?;
                let changed = self.catch_up(&ticket, &it, &names)?;
                self.keep(Keyed::Ticket, kept.id, &external_id, digest)?;
                if changed { Outcome::Updated } else { Outcome::Same }
            }
        })
    }

    fn names(&mut self, it: &TicketIntake) -> Result<Names, Rejection> {
        let account = self.account(&it.account)?;
        let (account, tier) = account.ok_or_else(|| refuse("account", "is no account of this desk"))?;
        let contact = match (&it.contact, &it.contact_external_id) {
            (Some(email), _) => Some(("contact", self.contact_by_email(email)?)),
            (None, Some(id)) => {
                let kept = self.kept(Keyed::Contact, id)?.map(|kept| ContactId::new(kept.id));
                let found = kept.map(|id| self.tx.contact(id)).transpose()?.flatten();
                Some(("contact_external_id", found.map(|contact| (contact.id, contact.account))))
            }
            (None, None) => None,
        };
        let contact = match contact {
            None => None,
            Some((field, None)) => return Err(refuse(field, "is no contact of this desk")),
            Some((field, Some((_, at)))) if at != account => {
                return Err(refuse(field, format!("is not a contact of `{}`", it.account)));
            }
            Some((_, Some((id, _)))) => Some(id),
        };
        let assignee = it.assignee.as_deref().map(|handle| self.need_rep("assignee", handle)).transpose()?;
        let team = match &it.team {
            Some(name) => Some(self.known_team(name)?),
            None => None,
        };
        Ok(Names { account, tier, contact, assignee, team })
    }

    /// Has a ticket judged that is new here; it is stored in its turn.
    fn begin(&mut self, it: TicketIntake, names: Names, external_id: String, digest: i64) -> Result<(), Error> {
        let id = self.next;
        self.next = TicketId::new(id.number() + 1);
        let judge = match &mut self.judge {
            Some(judge) => judge,
            none => none.insert(Judge::new(self.tx.versions()?, self.now)),
        };
        let around = judge.around(self.tx, names.account)?;
        let judged = judge.take(Draft { id, it, names, external_id, digest, around })?;
        self.store(judged)
    }

    fn store(&mut self, judged: Vec<Beginning>) -> Result<(), Error> {
        self.bulk.begin(&judged, self.source)?;
        if let Some(judge) = &self.judge {
            judge.give_back(judged);
        }
        Ok(())
    }

    /// Stores the tickets that are with the judge still.
    pub(super) fn finish_new_tickets(&mut self) -> Result<(), Error> {
        while let Some(judged) = self.judge.as_mut().map(Judge::finish).transpose()?.flatten() {
            self.store(judged)?;
        }
        self.bulk.end_tickets()
    }

    /// Adds what a changed row tells anew to a ticket that is here; tells whether it told anything. What the row does
    /// not mention stays as it was worked here.
    fn catch_up(&mut self, ticket: &Ticket, it: &TicketIntake, names: &Names) -> Result<bool, Rejection> {
        if ticket.account != names.account {
            return Err(refuse("account", "is not whose ticket this is here"));
        }
        let at = it.updated_at.unwrap_or(self.now);
        let mut told = Vec::new();
        if ticket.subject != it.subject {
            told.push(What::Subject(it.subject.clone()));
        }
        told.extend(it.category.filter(|category| *category != ticket.category).map(What::Category));
        told.extend(it.priority.filter(|priority| *priority != ticket.priority).map(What::Priority));
        let (rep, team) = (names.assignee.or(ticket.assignee), names.team.or(ticket.team));
        if (ticket.assignee, ticket.team) != (rep, team) {
            told.push(What::Assigned { rep, team });
        }
        let told = told.into_iter().map(|what| event(self.now, at, Actor::System, what, None));
        let mut events: Vec<Event> = told.collect();
        if ticket.status != it.status {
            let reached = progress(it, names, Some(ticket.status), self.now)?;
            // A row that goes back to new or open, or forgets a time, tells of now.
            events.extend(reached.into_iter().map(|event| Event { at: event.at.max(ticket.created_at), ..event }));
        }
        for event in &events {
            self.tx.log(ticket.id, event, None)?;
        }
        self.grown.insert(ticket.id.number());
        Ok(!events.is_empty())
    }
}
