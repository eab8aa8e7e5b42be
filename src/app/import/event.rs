//! Events taken in.

use super::history::event;
use super::judge::{Growth, Judge};
use super::scout::{Found, Stretch};
use super::{Outcome, REWRITTEN, Rejection, Session, Take, refuse};
use crate::domain::intake::{EventIntake, Intake, Told};
use crate::domain::logged::AnyEvent;
use crate::domain::ticket::{Actor, Event, What};
use crate::domain::{Email, QueueId, TicketId};
use crate::error::Error;
use crate::store::{Brought, Recorded, Standing};

impl Take for EventIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_event(intake)
    }
}

/// Events of one ticket, one after the other: its log is read once, and judged once.
#[derive(Debug)]
pub(super) struct Run {
    /// The ticket's id where it comes from.
    external_id: String,
    ticket: TicketId,
    /// What is stored of it, if that was read ahead.
    stored: Option<Standing>,
    /// Its log as it was recorded.
    log: Vec<Event>,
    /// The ids of those of its events that came from the same source, each with its place in the log.
    known: Vec<(String, usize)>,
    /// The place among these of the event that likely comes next.
    next: usize,
    /// The ids of the events at the end of the log that are new and have yet to be stored.
    new: Vec<String>,
}

/// A ticket, its log, and where it stands if that was read too.
type Stored = (TicketId, Recorded, Option<Standing>);

impl Run {
    /// Returns the event that came under an id before.
    fn known(&mut self, external_id: &str) -> Option<&Event> {
        let (before, after) = self.known.split_at(self.next);
        let ahead = after.iter().position(|(id, _)| id == external_id).map(|place| before.len() + place);
        let found = ahead.or_else(|| before.iter().position(|(id, _)| id == external_id))?;
        self.next = found + 1;
        self.log.get(self.known[found].1)
    }
}

