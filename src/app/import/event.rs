//! Events taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::TicketId;
use crate::domain::intake::{EventIntake, Intake, Told};
use crate::domain::ticket::{Actor, Event, What};
use crate::store::Keyed;

impl Take for EventIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_event(intake)
    }
}

impl Session<'_> {
    /// Takes in an event of a ticket that came from the same source.
    fn take_event(&mut self, intake: Intake<EventIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, it, .. } = intake;
        let ticket = self.ticket_of(&it.ticket)?;
        if it.at > self.now {
            return Err(refuse("at", format!("lies in the future: it is {} now", self.now)));
        }
        let event = self.told(&it)?;
        let key = self.key(&external_id);
        if let Some(known) = self.tx.event_under(ticket, key)? {
            let same = (known.at, &known.what, known.to) == (event.at, &event.what, event.to);
            let why = "is an event that came before and said something else; what happened is not rewritten";
            return if same { Ok(Outcome::Same) } else { Err(refuse("external_id", why)) };
        }
        self.tx.log(ticket, &event, Some(key))?;
        self.grown.insert(ticket);
        Ok(Outcome::Created)
    }

    fn ticket_of(&mut self, external_id: &str) -> Result<TicketId, Rejection> {
        if let Some((known, id)) = &self.last_ticket
            && known == external_id
        {
            return Ok(*id);
        }
        let kept = self.kept(Keyed::Ticket, external_id)?;
        let id = kept.map(|kept| TicketId::new(kept.id));
        let id = id.ok_or_else(|| refuse("ticket", "is the id of no ticket that came from this source"))?;
        self.last_ticket = Some((external_id.to_owned(), id));
        Ok(id)
    }

    fn told(&mut self, it: &EventIntake) -> Result<Event, Rejection> {
        let by = match (&it.what, it.author.as_deref()) {
            (Told::MessageIn(_), Some(email)) => {
                let contact = self.contact_by_email(email)?.map(|(id, _)| id);
                Actor::Customer(Some(contact.ok_or_else(|| refuse("author", "is no contact of this desk"))?))
            }
            (Told::MessageIn(_), None) => Actor::Customer(None),
            (_, Some(handle)) => Actor::Agent(Some(self.need_rep("author", handle)?)),
            (_, None) => Actor::Agent(None),
        };
        let (what, to) = match &it.what {
            Told::MessageIn(body) => (What::MessageIn { body: body.clone() }, None),
            Told::MessageOut(body) => (What::MessageOut { body: body.clone() }, None),
            Told::Note(body) => (What::Note { body: body.clone() }, None),
            Told::Status(status) => (What::Status { resolution: None }, Some(*status)),
            Told::Priority(priority) => (What::Priority(*priority), None),
            Told::Category(category) => (What::Category(*category), None),
            Told::Assigned(handle) => {
                let rep = handle.as_deref().map(|handle| self.need_rep("assignee", handle)).transpose()?;
                (What::Assigned { rep, team: None }, None)
            }
        };
        Ok(self.event(it.at, by, what, to))
    }
}
