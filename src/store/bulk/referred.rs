//! What rows written in bulk refer to: each id once, so that looking them up costs next to nothing.

use rusqlite::Connection;

use super::{Beginning, Brought, Standing};
use crate::domain::sla::Verdict;
use crate::domain::ticket::{Actor, Event, What};
use crate::domain::{Numbers, TicketId};
use crate::error::Error;

/// Ids that were written, by the table they are of; and how many tickets and events they were written with.
#[derive(Debug, Default)]
pub struct Referred {
    accounts: Numbers,
    contacts: Numbers,
    queues: Numbers,
    reps: Numbers,
    teams: Numbers,
    tickets: Numbers,
    sources: Numbers,
    versions: Numbers,
    /// How many tickets were made.
    pub(in crate::store) made: i64,
    /// How many events were added to logs.
    pub(in crate::store) logged: i64,
}

impl Referred {
    /// Takes in what new tickets refer to that come from a source.
    pub(super) fn made(&mut self, tickets: &[Beginning], source: i64) {
        self.sources.insert(source);
        for it in tickets {
            self.made += 1;
            self.standing(&it.standing);
            it.events.iter().for_each(|event| self.event(event));
        }
    }

    /// Takes in what tickets refer to whose logs have grown by events from a source.
    pub(super) fn brought(&mut self, tickets: &[Brought], source: i64) {
        self.sources.insert(source);
        for it in tickets {
            self.standing(&it.standing);
            it.events.iter().for_each(|(_, event)| self.event(event));
        }
    }

    fn standing(&mut self, Standing { ticket, promises, .. }: &Standing) {
        self.accounts.insert(ticket.account.number());
        self.contacts.extend(ticket.contact.map(|id| id.number()));
        self.queues.extend(ticket.queue.map(|id| id.number()));
        self.reps.extend(ticket.assignee.map(|id| id.number()));
        self.teams.extend(ticket.team.map(|id| id.number()));
        self.tickets.insert(ticket.id.number());
        self.tickets.extend(ticket.merged_into.map(TicketId::number));
        self.versions.extend(promises.iter().map(|(Verdict { version, .. }, _)| *version));
    }

    fn event(&mut self, event: &Event) {
        self.logged += 1;
        match event.by {
            Actor::Customer(contact) => self.contacts.extend(contact.map(|id| id.number())),
            Actor::Agent(rep) => self.reps.extend(rep.map(|id| id.number())),
            Actor::System => {}
        }
        let (rep, team) = match &event.what {
            What::Created { outset, .. } => (outset.rep, outset.team),
            What::Assigned { rep, team } => (*rep, *team),
            What::Merged { into: other } | What::Absorbed { from: other, .. } => {
                return self.tickets.insert(other.number());
            }
            What::MessageIn { .. }
            | What::MessageOut { .. }
            | What::Note { .. }
            | What::Status { .. }
            | What::Priority(_)
            | What::Category(_)
            | What::Subject(_)
            | What::Tier(_)
            | What::Linked(_) => return,
        };
        self.reps.extend(rep.map(|id| id.number()));
        self.teams.extend(team.map(|id| id.number()));
    }

    /// Tells whether all of them are there.
    pub(in crate::store) fn are_there(&self, connection: &Connection) -> Result<bool, Error> {
        for (table, key, ids) in [
            ("account", "id", &self.accounts),
            ("contact", "id", &self.contacts),
            ("queue", "id", &self.queues),
            ("rep", "id", &self.reps),
            ("team", "id", &self.teams),
            ("ticket", "id", &self.tickets),
            ("source", "id", &self.sources),
            ("sla_version", "number", &self.versions),
        ] {
            let sql = format!("SELECT count(*) FROM {table} WHERE {key} BETWEEN ?1 AND ?2");
            let mut count = connection.prepare(&sql)?;
            for run in ids.runs() {
                let there: i64 = count.query_row([run.start(), run.end()], |row| row.get(0))?;
                if there <= run.end() - run.start() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ContactId, Instant, RepId, TeamId};
    use crate::store::Store;

    fn are_there(by: Actor, what: What) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("desk.db")).unwrap();
        let mut referred = Referred::default();
        let at = Instant::from_epoch(0);
        referred.event(&Event { at, recorded_at: at, by, what, to: None });
        assert_eq!(referred.logged, 1);
        referred.are_there(&store.connection).unwrap()
    }

    #[test]
    fn each_id_that_an_event_names_is_looked_up() {
        let note = || What::Note { body: "Late".parse().unwrap() };
        assert!(are_there(Actor::System, note()));
        assert!(are_there(Actor::Agent(None), note()));
        assert!(!are_there(Actor::Agent(Some(RepId::new(7))), note()));
        assert!(!are_there(Actor::Customer(Some(ContactId::new(7))), note()));
        assert!(!are_there(Actor::System, What::Assigned { rep: Some(RepId::new(7)), team: None }));
        assert!(!are_there(Actor::System, What::Assigned { rep: None, team: Some(TeamId::new(7)) }));
        assert!(!are_there(Actor::System, What::Merged { into: TicketId::new(7) }));
    }
}
