//! Entries of a desk's own log taken in.

use super::{HERE, Outcome, REWRITTEN, Rejection, Session, Take, refuse};
use crate::domain::TicketId;
use crate::domain::intake::{EventIntake, Intake, MessageIntake};
use crate::domain::logged::{AnyEvent, Given, Logged, LoggedEvent, TicketName};
use crate::domain::ticket::{Actor, Event, Outset, Party, What};
use crate::store::Keyed;

impl Take for AnyEvent {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { source, external_id, digest, it } = intake;
        match it {
            Self::Told(_) if session.source == HERE => {
                Err(refuse("source", "means an event of a desk's own log, which has its `id` and `ticket_id`"))
            }
            Self::Told(it) => EventIntake::take(session, Intake { source, external_id, digest, it }),
            Self::Logged(it) => session.take_entry(&external_id, *it),
        }
    }

    fn foresee(session: &mut Session<'_>, rows: &[(u64, Intake<Self>)]) {
        session.scout_for(rows.iter().map(|(_, row)| (row.source.as_deref(), &row.it)));
    }
}

impl Take for MessageIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { source, external_id, digest, it } = intake;
        AnyEvent::take(session, Intake { source, external_id, digest, it: it.event })
    }

    fn foresee(session: &mut Session<'_>, rows: &[(u64, Intake<Self>)]) {
        session.scout_for(rows.iter().map(|(_, row)| (row.source.as_deref(), &row.it.event)));
    }
}

impl Session<'_> {
    /// Takes in an entry of a ticket's log.
    fn take_entry(&mut self, external_id: &str, entry: LoggedEvent) -> Result<Outcome, Rejection> {
        self.finish()?;
        let ticket = self.whose(&entry.ticket)?;
        let id = entry.id;
        let recorded_at = entry.recorded_at.unwrap_or(self.now);
        self.refuse_future(&[("at", Some(entry.at)), ("recorded_at", Some(recorded_at))])?;
        let by = self.who(entry.party, entry.author.as_deref())?;
        let what = self.what(ticket, entry.what)?;
        let event = Event { at: entry.at, recorded_at, by, what, to: entry.to };
        if let Some((whose, known)) = id.map(|id| self.tx.event_numbered(id)).transpose()?.flatten() {
            let same = whose == ticket && (known.at, &known.what) == (event.at, &event.what);
            return if same { Ok(Outcome::Same) } else { Err(refuse("id", REWRITTEN)) };
        }
        let key = (self.source != HERE).then(|| self.key(external_id));
        if key.is_none() && id.is_none() {
            return Err(refuse("id", "is missing: by what else is an event of a desk's own log known?"));
        }
        if let Some(known) = key.map(|key| self.tx.event_under(ticket, key)).transpose()?.flatten() {
            let same = (known.at, &known.what, known.to) == (event.at, &event.what, event.to);
            return if same { Ok(Outcome::Same) } else { Err(refuse("external_id", REWRITTEN)) };
        }
        let placed = self.placed.contains(&ticket);
        if !placed && matches!(event.what, What::Created { .. }) {
            return Err(refuse("kind", format!("tells how {ticket} began, which is known here")));
        }
        let logged = self.tx.log_under(id, ticket, &event, key)?;
        if logged <= self.before {
            // The words of later ones are made findable at the end.
            self.tx.index_event(logged, &event)?;
        }
        if !placed {
            self.grown.insert(ticket.number());
        }
        Ok(Outcome::Created)
    }

    fn whose(&self, name: &TicketName) -> Result<TicketId, Rejection> {
        match name {
            TicketName::Here(id) if self.placed.contains(id) || self.tx.ticket(*id)?.is_some() => Ok(*id),
            TicketName::Here(_) => Err(refuse("ticket_id", "is no ticket of this desk")),
            TicketName::There(external_id) => {
                let kept = self.kept(Keyed::Ticket, external_id)?.map(|kept| TicketId::new(kept.id));
                kept.ok_or_else(|| refuse("ticket", "is the id of no ticket that came from this source"))
            }
        }
    }

    fn who(&mut self, party: Party, author: Option<&str>) -> Result<Actor, Rejection> {
        match (party, author) {
            (Party::Customer, author) => {
                let contact = author.map(|name| self.known_contact("author", name)).transpose()?;
                Ok(Actor::Customer(contact))
            }
            (Party::Agent, author) => {
                let rep = author.map(|handle| self.need_rep("author", handle)).transpose()?;
                Ok(Actor::Agent(rep))
            }
            (Party::System, None) => Ok(Actor::System),
            (Party::System, Some(_)) => Err(refuse("author", "is somebody, and `party` says that a program did it")),
        }
    }

    fn what(&mut self, ticket: TicketId, what: Logged) -> Result<What, Rejection> {
        Ok(match what {
            Logged::Created { subject, category, priority, tier, given } => {
                let row = self.tx.need_ticket(ticket)?;
                let (account, contact, channel, queue) = (row.account, row.contact, row.channel, row.queue);
                let outset = self.outset(given)?;
                What::Created { account, contact, subject, category, priority, channel, queue, tier, outset }
            }
            Logged::MessageIn(body) => What::MessageIn { body },
            Logged::MessageOut(body) => What::MessageOut { body },
            Logged::Note(body) => What::Note { body },
            Logged::Status(resolution) => What::Status { resolution },
            Logged::Priority(priority) => What::Priority(priority),
            Logged::Category(category) => What::Category(category),
            Logged::Subject(subject) => What::Subject(subject),
            Logged::Tier(tier) => What::Tier(tier),
            Logged::Assigned { rep, team } => What::Assigned {
                rep: rep.map(|handle| self.need_rep("assignee", &handle)).transpose()?,
                team: team.map(|name| self.known_team(&name)).transpose()?,
            },
            Logged::Linked(link) => What::Linked(link),
            Logged::Merged(into) => What::Merged { into: self.other(into)? },
            Logged::Absorbed { from, since } => What::Absorbed { from: self.other(from)?, waiting_since: since },
        })
    }

    fn outset(&mut self, given: Given) -> Result<Outset, Rejection> {
        Ok(Outset {
            rep: given.rep.map(|handle| self.need_rep("assignee", &handle)).transpose()?,
            team: given.team.map(|name| self.known_team(&name)).transpose()?,
            link: given.link,
        })
    }

    fn other(&self, id: TicketId) -> Result<TicketId, Rejection> {
        match self.tx.ticket(id)? {
            Some(_) => Ok(id),
            None => Err(refuse("other", "is no ticket of this desk")),
        }
    }
}
