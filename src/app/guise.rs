//! Whom somebody can act as.

use crate::domain::Code;
use crate::domain::contact::Contact;
use crate::domain::rep::Rep;
use crate::error::Error;
use crate::store::Tx;

/// Whom somebody acts as.
#[derive(Debug, Clone)]
pub enum Guise {
    /// Another rep.
    Rep(Rep),
    /// A customer's contact, to see what they may.
    Contact(Contact),
}

impl Guise {
    /// Returns who is meant: a rep by handle, a contact by address or number.
    pub(super) fn named(tx: &Tx<'_>, name: &str) -> Result<Self, Error> {
        if name.contains('@') && name != "@me" {
            return tx.need_contact(name).map(Self::Contact);
        }
        match tx.rep(name)? {
            Some(rep) => Ok(Self::Rep(rep)),
            None if is_number(name) => tx.need_contact(name).map(Self::Contact),
            None => tx.need_rep(name).map(Self::Rep),
        }
    }

    /// Returns what the audit log calls them. It is never rewritten, so that a contact stands in it by number.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Rep(rep) => rep.handle.to_string(),
            Self::Contact(contact) => contact.id.to_string(),
        }
    }

    /// Returns how the log names whom somebody wants to act as; of a name that is nobody's, only what could be a handle.
    pub(super) fn in_log(name: &str, guise: &Result<Self, Error>) -> Option<String> {
        match guise {
            Ok(guise) => Some(guise.name()),
            Err(_) => name.parse::<Code>().ok().map(|handle| handle.to_string()),
        }
    }

    /// Refuses somebody who has left.
    pub(super) fn refuse_gone(&self) -> Result<(), Error> {
        let (Self::Rep(Rep { active, .. }) | Self::Contact(Contact { active, .. })) = self;
        if *active { Ok(()) } else { Err(Error::Inactive { who: self.name() }) }
    }
}

/// Tells a contact's number, `P7`, from a handle.
fn is_number(name: &str) -> bool {
    name.strip_prefix(['P', 'p']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}
