//! Tickets folded and judged by a thread of their own, while those before them are written.

use std::panic;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use rustc_hash::{FxHashMap, FxHashSet};

use super::history::{Names, beginning};
use super::known::NAMES;
use crate::app::{policy, sla};
use crate::domain::contract::Contract;
use crate::domain::intake::TicketIntake;
use crate::domain::sla::{Book, Case, Cycle, Deadlines, Term, Verdict};
use crate::domain::ticket::{Event, Ticket};
use crate::domain::{AccountId, Code, Email, Instant, Prose, TicketId};
use crate::error::Error;
use crate::store::{Beginning, Brought, Standing, StoredVersion, Tx};

/// How many tickets go to the judge together, or how many bytes of messages.
const BATCH: usize = 256;
const BYTES: usize = 256 * 1024;
/// How many batches are with the judge at a time.
const UNDER_WAY: usize = 3;

/// A ticket that is new to the desk, as its row tells of it, the names looked up.
pub(super) struct Draft {
    pub(super) id: TicketId,
    pub(super) it: TicketIntake,
    pub(super) names: Names,
    pub(super) external_id: String,
    pub(super) digest: i64,
    /// Its account, if no case was of that before.
    pub(super) around: Option<Around>,
}

/// A ticket whose log has grown.
pub(super) struct Growth {
    /// What is stored of it.
    pub(super) stored: Standing,
    /// Its log as it was recorded, and what is new behind that.
    pub(super) log: Vec<Event>,
    /// The ids of the new events where they come from.
    pub(super) new: Vec<String>,
    /// The address of its mailbox.
    pub(super) queue: Option<Email>,
    /// Its account, if no case was of that before.
    pub(super) around: Option<Around>,
}

/// What promises to an account depend on.
pub(super) struct Around {
    code: Code,
    contracts: Vec<Contract>,
}

/// What the judge is asked.
pub(super) trait Matter: Send + 'static {
    /// What comes of it.
    type Done: Send + 'static;

    /// Returns about how many bytes it holds, where that can be many.
    fn size(&self) -> usize;

    /// Judges it.
    fn judge(self, bench: &mut Bench<'_>) -> Result<Self::Done, Error>;
}

/// What is judged by.
pub(super) struct Bench<'b> {
    book: &'b Book,
    now: Instant,
    accounts: FxHashMap<AccountId, (Code, Vec<Term>)>,
}

/// The near end of the thread.
pub(super) struct Judge<M: Matter> {
    batch: Vec<M>,
    bytes: usize,
    /// Accounts that it was told of.
    met: FxHashSet<AccountId>,
    under_way: usize,
    sender: Sender<Vec<M>>,
    judged: Receiver<Result<Vec<M::Done>, Error>>,
    /// What was stored goes back to the thread, which lets go of it: it took the memory too.
    spent: Sender<Vec<M::Done>>,
    thread: Option<JoinHandle<()>>,
}

impl<M: Matter> Judge<M> {
    /// Begins to judge by all these versions of the policies.
    pub(super) fn new(versions: Vec<StoredVersion>, now: Instant) -> Self {
        let ((sender, matters), (results, judged), (spent, stored)) = (channel(), channel(), channel());
        let thread = Some(thread::spawn(move || sit(versions, now, &matters, &results, &stored)));
        Self { batch: Vec::new(), bytes: 0, met: FxHashSet::default(), under_way: 0, sender, judged, spent, thread }
    }

    /// Returns what the judge has to know of an account and does not know yet.
    pub(super) fn around(&mut self, tx: &Tx<'_>, account: AccountId) -> Result<Option<Around>, Error> {
        if self.met.contains(&account) {
            return Ok(None);
        }
        if self.met.len() == NAMES {
            self.met.clear();
        }
        self.met.insert(account);
        Ok(Some(Around { code: tx.account_code(account)?, contracts: tx.contracts(account)? }))
    }

    /// Takes a ticket, and returns some that were judged meanwhile.
    pub(super) fn take(&mut self, matter: M) -> Result<Vec<M::Done>, Error> {
        self.bytes += matter.size();
        self.batch.push(matter);
        if self.batch.len() < BATCH && self.bytes < BYTES {
            return Ok(Vec::new());
        }
        self.send();
        if self.under_way < UNDER_WAY { Ok(Vec::new()) } else { self.receive() }
    }

    /// Returns some of the tickets that are left; none at the end.
    pub(super) fn finish(&mut self) -> Result<Option<Vec<M::Done>>, Error> {
        if !self.batch.is_empty() {
            self.send();
        }
        if self.under_way == 0 { Ok(None) } else { self.receive().map(Some) }
    }

    /// Gives back tickets that were stored.
    pub(super) fn give_back(&self, stored: Vec<M::Done>) {
        if !stored.is_empty() {
            // If the thread has ended, they are let go of here.
            let _ = self.spent.send(stored);
        }
    }

