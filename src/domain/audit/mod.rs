//! What was done, by whom and why: entries of a chain in which each vouches for all before it.

mod told;

pub use told::{Told, ToldColumn, Value};

use sha2::{Digest as _, Sha256};

use super::access::Deed;
use super::{Code, Instant, Line, hex};

words! {
    /// How a change came about.
    Via, "a way in";
    /// Somebody typed it, or a script did.
    Cli = "cli",
    /// A scheduled run did it.
    Cron = "cron",
    /// A file brought it.
    Import = "import",
}

words! {
    /// What came of what was asked.
    Outcome, "an outcome";
    /// It was done.
    Done = "done",
    /// Whoever asked may not do it.
    Refused = "refused",
}

/// What stands before the first entry.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The rep; nobody if the operating system's user is none of this desk.
    pub actor: Option<Code>,
    /// The operating system's name for them.
    pub user: String,
    /// Their real user id there.
    pub uid: u32,
    /// The rep or contact they acted as, if not themselves.
    pub acting_as: Option<String>,
}

/// What was done to one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Entry {
    pub at: Instant,
    pub who: Who,
    pub via: Via,
    /// A [`Deed`], as this or an earlier version of the program names it.
    pub action: String,
    pub outcome: Outcome,
    /// What it was done to.
    pub object: Option<Object>,
    /// The rows that were, as a JSON array of objects: `table`, `id`, and the columns that changed.
    pub before: Option<String>,
    /// The rows that have become of them, likewise; a new row is told with all it has.
    pub after: Option<String>,
    pub reason: Option<Line>,
    /// What whoever asked gave to be answered once.
    pub key: Option<Line>,
}

/// One thing that things are done to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    /// What it is: `ticket`.
    pub noun: String,
    /// What people call it: `T42`.
    pub name: String,
}

/// An entry in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its number; the first is 1, and none is left out.
    pub seq: i64,
    /// What it says.
    pub entry: Entry,
    /// The hash of the one before.
    pub prev: String,
    /// Its own, which vouches for it and, through `prev`, for all before it.
    pub hash: String,
}

/// Where a chain ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The last entry's number; 0 before the first.
    pub seq: i64,
    /// The last entry's hash.
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { seq: 0, hash: BEGINNING.to_owned() }
    }
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// A number is left out, or stands twice.
    #[error("entry {found} stands where entry {expected} should")]
    Gap {
        /// The number that should have come.
        expected: i64,
        /// The one that came.
        found: i64,
    },
    /// It does not name the one before it.
    #[error("entry {seq} does not continue the entry before it")]
    Torn {
        /// Its number.
        seq: i64,
    },
    /// It does not say what it said when it was written.
    #[error("entry {seq} is not as it was written")]
    Changed {
        /// Its number.
        seq: i64,
    },
}

impl Entry {
    /// Starts an entry that says nothing yet of what was done.
    pub fn new(at: Instant, who: Who, deed: Deed) -> Self {
        Self {
            at,
            who,
            via: deed.via(),
            action: deed.to_string(),
            outcome: Outcome::Done,
            object: None,
            before: None,
            after: None,
            reason: None,
            key: None,
        }
    }

    /// Puts the entry at the end of a chain.
    pub fn after(self, head: &Head) -> Link {
        let (seq, prev) = (head.seq + 1, head.hash.clone());
        let hash = self.hash(seq, &prev);
        Link { seq, entry: self, prev, hash }
    }

    /// Hashes the entry in its place: SHA-256 over its fields in the order of the table `audit`, each as the number of
    /// its bytes, `:`, and the bytes; what is missing is `-`.
    fn hash(&self, seq: i64, prev: &str) -> String {
        let Who { actor, user, uid, acting_as } = &self.who;
        let (seq, at, uid) = (seq.to_string(), self.at.epoch().to_string(), uid.to_string());
        let (noun, name) = self.object.as_ref().map(|object| (&*object.noun, &*object.name)).unzip();
        let fields = [
            Some(&*seq),
            Some(&*at),
            actor.as_ref().map(Code::as_str),
            Some(user.as_str()),
            Some(&*uid),
            acting_as.as_deref(),
            Some(self.via.as_str()),
            Some(&*self.action),
            Some(self.outcome.as_str()),
            noun,
            name,
            self.before.as_deref(),
            self.after.as_deref(),
            self.reason.as_ref().map(Line::as_str),
            self.key.as_ref().map(Line::as_str),
            Some(prev),
        ];
        let mut hash = Sha256::new();
        for field in fields {
            match field {
                Some(field) => hash.update(format!("{}:{field}", field.len())),
                None => hash.update("-"),
            }
        }
        hex(&hash.finalize())
    }
}

