//! Who is told when a clock passes a level, and what.

use super::escalation::{Place, Watch};
use crate::domain::account::AccountRole;
use crate::domain::delivery::{Addressee, Customer, DeliveryChannel, Message, MessageKind, Parcel};
use crate::domain::rep::Rep;
use crate::domain::sla::{Cycle, Recipient};
use crate::domain::ticket::Ticket;
use crate::domain::{NoticeId, RepId};
use crate::error::Error;

/// What a notification is made of.
pub(super) struct Letter<'a> {
    pub(super) cycle: &'a Cycle,
    /// The ticket, after what was done about it.
    pub(super) ticket: &'a Ticket,
    /// Who had it, and who has it.
    pub(super) assignees: Vec<RepId>,
    pub(super) done: Vec<String>,
    pub(super) place: Place<'a>,
    pub(super) recorded: NoticeId,
}

impl Watch<'_> {
    /// Queues the news for everybody who is to be told, once for each way it can go.
    pub(super) fn notify(&mut self, letter: &Letter<'_>, to: &[Recipient]) -> Result<(), Error> {
        let recipients = self.recipients(letter, to)?;
        let unreachable = recipients.iter().all(|recipient| recipient.email.is_none());
        let message = self.message(letter, recipients)?;
        for outlet in self.outlets {
            let message = message.addressed(outlet.channel);
            let given_up = (outlet.channel == DeliveryChannel::Mail && unreachable)
                .then_some("nobody who is to be told has an e-mail address");
            if let Some(why) = given_up {
                self.warnings.push(format!("{}: {why}; nothing is mailed", letter.place));
            }
            let (key, channel) = (message.key.clone(), outlet.channel);
            let message = serde_json::to_string(&message).unwrap_or_default();
            let parcel = Parcel { key, channel, message };
            self.tx.queue_delivery(Some(letter.recorded), &parcel, self.now, given_up)?;
        }
        Ok(())
    }

    fn message(&self, letter: &Letter<'_>, recipients: Vec<Addressee>) -> Result<Message, Error> {
        let Letter { cycle, ticket, done, place, .. } = letter;
        let account = self.tx.account_by_id(ticket.account)?;
        let level = place.notice.level;
        Ok(Message {
            key: String::new(),
            kind: if level.is_warning() { MessageKind::Warning } else { MessageKind::Breach },
            text: String::new(),
            ticket: ticket.id,
            subject: ticket.subject.clone(),
            account: Customer { code: account.code, name: account.name },
            priority: ticket.priority,
            status: ticket.status.to_string(),
            metric: cycle.metric,
            cycle: cycle.number,
            level,
            at: place.notice.at,
            detected_at: self.now,
            due_at: cycle.due_at,
            policy: place.policy.to_owned(),
            version: place.notice.version,
            done: done.clone(),
            recipients,
        })
    }

    /// Finds everybody who is to be told, each once; whoever has left is told nothing.
    fn recipients(&mut self, letter: &Letter<'_>, to: &[Recipient]) -> Result<Vec<Addressee>, Error> {
        let mut found: Vec<Addressee> = Vec::new();
        for recipient in to {
            Addressee::add_new(&mut found, self.resolve(letter, recipient)?);
        }
        Ok(found)
    }

    fn resolve(&mut self, letter: &Letter<'_>, recipient: &Recipient) -> Result<Vec<Addressee>, Error> {
        let is_told: Box<dyn Fn(&Rep) -> bool> = match recipient {
            Recipient::Address(address) => return Ok(vec![Addressee::reader(address)]),
            Recipient::Assignee => Box::new(|rep| letter.assignees.contains(&rep.id)),
            Recipient::AccountManager => {
                let reps = self.tx.account_reps(letter.ticket.account)?;
                let primary = reps.iter().find(|(role, ..)| *role == AccountRole::Primary).map(|(_, id, _)| *id);
                Box::new(move |rep| Some(rep.id) == primary)
            }
            Recipient::Role(role) => Box::new(|rep| rep.role == *role),
            Recipient::Rep(handle) => match self.tx.need_rep(handle.as_str()) {
                Ok(known) => Box::new(move |rep| rep.id == known.id),
                Err(why) => return self.skip(letter, why),
            },
            Recipient::Team(name) => match self.tx.need_team(name.as_str()) {
                Ok(team) => Box::new(move |rep| rep.team == Some(team.id)),
                Err(why) => return self.skip(letter, why),
            },
        };
        let told = self.reps()?.iter().filter(|rep| is_told(rep));
        Ok(told.map(|rep| Addressee::rep(rep, recipient)).collect())
    }

    /// Warns of a name that nobody has; the others are told all the same.
    fn skip(&mut self, letter: &Letter<'_>, why: Error) -> Result<Vec<Addressee>, Error> {
        if !matches!(why, Error::Unknown { .. }) {
            return Err(why);
        }
        self.warnings.push(format!("{}: {why}; nobody of that name is told", letter.place));
        Ok(Vec::new())
    }
}
