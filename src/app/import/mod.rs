//! Taking in what other systems know, in one transaction.

mod account;
mod assignment;
mod assortment;
mod batch;
mod contact;
mod contract;
mod credit;
mod document;
mod event;
mod goods;
mod history;
mod invoice;
mod judge;
mod known;
mod logged;
mod mirror;
mod noted;
mod order;
mod payment;
mod placed;
mod policy;
mod price;
mod price_list;
mod product;
mod queue;
mod quote;
mod rep;
mod revision;
mod rma;
mod scout;
mod shipment;
mod stock;
mod team;
mod template;
mod ticket;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustc_hash::FxHashSet;

pub use batch::BatchView;
use batch::Running;

use super::{Desk, policy as policies, sla};
use crate::app::gate::By;
use crate::domain::access::Deed;
use crate::domain::batch::Origin;
use crate::domain::intake::{DESK, Intake};
use crate::domain::sla::Book;
use crate::domain::{EventId, Instant, Numbers, RmaId, TicketId};
use crate::error::Error;
use crate::store::{Bulk, Kept, Key, Keyed, Referred, Tx};
use event::Run;
use judge::{Draft, Growth, Judge};
use known::Known;
use order::Twins;
use quote::Underway;
use scout::Scout;

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

/// Why an event that is known is not taken in as another.
const REWRITTEN: &str = "is an event that came before and said something else; what happened is not rewritten";

fn refuse(field: &'static str, why: impl Into<String>) -> Rejection {
    Rejection::Field(field, why.into())
}

/// What an import can bring into the desk.
pub trait Take: Sized {
    /// Takes in what one row says.
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection>;

    /// Is told of rows that are taken in next.
    fn foresee(_: &mut Session<'_>, _: &[(u64, Intake<Self>)]) {}
}

/// An import under way.
pub struct Session<'a> {
    tx: &'a Tx<'a>,
    bulk: Bulk<'a>,
    /// Who imports.
    by: &'a By,
    running: Option<Running>,
    /// The system that the row comes from, [`HERE`] if it was made in a desk.
    source: i64,
    /// The system that rows come from which say nothing of it.
    origin: i64,
    sources: HashMap<String, i64>,
    /// The number that the next new ticket gets.
    next: TicketId,
    judge: Option<Judge<Draft>>,
    /// The same for tickets whose logs grow, and which of them are with it.
    growths: Option<Judge<Growth>>,
    growing: FxHashSet<TicketId>,
    /// Whether tickets came from it before.
    familiar: bool,
    now: Instant,
    book: Book,
    known: Known,
    /// The ticket that events were last about: they come in runs.
    run: Option<Box<Run>>,
    /// Reads logs ahead, where many are to grow.
    scout: Option<Scout>,
    /// Tickets that events were added to: what was read of them before no longer holds.
    written: Numbers,
    /// The last event before the import: the words of those after it are made findable later.
    before: EventId,
    /// Whether the check has ever told anything of a ticket.
    has_told: bool,
    /// Tickets whose logs have grown, and that have yet to be judged.
    grown: Numbers,
    to_come: ToCome,
    /// What the orders of the file share with others.
    twins: Twins,
    /// Returns that were changed, whose logs have yet to bear that out.
    returned: BTreeSet<RmaId>,
    /// Tickets that stand as their rows say, and whose events have yet to bear that out.
    placed: BTreeSet<TicketId>,
    /// Those of them that ended in another one, which may have come behind them.
    merged: BTreeMap<TicketId, TicketId>,
    /// Quotes that have yet to be seen to hold together.
    quotes: Underway,
}

/// Logs that come behind the rows they are about.
#[derive(Debug, Clone, Copy, Default)]
struct ToCome {
    /// A desk's own events, which tell by themselves what a new tier did to tickets.
    events: bool,
    /// What happened to returns.
    return_events: bool,
}

/// Stands for the desk itself among the sources: what was made in it has no key.
const HERE: i64 = 0;

impl Desk {
    /// Runs an import of rows of some kinds: all that `work` takes in is stored at its end, or nothing if it fails. With
    /// `rehearse` nothing is stored in any case. What it leaves to look at is for [`Desk::settle_all`].
    pub fn import<'k, T, E: From<Error>>(
        &mut self,
        kinds: impl IntoIterator<Item = &'k str>,
        rehearse: bool,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let now = self.now();
        let late = self.store.looks_up_late();
        let run = |tx: &Tx<'_>, by: &By| {
            let marks = tx.marks()?;
            let mut session = Session::new(tx, by, now, late)?;
            let done = work(&mut session)?;
            let referred = session.settle()?;
            if late {
                tx.check_references(marks, &referred)?;
            }
            Ok(done)
        };
        let deeds = rights(Deed::ImportRun, kinds);
        let done = if rehearse { self.rehearse(deeds, run) } else { self.change_many(deeds, run) };
        self.store.look_up_at_once()?;
        done
    }
}