impl Head {
    /// Follows the chain by one entry.
    pub fn follow(&mut self, link: &Link) -> Result<(), Break> {
        let (expected, seq) = (self.seq + 1, link.seq);
        if seq != expected {
            return Err(Break::Gap { expected, found: seq });
        }
        if link.prev != self.hash {
            return Err(Break::Torn { seq });
        }
        if link.entry.hash(seq, &link.prev) != link.hash {
            return Err(Break::Changed { seq });
        }
        (self.seq, self.hash) = (seq, link.hash.clone());
        Ok(())
    }
}

impl Deed {
    /// Returns how it comes about.
    pub const fn via(self) -> Via {
        match self {
            Self::SlaCheck | Self::SlaDeliver => Via::Cron,
            Self::ImportRun | Self::ImportUndo => Via::Import,
            _ => Via::Cli,
        }
    }
}

/// Hashes text that may have to be erased, so that its entry outlives it: SHA-256 over the salt and the text.
pub fn salted(salt: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(text);
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(action: Deed, object: &str) -> Entry {
        let who = Who { actor: Some("giulia".parse().unwrap()), user: "giulia".into(), uid: 1000, acting_as: None };
        let object = Object { noun: "ticket".into(), name: object.into() };
        let at = "2026-01-15T09:00:00Z".parse().unwrap();
        Entry { object: Some(object), ..Entry::new(at, who, action) }
    }

    fn chain() -> Vec<Link> {
        let mut head = Head::default();
        let deeds = [(Deed::TicketNew, "T1"), (Deed::TicketReply, "T1"), (Deed::TicketResolve, "T1")];
        let link = |(deed, object)| {
            let link = entry(deed, object).after(&head);
            head.follow(&link).unwrap();
            link
        };
        deeds.map(link).into()
    }

    fn broken(chain: &[Link]) -> Option<Break> {
        let mut head = Head::default();
        chain.iter().find_map(|link| head.follow(link).err())
    }

    #[test]
    fn a_chain_shows_what_was_changed_left_out_or_put_in() {
        let chain = chain();
        assert_eq!(broken(&chain), None);
        let mut changed = chain.clone();
        changed[1].entry.at = "2026-01-15T09:00:01Z".parse().unwrap();
        assert_eq!(broken(&changed), Some(Break::Changed { seq: 2 }));
        let head = Head { seq: 1, hash: changed[1].prev.clone() };
        changed[1] = changed[1].entry.clone().after(&head);
        assert_eq!(broken(&changed), Some(Break::Torn { seq: 3 }));
        let without = [chain[0].clone(), chain[2].clone()];
        assert_eq!(broken(&without), Some(Break::Gap { expected: 2, found: 3 }));
    }

    #[test]
    fn a_field_cannot_flow_into_the_next_one() {
        let (mut a, mut b) = (entry(Deed::TicketNew, "T1"), entry(Deed::TicketNew, "T1"));
        (a.before, a.after) = (Some("12".into()), None);
        (b.before, b.after) = (Some("1".into()), Some("2".into()));
        assert_ne!(a.after(&Head::default()).hash, b.clone().after(&Head::default()).hash);
        (b.before, b.after) = (None, Some("12".into()));
        assert_ne!(entry(Deed::TicketNew, "T1").after(&Head::default()).hash, b.after(&Head::default()).hash);
    }

    #[test]
    fn the_hash_is_what_anybody_can_compute() {
        let link = entry(Deed::TicketNew, "T1").after(&Head::default());
        let told = "1:110:17684676006:giulia6:giulia4:1000-3:cli10:ticket.new4:done6:ticket2:T1----64:";
        assert_eq!(link.hash, salted(told, BEGINNING));
    }
}