    fn send(&mut self) {
        self.under_way += 1;
        self.bytes = 0;
        // If the thread has ended, receiving says why.
        let _ = self.sender.send(std::mem::take(&mut self.batch));
    }

    fn receive(&mut self) -> Result<Vec<M::Done>, Error> {
        self.under_way -= 1;
        match self.judged.recv() {
            Ok(judged) => judged,
            Err(_) => match self.thread.take().map(JoinHandle::join) {
                Some(Err(panicked)) => panic::resume_unwind(panicked),
                _ => Err(Error::Rule("nobody judged the tickets".to_owned())),
            },
        }
    }
}

/// Judges batches until no more come, or nobody wants them.
fn sit<M: Matter>(
    versions: Vec<StoredVersion>,
    now: Instant,
    matters: &Receiver<Vec<M>>,
    results: &Sender<Result<Vec<M::Done>, Error>>,
    stored: &Receiver<Vec<M::Done>>,
) {
    let book = policy::bound(versions);
    let mut bench = book.as_ref().map(|book| Bench { book, now, accounts: FxHashMap::default() });
    for batch in matters {
        let judged = match &mut bench {
            Ok(bench) => batch.into_iter().map(|matter| matter.judge(bench)).collect(),
            Err(why) => Err(Error::Store { context: why.to_string(), source: None }),
        };
        if results.send(judged).is_err() {
            return;
        }
        stored.try_iter().for_each(drop);
    }
}

/// What a ticket comes to.
struct Verdicts {
    ticket: Ticket,
    /// The log, as it was given.
    events: Vec<Event>,
    promises: Vec<(Verdict, Arc<str>)>,
    deadlines: Deadlines,
}

impl Bench<'_> {
    /// Folds a log, which is in its order, and judges its promises.
    fn judge(
        &mut self,
        id: TicketId,
        events: Vec<Event>,
        queue: Option<&Email>,
        around: Option<Around>,
    ) -> Result<Verdicts, Error> {
        let ticket = Ticket::fold(id, &events);
        let ticket = ticket.ok_or_else(|| Error::Rule("a ticket begins with its creation".to_owned()))?;
        if let Some(Around { code, contracts }) = around {
            if self.accounts.len() == NAMES {
                self.accounts.clear();
            }
            self.accounts.insert(ticket.account, (code, contracts.iter().map(Contract::term).collect()));
        }
        let Some((code, contracts)) = self.accounts.get(&ticket.account) else {
            return Err(Error::Rule("an account that nobody told of".to_owned()));
        };
        let case = Case { contracts, account: Some(code.as_str()), queue: queue.map(Email::as_str) };
        let (judged, deadlines) = sla::judged_untold(id, events, &case, self.book, self.now);
        let promise = |cycle: &Cycle| (Verdict::of(cycle), Arc::from(&*cycle.policy));
        let mut promises: Vec<(Verdict, Arc<str>)> = judged.cycles.iter().map(promise).collect();
        // In the order of the table, which then grows at its end.
        promises.sort_by_key(|(verdict, _)| (verdict.metric.as_str(), verdict.number));
        Ok(Verdicts { ticket, events: judged.events, promises, deadlines })
    }
}

impl Matter for Draft {
    type Done = Beginning;

    fn size(&self) -> usize {
        self.it.body.as_ref().map_or(0, |body| body.as_str().len())
    }

    fn judge(self, bench: &mut Bench<'_>) -> Result<Beginning, Error> {
        let Self { id, it, names, external_id, digest, around } = self;
        let events = beginning(&it, &names, bench.now)?;
        let Verdicts { ticket, events, promises, deadlines } = bench.judge(id, events, None, around)?;
        Ok(Beginning { standing: Standing { ticket, deadlines, promises }, events, external_id, digest })
    }
}

impl Matter for Growth {
    type Done = Brought;

    fn size(&self) -> usize {
        self.log.iter().filter_map(Event::body).map(Prose::as_str).map(str::len).sum()
    }

    fn judge(self, bench: &mut Bench<'_>) -> Result<Brought, Error> {
        let Self { stored, mut log, new, queue, around } = self;
        let id = stored.ticket.id;
        let added = log[log.len() - new.len()..].to_vec();
        log.sort_by_key(Event::order);
        let Verdicts { ticket, promises, deadlines, .. } = bench.judge(id, log, queue.as_ref(), around)?;
        let moved = (&ticket, deadlines) != (&stored.ticket, stored.deadlines);
        let judged_anew = promises != stored.promises;
        let standing = Standing { ticket, deadlines, promises };
        Ok(Brought { standing, moved, judged_anew, events: new.into_iter().zip(added).collect() })
    }
}
