//! What a notification says.

use serde::{Deserialize, Serialize};

use super::DeliveryChannel;
use crate::domain::rep::Rep;
use crate::domain::sla::{Level, Metric, Recipient};
use crate::domain::ticket::Priority;
use crate::domain::{Code, Email, Instant, Line, TicketId};

words! {
    /// How bad it is.
    MessageKind, "a kind of message";
    /// A promise is in danger.
    Warning = "warning",
    /// A promise is broken.
    Breach = "breach",
}

/// Everything a hook or a reader needs to know of one level that one promise passed. Its fields are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The same at each attempt to deliver it: whoever has seen it before has been told.
    pub key: String,
    /// Warning or breach.
    pub kind: MessageKind,
    /// All of it in one line.
    pub text: String,
    /// The ticket.
    pub ticket: TicketId,
    /// What the ticket is about.
    pub subject: Line,
    /// Whose ticket it is.
    pub account: Customer,
    /// How urgent it is, after what was done about it.
    pub priority: Priority,
    /// Where it stands, after what was done about it.
    pub status: String,
    /// What was promised.
    pub metric: Metric,
    /// Which cycle of the metric, from 1.
    pub cycle: u32,
    /// The level that was passed.
    pub level: Level,
    /// When it was passed.
    pub at: Instant,
    /// When that was noticed.
    pub detected_at: Instant,
    /// When the promise is or was due; none while its time stands still.
    pub due_at: Option<Instant>,
    /// The policy that promised it.
    pub policy: String,
    /// The version that policy is of.
    pub version: i64,
    /// What was done about it, each as a clause.
    pub done: Vec<String>,
    /// Who is told.
    pub recipients: Vec<Addressee>,
}

/// Whose ticket it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The account's code.
    pub code: Code,
    /// The account's name.
    pub name: Line,
}

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// As what, in the policy's words: `assignee`, `role:team-lead`.
    #[serde(rename = "as")]
    pub told_as: String,
    /// Their handle, if they are a rep.
    pub handle: Option<Code>,
    /// Their name, if they are a rep.
    pub name: Option<Line>,
    /// Where they read mail.
    pub email: Option<Email>,
}

impl Addressee {
    /// Tells a rep.
    pub fn rep(rep: &Rep, told_as: &Recipient) -> Self {
        Self {
            told_as: told_as.to_string(),
            handle: Some(rep.handle.clone()),
            name: Some(rep.name.clone()),
            email: rep.email.clone(),
        }
    }

    /// Tells whoever reads an address.
    pub fn reader(address: &Email) -> Self {
        Self { told_as: address.to_string(), handle: None, name: None, email: Some(address.clone()) }
    }

    /// Adds those to `told` who are not among them yet.
    pub fn add_new(told: &mut Vec<Self>, more: Vec<Self>) {
        for one in more {
            if !told.iter().any(|other| (&other.handle, &other.email) == (&one.handle, &one.email)) {
                told.push(one);
            }
        }
    }

    /// Returns how they are best known: by handle, or else by address.
    pub fn label(&self) -> &str {
        let handle = self.handle.as_ref().map(Code::as_str);
        handle.or(self.email.as_ref().map(Email::as_str)).unwrap_or(&self.told_as)
    }
}

impl Message {
    /// Names the level that was passed and the way the news of it goes, so that no two are named alike.
    pub fn key_for(&self, channel: DeliveryChannel) -> String {
        let Self { ticket, metric, cycle, level, version, at, .. } = self;
        format!("{ticket}/{metric}/{cycle}/{level}/v{version}/{at}/{channel}")
    }

    /// Returns the message as it goes one way: with its key, and with its text.
    #[must_use]
    pub fn addressed(&self, channel: DeliveryChannel) -> Self {
        Self { key: self.key_for(channel), text: self.sentence(), ..self.clone() }
    }

    /// Names the promise in words: `first response`, and `resolution (2)` for the second of its kind.
    pub fn promise(&self) -> String {
        let words = self.metric.as_str().replace('_', " ");
        if self.cycle > 1 { format!("{words} ({})", self.cycle) } else { words }
    }

    fn sentence(&self) -> String {
        let (state, is) = match self.kind {
            MessageKind::Warning => ("at risk", "due"),
            MessageKind::Breach => ("breached", "was due"),
        };
        let due = self.due_at.map(|at| format!(", {is} {at}")).unwrap_or_default();
        let Self { ticket, subject, account, priority, .. } = self;
        format!("{ticket} ({}, {priority}): {} {state}{due}: {subject}", account.code, self.promise())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use insta::assert_snapshot;

    use super::*;

    pub(crate) fn message() -> Message {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        Message {
            key: String::new(),
            kind: MessageKind::Breach,
            text: String::new(),
            ticket: TicketId::new(42),
            subject: "Linea ferma".parse().unwrap(),
            account: Customer { code: "FERRARIS".parse().unwrap(), name: "Officine Ferraris".parse().unwrap() },
            priority: Priority::Urgent,
            status: "open".to_owned(),
            metric: Metric::Resolution,
            cycle: 1,
            level: Level::Breach,
            at: at("2026-11-20T09:00:00Z"),
            detected_at: at("2026-11-20T09:05:00Z"),
            due_at: Some(at("2026-11-20T09:00:00Z")),
            policy: "tier-1".to_owned(),
            version: 3,
            done: vec!["priority raised to urgent".to_owned()],
            recipients: vec![Addressee {
                told_as: "assignee".to_owned(),
                handle: "giulia".parse().ok(),
                name: "Giulia Conti".parse().ok(),
                email: "giulia@supplier.example".parse().ok(),
            }],
        }
    }

    #[test]
    fn a_message_is_one_object_that_needs_no_other() {
        let sent = message().addressed(DeliveryChannel::Command);
        let json = serde_json::to_string_pretty(&sent).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&json).unwrap(), sent);
        assert_snapshot!(json, @r#"
        {
          "key": "T42/resolution/1/breach/v3/2026-11-20T09:00:00Z/command",
          "kind": "breach",
          "text": "T42 (FERRARIS, urgent): resolution breached, was due 2026-11-20T09:00:00Z: Linea ferma",
          "ticket": "T42",
          "subject": "Linea ferma",
          "account": {
            "code": "FERRARIS",
            "name": "Officine Ferraris"
          },
          "priority": "urgent",
          "status": "open",
          "metric": "resolution",
          "cycle": 1,
          "level": "breach",
          "at": "2026-11-20T09:00:00Z",
          "detected_at": "2026-11-20T09:05:00Z",
          "due_at": "2026-11-20T09:00:00Z",
          "policy": "tier-1",
          "version": 3,
          "done": [
            "priority raised to urgent"
          ],
          "recipients": [
            {
              "as": "assignee",
              "handle": "giulia",
              "name": "Giulia Conti",
              "email": "giulia@supplier.example"
            }
          ]
        }
        "#);
    }

    #[test]
    fn the_text_says_what_is_broken_or_in_danger() {
        let warning = Message {
            kind: MessageKind::Warning,
            level: Level::Percent(75),
            metric: Metric::FirstResponse,
            cycle: 2,
            due_at: None,
            ..message()
        };
        assert_snapshot!(message().sentence(), @"T42 (FERRARIS, urgent): resolution breached, was due 2026-11-20T09:00:00Z: Linea ferma");
        assert_snapshot!(warning.sentence(), @"T42 (FERRARIS, urgent): first response (2) at risk: Linea ferma");
    }
}