impl Session<'_> {
    /// Takes in an event of a ticket that came from the same source.
    fn take_event(&mut self, intake: Intake<EventIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, it, .. } = intake;
        let mut run = self.run_of(&it.ticket)?;
        let taken = self.take_in(&mut run, external_id, it);
        self.run = Some(run);
        taken
    }

    fn take_in(&mut self, run: &mut Run, external_id: String, it: EventIntake) -> Result<Outcome, Rejection> {
        self.refuse_future(&[("at", Some(it.at))])?;
        let event = self.told(it)?;
        if let Some(known) = run.known(&external_id) {
            let same = (known.at, &known.what, known.to) == (event.at, &event.what, event.to);
            return if same { Ok(Outcome::Same) } else { Err(refuse("external_id", REWRITTEN)) };
        }
        run.log.push(event);
        run.new.push(external_id);
        Ok(Outcome::Created)
    }

    /// Returns the run of a ticket: the one under way, or a new one.
    fn run_of(&mut self, external_id: &str) -> Result<Box<Run>, Rejection> {
        if let Some(run) = self.run.take_if(|run| run.external_id == external_id) {
            return Ok(run);
        }
        self.end_run()?;
        let (ticket, Recorded { log, known }, stored) = match self.scouted(external_id)? {
            Some(found) => found,
            None => self.ask(external_id)?,
        };
        let (external_id, new) = (external_id.to_owned(), Vec::new());
        Ok(Box::new(Run { external_id, ticket, stored, log, known, next: 0, new }))
    }

    /// Returns what was read ahead of a ticket, unless it is another by now.
    fn scouted(&mut self, external_id: &str) -> Result<Option<Stored>, Error> {
        let Some(scout) = &mut self.scout else { return Ok(None) };
        let Some(Found { kept: Some((ticket, recorded)), standing, .. }) = scout.find(self.source, external_id)? else {
            return Ok(None);
        };
        let still = !self.written.contains(ticket.number()) && !self.grown.contains(ticket.number());
        Ok(still.then_some((ticket, recorded, standing)))
    }

    fn ask(&mut self, external_id: &str) -> Result<Stored, Rejection> {
        let row = self.bulk.row_under(self.key(external_id))?;
        let (ticket, _) = row.ok_or_else(|| refuse("ticket", "is the id of no ticket that came from this source"))?;
        if self.growing.contains(&ticket.id) {
            self.finish_growths()?;
        }
        Ok((ticket.id, self.bulk.log_of(&ticket, self.source)?, None))
    }

    /// Has the logs read of the tickets that rows name, each with its source.
    pub(super) fn scout_for<'r>(&mut self, rows: impl Iterator<Item = (Option<&'r str>, &'r AnyEvent)>) {
        let Some(scout) = &mut self.scout else { return };
        let mut stretches: Vec<Stretch> = Vec::new();
        for (source, event) in rows {
            let source = source.map_or(Some(self.origin), |name| self.sources.get(name).copied());
            let (Some(source), AnyEvent::Told(EventIntake { ticket, .. })) = (source, event) else { continue };
            match stretches.last_mut() {
                Some(last) if last.source == source && last.external_id == *ticket => last.rows += 1,
                _ => stretches.push(Stretch { source, external_id: ticket.clone(), rows: 1 }),
            }
        }
        scout.send(stretches);
    }

    /// Has the ticket of the run under way judged, if its log has grown; its events are stored in their turn.
    pub(super) fn end_run(&mut self) -> Result<(), Error> {
        let Some(Run { ticket, stored, log, new, .. }) = self.run.take().map(|run| *run) else { return Ok(()) };
        if new.is_empty() {
            return Ok(());
        }
        self.written.insert(ticket.number());
        if self.has_told {
            // What was told is taken back only by the whole of what an import tells.
            self.grown.insert(ticket.number());
            return self.bulk.add_events(ticket, self.source, &log[log.len() - new.len()..], &new);
        }
        let stored = match stored {
            Some(stored) => stored,
            None => self.bulk.standing(ticket)?,
        };
        let queue = stored.ticket.queue.map(|id| self.queue_address(id)).transpose()?;
        let judge = match &mut self.growths {
            Some(judge) => judge,
            none => none.insert(Judge::new(self.tx.versions()?, self.now)),
        };
        let around = judge.around(self.tx, stored.ticket.account)?;
        let brought = judge.take(Growth { stored, log, new, queue, around })?;
        self.growing.insert(ticket);
        self.bring(brought)
    }

    fn bring(&mut self, brought: Vec<Brought>) -> Result<(), Error> {
        for it in &brought {
            self.growing.remove(&it.standing.ticket.id);
        }
        self.bulk.bring(&brought, self.source)?;
        if let Some(judge) = &self.growths {
            judge.give_back(brought);
        }
        Ok(())
    }

    /// Stores the events that are with the judge still.
    pub(super) fn finish_growths(&mut self) -> Result<(), Error> {
        while let Some(brought) = self.growths.as_mut().map(Judge::finish).transpose()?.flatten() {
            self.bring(brought)?;
        }
        Ok(())
    }

    fn queue_address(&mut self, id: QueueId) -> Result<Email, Error> {
        if let Some(known) = self.known.queues.get(&id) {
            return Ok(known.clone());
        }
        let address = self.tx.queue_address(id)?;
        self.known.queues.insert(id, address.clone());
        Ok(address)
    }

    fn told(&mut self, it: EventIntake) -> Result<Event, Rejection> {
        let by = match (&it.what, it.author.as_deref()) {
            (Told::MessageIn(_), Some(email)) => {
                let contact = self.contact_by_email(email)?.map(|(id, _)| id);
                Actor::Customer(Some(contact.ok_or_else(|| refuse("author", "is no contact of this desk"))?))
            }
            (Told::MessageIn(_), None) => Actor::Customer(None),
            (_, Some(handle)) => Actor::Agent(Some(self.need_rep("author", handle)?)),
            (_, None) => Actor::Agent(None),
        };
        let (what, to) = match it.what {
            Told::MessageIn(body) => (What::MessageIn { body }, None),
            Told::MessageOut(body) => (What::MessageOut { body }, None),
            Told::Note(body) => (What::Note { body }, None),
            Told::Status(status) => (What::Status { resolution: None }, Some(status)),
            Told::Priority(priority) => (What::Priority(priority), None),
            Told::Category(category) => (What::Category(category), None),
            Told::Assigned(handle) => {
                let rep = handle.as_deref().map(|handle| self.need_rep("assignee", handle)).transpose()?;
                (What::Assigned { rep, team: None }, None)
            }
        };
        Ok(event(self.now, it.at, by, what, to))
    }
}
