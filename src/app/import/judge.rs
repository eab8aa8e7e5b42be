//! New tickets, folded and judged by a thread of their own while those before them are written.

use std::collections::{HashMap, HashSet};
use std::panic;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::NAMES;
use super::history::{Names, beginning};
use crate::app::{policy, sla};
use crate::domain::contract::Contract;
use crate::domain::intake::TicketIntake;
use crate::domain::sla::{Book, Case, Term, Verdict};
use crate::domain::ticket::Ticket;
use crate::domain::{AccountId, Code, Instant, TicketId};
use crate::error::Error;
use crate::store::{Beginning, StoredVersion, Tx};

/// How many tickets go to the judge together.
const BATCH: usize = 256;
/// How many batches are with the judge at a time.
const UNDER_WAY: usize = 3;

/// A ticket that is new to the desk, as its row tells of it, the names looked up.
pub(super) struct Draft {
    pub(super) id: TicketId,
    pub(super) it: TicketIntake,
    pub(super) names: Names,
    pub(super) external_id: String,
    pub(super) digest: i64,
    /// Its account, if no draft was of that before.
    pub(super) around: Option<Around>,
}

/// What promises to an account depend on.
pub(super) struct Around {
    code: Code,
    contracts: Vec<Contract>,
}

/// The near end of the thread.
pub(super) struct Judge {
    drafts: Vec<Draft>,
    /// Accounts that drafts were of.
    met: HashSet<AccountId>,
    under_way: usize,
    sender: Sender<Vec<Draft>>,
    judged: Receiver<Result<Vec<Beginning>, Error>>,
    thread: Option<JoinHandle<()>>,
}

impl Judge {
    /// Begins to judge by all these versions of the policies.
    pub(super) fn new(versions: Vec<StoredVersion>, now: Instant) -> Self {
        let ((sender, drafts), (results, judged)) = (channel(), channel());
        let thread = thread::spawn(move || sit(versions, now, &drafts, &results));
        Self { drafts: Vec::new(), met: HashSet::new(), under_way: 0, sender, judged, thread: Some(thread) }
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
    pub(super) fn take(&mut self, draft: Draft) -> Result<Vec<Beginning>, Error> {
        self.drafts.push(draft);
        if self.drafts.len() < BATCH {
            return Ok(Vec::new());
        }
        self.send();
        if self.under_way < UNDER_WAY { Ok(Vec::new()) } else { self.receive() }
    }

    /// Returns some of the tickets that are left; none at the end.
    pub(super) fn finish(&mut self) -> Result<Option<Vec<Beginning>>, Error> {
        if !self.drafts.is_empty() {
            self.send();
        }
        if self.under_way == 0 { Ok(None) } else { self.receive().map(Some) }
    }

    fn send(&mut self) {
        self.under_way += 1;
        // If the thread has ended, receiving says why.
        let _ = self.sender.send(std::mem::take(&mut self.drafts));
    }

    fn receive(&mut self) -> Result<Vec<Beginning>, Error> {
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
fn sit(
    versions: Vec<StoredVersion>,
    now: Instant,
    drafts: &Receiver<Vec<Draft>>,
    results: &Sender<Result<Vec<Beginning>, Error>>,
) {
    let book = policy::bound(versions);
    let mut accounts = HashMap::new();
    for batch in drafts {
        let judged = match &book {
            Ok(book) => batch.into_iter().map(|draft| judge(draft, &mut accounts, book, now)).collect(),
            Err(why) => Err(Error::Store { context: why.to_string(), source: None }),
        };
        if results.send(judged).is_err() {
            return;
        }
    }
}

fn judge(
    draft: Draft,
    accounts: &mut HashMap<AccountId, (Code, Vec<Term>)>,
    book: &Book,
    now: Instant,
) -> Result<Beginning, Error> {
    let Draft { id, it, names, external_id, digest, around } = draft;
    if let Some(Around { code, contracts }) = around {
        if accounts.len() == NAMES {
            accounts.clear();
        }
        accounts.insert(names.account, (code, contracts.iter().map(Contract::term).collect()));
    }
    let Some((code, contracts)) = accounts.get(&names.account) else {
        return Err(Error::Rule("an account that nobody told of".to_owned()));
    };
    let events = beginning(&it, &names, now)?;
    let ticket = Ticket::fold(id, &events);
    let ticket = ticket.ok_or_else(|| Error::Rule("a ticket begins with its creation".to_owned()))?;
    let case = Case { contracts, account: Some(code.as_str()), queue: None };
    let (judged, deadlines) = sla::judged_untold(id, events, &case, book, now);
    let promise = |cycle| (Verdict::of(cycle), Arc::from(&*cycle.policy));
    let promises = judged.cycles.iter().map(promise).collect();
    Ok(Beginning { ticket, events: judged.events, promises, deadlines, external_id, digest })
}
