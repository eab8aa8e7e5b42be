//! What is done when a clock passes a level.

use std::fmt;
use std::str::FromStr;

use super::Level;
use crate::domain::rep::StaffRole;
use crate::domain::{Code, Email, Invalid, nearest};

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// The rep the ticket is assigned to.
    Assignee,
    /// The rep who looks after the account.
    AccountManager,
    /// Every rep of this role.
    Role(StaffRole),
    /// The rep of this handle.
    Rep(Code),
    /// Every rep of the team of this name.
    Team(Code),
    /// Whoever reads this address.
    Address(Email),
}

/// Writes what is read: `assignee`, `account-manager`, `role:team-lead`, `rep:anna`, `team:logistics`, an e-mail address.
impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assignee => f.pad("assignee"),
            Self::AccountManager => f.pad("account-manager"),
            Self::Role(role) => f.pad(&format!("role:{role}")),
            Self::Rep(handle) => f.pad(&format!("rep:{handle}")),
            Self::Team(name) => f.pad(&format!("team:{name}")),
            Self::Address(address) => address.fmt(f),
        }
    }
}

impl FromStr for Recipient {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.split_once(':') {
            None if text == "assignee" => Ok(Self::Assignee),
            None if text == "account-manager" => Ok(Self::AccountManager),
            None if text.contains('@') => text.parse().map(Self::Address),
            Some(("role", role)) => role.parse().map(Self::Role),
            Some(("rep", handle)) => handle.parse().map(Self::Rep),
            Some(("team", name)) => name.parse().map(Self::Team),
            None | Some(_) => {
                let expected =
                    "`assignee`, `account-manager`, `role:ROLE`, `rep:HANDLE`, `team:NAME` or an e-mail address";
                let refused = Invalid::new(text, "somebody to notify", expected);
                // A role is easily written without its prefix.
                let role = text.parse::<StaffRole>().ok().map(|role| format!("role:{role}"));
                let word = || nearest(text, ["assignee", "account-manager"]).map(str::to_owned);
                Err(Invalid { near: role.or_else(word), ..refused })
            }
        }
    }
}

impl serde::Serialize for Recipient {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Into whose hands a ticket goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reassignment {
    /// The rep of this handle.
    Rep(Code),
    /// The team of this name.
    Team(Code),
}

/// Writes `rep:anna`, `team:escalations`.
impl fmt::Display for Reassignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rep(handle) => f.pad(&format!("rep:{handle}")),
            Self::Team(name) => f.pad(&format!("team:{name}")),
        }
    }
}

impl FromStr for Reassignment {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.split_once(':') {
            Some(("rep", handle)) => handle.parse().map(Self::Rep),
            Some(("team", name)) => name.parse().map(Self::Team),
            None | Some(_) => Err(Invalid::new(text, "somebody to hand a ticket to", "`team:NAME` or `rep:HANDLE`")),
        }
    }
}

impl serde::Serialize for Reassignment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A level, and what is done when a clock passes it; nothing but to note it, if nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// The point on the clock.
    pub level: Level,
    /// Who is told, in the order they were written.
    pub notify: Vec<Recipient>,
    /// Whether the ticket becomes one step more urgent.
    pub raise_priority: bool,
    /// Who gets the ticket, if it changes hands.
    pub reassign: Option<Reassignment>,
}

impl Escalation {
    /// Starts an escalation that does nothing but note that the level was passed.
    pub const fn at(level: Level) -> Self {
        Self { level, notify: Vec::new(), raise_priority: false, reassign: None }
    }
}

/// Writes `notify assignee, role:team-lead; raise priority; reassign to team:escalations`, or `note it`.
impl fmt::Display for Escalation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.notify.iter().map(Recipient::to_string).collect();
        let parts = [
            (!names.is_empty()).then(|| format!("notify {}", names.join(", "))),
            self.raise_priority.then(|| "raise priority".to_owned()),
            self.reassign.as_ref().map(|to| format!("reassign to {to}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        f.pad(&if parts.is_empty() { "note it".to_owned() } else { parts.join("; ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_read_back_as_written() {
        for text in ["assignee", "account-manager", "role:team-lead", "rep:anna", "team:logistics", "desk@acme.example"]
        {
            assert_eq!(text.parse::<Recipient>().unwrap().to_string(), text);
        }
        for text in ["rep:anna", "team:logistics"] {
            assert_eq!(text.parse::<Reassignment>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn somebody_unknown_is_refused_with_the_nearest() {
        let sentence = |text: &str| text.parse::<Recipient>().unwrap_err().to_string();
        assert!(sentence("asignee").ends_with("did you mean `assignee`?"));
        assert!(sentence("team-lead").ends_with("did you mean `role:team-lead`?"));
        assert!(sentence("role:team-led").ends_with("did you mean `team-lead`?"));
        assert!(sentence("queue:x").ends_with("`team:NAME` or an e-mail address"));
        assert!(sentence("rep:").contains("is not a code"));
        assert!("assignee".parse::<Reassignment>().is_err());
    }
}
