//! Taking in what other systems know, in one transaction.

mod account;
mod batch;
mod contact;
mod event;
mod rep;
mod ticket;

use std::collections::{BTreeSet, HashMap};

pub use batch::BatchView;
use batch::Running;

use super::{Desk, acting, policy, sla};
use crate::domain::intake::Intake;
use crate::domain::sla::Book;
use crate::domain::ticket::Ticket;
use crate::domain::{AccountId, ContactId, EventId, Instant, RepId, TicketId, Tier};
use crate::error::Error;
use crate::store::{Kept, Key, Keyed, Tx};

/// What a row did, or with a rehearsal would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It made something.
    Created,
    /// It changed something.
    Updated,
    /// It said what was known.
    Same,
}

/// Why a row was not taken.
#[derive(Debug)]
pub enum Rejection {
    /// What one field says cannot be: `why` goes on from its value.
    Field(&'static str, String),
    /// The file could not be read or written: the import cannot go on.
    Fatal(Error),
}

impl From<Error> for Rejection {
    fn from(why: Error) -> Self {
        match why {
            Error::Store { .. } | Error::Busy { .. } | Error::OutcomeUnknown(_) => Self::Fatal(why),
            other => Self::Field("external_id", format!("was refused: {other}")),
        }
    }
}

fn refuse(field: &'static str, why: impl Into<String>) -> Rejection {
    Rejection::Field(field, why.into())
}

/// What an import can bring into the desk.
pub trait Take: Sized {
    /// Takes in what one row says.
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection>;
}

/// An import under way.
#[derive(Debug)]
pub struct Session<'a> {
    tx: &'a Tx<'a>,
    /// Who imports.
    by: RepId,
    /// The system that the rows come from.
    source: i64,
    running: Option<Running>,
    now: Instant,
    book: Book,
    accounts: HashMap<String, Option<(AccountId, Tier)>>,
    contacts: HashMap<String, Option<(ContactId, AccountId)>>,
    reps: HashMap<String, Option<RepId>>,
    /// The ticket that events were last about: they come in runs.
    last_ticket: Option<(String, TicketId)>,
    /// The last event before the import: the words of those after it are made findable at its end.
    before: EventId,
    /// Tickets whose logs have grown.
    grown: BTreeSet<TicketId>,
}

impl Desk {
    /// Runs an import: all that `work` takes in is stored at its end, or nothing if it fails. With `rehearse` nothing is
    /// stored in any case.
    pub fn import<T, E: From<Error>>(
        &mut self,
        rehearse: bool,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let Self { store, user, clock, .. } = self;
        let now = clock.now();
        let run = |tx: &Tx<'_>| {
            let by = acting(tx, user)?.id;
            let mut session = Session::new(tx, by, now)?;
            let done = work(&mut session)?;
            session.settle()?;
            Ok(done)
        };
        if rehearse { store.rehearse(run) } else { store.write(run) }
    }
}

impl<'a> Session<'a> {
    fn new(tx: &'a Tx<'a>, by: RepId, now: Instant) -> Result<Self, Error> {
        Ok(Self {
            tx,
            by,
            source: 0,
            running: None,
            now,
            book: policy::book(tx)?,
            accounts: HashMap::new(),
            contacts: HashMap::new(),
            reps: HashMap::new(),
            last_ticket: None,
            before: tx.last_event()?,
            grown: BTreeSet::new(),
        })
    }

    /// Makes words findable, folds the tickets whose logs have grown, and judges their promises.
    fn settle(self) -> Result<(), Error> {
        self.tx.index_text_since(self.before)?;
        for id in &self.grown {
            let events = self.tx.events(*id)?;
            if let Some(ticket) = Ticket::fold(*id, &events) {
                self.tx.save_ticket(&ticket)?;
                sla::refresh(self.tx, &self.book, &ticket, self.now)?;
            }
        }
        Ok(())
    }

    fn kept(&self, table: Keyed, external_id: &str) -> Result<Option<Kept>, Error> {
        self.tx.kept(table, self.key(external_id))
    }

    const fn key<'k>(&self, external_id: &'k str) -> Key<'k> {
        Key { source: self.source, external_id }
    }

    /// Marks what was taken in, so that a rerun knows it.
    fn keep(&self, table: Keyed, id: i64, external_id: &str, digest: i64) -> Result<(), Error> {
        self.tx.keep(table, id, self.key(external_id), digest)
    }

    fn account(&mut self, code: &str) -> Result<Option<(AccountId, Tier)>, Error> {
        if let Some(known) = self.accounts.get(code) {
            return Ok(*known);
        }
        let found = self.tx.account(code)?.map(|account| (account.id, account.tier));
        self.accounts.insert(code.to_owned(), found);
        Ok(found)
    }

    fn contact_by_email(&mut self, email: &str) -> Result<Option<(ContactId, AccountId)>, Error> {
        if let Some(known) = self.contacts.get(email) {
            return Ok(*known);
        }
        let found = self.tx.contact_by_email(email)?.map(|contact| (contact.id, contact.account));
        self.contacts.insert(email.to_owned(), found);
        Ok(found)
    }

    fn rep(&mut self, handle: &str) -> Result<Option<RepId>, Error> {
        if let Some(known) = self.reps.get(handle) {
            return Ok(*known);
        }
        let found = self.tx.rep(handle)?.map(|rep| rep.id);
        self.reps.insert(handle.to_owned(), found);
        Ok(found)
    }

    fn need_rep(&mut self, field: &'static str, handle: &str) -> Result<RepId, Rejection> {
        self.rep(handle)?.ok_or_else(|| refuse(field, "is no rep of this desk"))
    }
}