/// Returns the rights that it takes to bring rows of some kinds, or to take them out again: a file is no way round the
/// right to say who may do what, or what is promised.
fn rights<'k>(deed: Deed, kinds: impl IntoIterator<Item = &'k str>) -> Vec<Deed> {
    let mut deeds = vec![deed];
    for kind in kinds {
        deeds.extend_from_slice(match kind {
            "reps" => &[Deed::RepNew, Deed::RepRole],
            "teams" => &[Deed::TeamNew],
            "queues" => &[Deed::QueueNew],
            "policies" => &[Deed::PolicyApply],
            _ => &[],
        });
    }
    deeds
}

impl<'a> Session<'a> {
    fn new(tx: &'a Tx<'a>, by: &'a By, now: Instant, is_large: bool) -> Result<Self, Error> {
        let lookout = is_large.then(|| tx.lookout()).transpose()?;
        Ok(Self {
            tx,
            bulk: tx.bulk()?,
            by,
            running: None,
            source: HERE,
            origin: HERE,
            sources: HashMap::new(),
            next: tx.next_ticket()?,
            judge: None,
            growths: None,
            growing: FxHashSet::default(),
            familiar: true,
            now,
            book: policies::book(tx)?,
            known: Known::default(),
            run: None,
            scout: lookout.map(Scout::new),
            written: Numbers::default(),
            before: tx.last_event()?,
            has_told: tx.has_told()?,
            grown: Numbers::default(),
            to_come: ToCome::default(),
            twins: Twins::default(),
            returned: BTreeSet::new(),
            placed: BTreeSet::new(),
            merged: BTreeMap::new(),
            quotes: Underway::default(),
        })
    }

    /// Says which files are to come.
    pub fn expect(&mut self, origins: &[Origin]) {
        self.to_come = ToCome {
            events: origins.iter().any(|origin| origin.source == DESK && origin.kind == "events"),
            return_events: origins.iter().any(|origin| origin.kind == "return-events"),
        };
        self.quotes.expect(origins);
    }

    /// Says which system the rows that follow come from.
    fn turn_to(&mut self, source: &str) -> Result<(), Error> {
        self.origin = self.source_of(source)?;
        self.turn(self.origin)?;
        self.familiar = self.tx.has_tickets_of(self.source)?;
        // Rows of another kind may have changed what they stand for, and the policies.
        self.known = Known::default();
        (self.judge, self.growths) = (None, None);
        Ok(())
    }

    /// Hands over what the orders since the last time share with others.
    pub fn twins(&mut self) -> Twins {
        std::mem::take(&mut self.twins)
    }

    /// Is told of rows that are taken in next, so that what they need can be read meanwhile.
    pub fn foresee<T: Take>(&mut self, rows: &[(u64, Intake<T>)]) {
        T::foresee(self, rows);
    }

    /// Takes in what one row says.
    pub fn take<T: Take>(&mut self, intake: Intake<T>) -> Result<Outcome, Rejection> {
        let source = match &intake.source {
            Some(name) => self.source_of(name)?,
            None => self.origin,
        };
        if source != self.source {
            self.turn(source)?;
        }
        T::take(self, intake)
    }

    fn turn(&mut self, source: i64) -> Result<(), Error> {
        self.finish()?;
        (self.source, self.familiar) = (source, true);
        Ok(())
    }

    /// Stores what is with a judge still.
    fn finish(&mut self) -> Result<(), Error> {
        self.finish_new_tickets()?;
        self.end_run()?;
        self.finish_growths()
    }

    fn source_of(&mut self, name: &str) -> Result<i64, Error> {
        if name == DESK {
            return Ok(HERE);
        }
        if let Some(known) = self.sources.get(name) {
            return Ok(*known);
        }
        let source = self.tx.source(name)?;
        self.sources.insert(name.to_owned(), source);
        Ok(source)
    }

    /// Leaves words to be made findable, folds the tickets whose logs have grown, and judges their promises. Returns what
    /// rows written in bulk refer to.
    fn settle(mut self) -> Result<Referred, Error> {
        self.finish()?;
        self.tx.leave_text_since(self.before)?;
        self.bear_out()?;
        self.bear_out_returns()?;
        self.bear_out_quotes()?;
        for id in self.grown.iter().map(TicketId::new) {
            sla::renew(self.tx, &self.book, id, self.now)?;
        }
        Ok(self.bulk.into_referred())
    }

    fn kept(&self, table: Keyed, external_id: &str) -> Result<Option<Kept>, Error> {
        if self.source == HERE {
            return self.tx.kept_by_name(table, external_id);
        }
        self.tx.kept(table, self.key(external_id))
    }

    const fn key<'k>(&self, external_id: &'k str) -> Key<'k> {
        Key { source: self.source, external_id }
    }

    /// Marks what was taken in, so that a rerun knows it.
    fn keep(&self, table: Keyed, id: i64, external_id: &str, digest: i64) -> Result<(), Error> {
        if self.source == HERE {
            return self.tx.keep_by_name(table, id, digest);
        }
        self.tx.keep(table, id, self.key(external_id), digest)
    }

    /// Nothing that is told has yet to happen.
    fn refuse_future(&self, times: &[(&'static str, Option<Instant>)]) -> Result<(), Rejection> {
        match times.iter().find(|(_, at)| at.is_some_and(|at| at > self.now)) {
            Some((field, _)) => Err(refuse(field, format!("lies in the future: it is {} now", self.now))),
            None => Ok(()),
        }
    }
}
