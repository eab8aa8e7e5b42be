//! Tickets taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::app::sla;
use crate::domain::intake::{Intake, TicketIntake};
use crate::domain::ticket::{Actor, Category, Event, Link, LinkKind, Party, Priority, Status, Ticket, What};
use crate::domain::{AccountId, ContactId, Instant, Prose, RepId, TeamId, TicketId, Tier};
use crate::error::Error;
use crate::store::{Key, Keyed};

/// What stands where a first response is known to have been given, but not its words.
const NOT_RECORDED: &str = "(answered; the text was not imported)";

/// The names of a ticket, looked up.
struct Names {
    account: AccountId,
    tier: Tier,
    contact: Option<ContactId>,
    assignee: Option<RepId>,
    team: Option<TeamId>,
}

impl Take for TicketIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_ticket(intake)
    }
}

impl Session<'_> {
    /// Takes in a ticket, with the history its row tells.
    fn take_ticket(&mut self, intake: Intake<TicketIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it } = intake;
        let key = self.key(&external_id);
        let kept = if self.familiar { self.bulk.ticket_under(key)? } else { None };
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        self.refuse_future(&it)?;
        let names = self.names(&it)?;
        Ok(match kept {
            None => self.begin(&it, &names, key, digest).map(|()| Outcome::Created)?,
            Some(kept) => {
                let ticket = self.tx.need_ticket(TicketId::new(kept.id))?;
                let changed = self.catch_up(&ticket, &it, &names)?;
                self.keep(Keyed::Ticket, kept.id, &external_id, digest)?;
                if changed { Outcome::Updated } else { Outcome::Same }
            }
        })
    }

    fn refuse_future(&self, it: &TicketIntake) -> Result<(), Rejection> {
        let times = [
            ("created_at", Some(it.created_at)),
            ("first_response_at", it.first_response_at),
            ("resolved_at", it.resolved_at),
            ("closed_at", it.closed_at),
            ("updated_at", it.updated_at),
        ];
        match times.into_iter().find(|(_, at)| at.is_some_and(|at| at > self.now)) {
            Some((field, _)) => Err(refuse(field, format!("lies in the future: it is {} now", self.now))),
            None => Ok(()),
        }
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
            Some(name) => Some(self.team(name)?.ok_or_else(|| refuse("team", "is no team of this desk"))?),
            None => None,
        };
        Ok(Names { account, tier, contact, assignee, team })
    }

    /// Stores a ticket that is new here.
    fn begin(&mut self, it: &TicketIntake, names: &Names, key: Key<'_>, digest: i64) -> Result<(), Error> {
        let customer = Actor::Customer(names.contact);
        let by = if it.created_by == Party::Agent { Actor::Agent(None) } else { customer };
        let what = What::Created {
            account: names.account,
            contact: names.contact,
            subject: it.subject.clone(),
            category: it.category.unwrap_or(Category::OTHER),
            priority: it.priority.unwrap_or(Priority::Normal),
            channel: it.channel,
            queue: None,
            tier: names.tier,
        };
        let mut events = vec![self.event(it.created_at, by, what, None)];
        if let Some(body) = &it.body {
            let what = if it.created_by == Party::Agent {
                What::MessageOut { body: body.clone() }
            } else {
                What::MessageIn { body: body.clone() }
            };
            events.push(self.event(it.created_at, by, what, None));
        }
        if let Some(order) = &it.order {
            let link = Link { kind: LinkKind::Order, target: order.clone() };
            events.push(self.event(it.created_at, Actor::System, What::Linked(link), None));
        }
        if names.assignee.is_some() || names.team.is_some() {
            let what = What::Assigned { rep: names.assignee, team: names.team };
            events.push(self.event(it.created_at, Actor::System, what, None));
        }
        events.extend(self.progress(it, names, None)?);
        events.sort_by_key(Event::order);
        let folded = Ticket::fold(self.next, &events);
        let ticket = folded.ok_or_else(|| Error::Rule("a ticket begins with its creation".to_owned()))?;
        let around = self.known.surroundings(self.tx, &ticket)?;
        let (judged, deadlines) = sla::judged_untold(ticket.id, events, &around.case(), &self.book, self.now);
        self.bulk.begin(&ticket, &judged.events, (&judged.cycles, deadlines), (key, digest))?;
        self.next = TicketId::new(ticket.id.number() + 1);
        Ok(())
    }

    /// Returns what the row tells of the way from opening to where the ticket stands.
    fn progress(&self, it: &TicketIntake, names: &Names, from: Option<Status>) -> Result<Vec<Event>, Error> {
        let by = Actor::Agent(names.assignee);
        let mut events = Vec::new();
        if let Some(at) = it.first_response_at.filter(|_| from.is_none()) {
            let body: Prose = NOT_RECORDED.parse()?;
            events.push(self.event(at, by, What::MessageOut { body }, None));
        }
        let mut became = |at: Option<Instant>, status: Status| {
            let at = at.or(it.updated_at).or(it.first_response_at).unwrap_or(it.created_at);
            events.push(self.event(at, by, What::Status { resolution: None }, Some(status)));
        };
        match it.status {
            Status::New => {}
            Status::Closed => {
                if it.resolved_at.is_some() {
                    became(it.resolved_at, Status::Resolved);
                }
                became(it.closed_at.or(it.resolved_at), Status::Closed);
            }
            Status::Resolved => became(it.resolved_at.or(it.closed_at), Status::Resolved),
            status => became(None, status),
        }
        Ok(events)
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
        let mut events: Vec<Event> = told.into_iter().map(|what| self.event(at, Actor::System, what, None)).collect();
        if ticket.status != it.status {
            let reached = self.progress(it, names, Some(ticket.status))?;
            // A row that goes back to new or open, or forgets a time, tells of now.
            events.extend(reached.into_iter().map(|event| Event { at: event.at.max(ticket.created_at), ..event }));
        }
        for event in &events {
            self.tx.log(ticket.id, event, None)?;
        }
        self.grown.insert(ticket.id);
        Ok(!events.is_empty())
    }

    pub(super) fn event(&self, at: Instant, by: Actor, what: What, to: Option<Status>) -> Event {
        Event { at, recorded_at: self.now, by, what, to }
    }
}
