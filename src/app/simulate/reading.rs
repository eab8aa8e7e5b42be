//! What a simulation needs of the file, in portions.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{SendError, SyncSender};

use crate::app::policy;
use crate::domain::contract::Contract;
use crate::domain::sla::{Book, Credit, Moment, Version};
use crate::domain::{AccountId, Code, Email, QueueId, TicketId, Tier};
use crate::error::Error;
use crate::store::{KeptPromise, Period, Replay, Store, Tx};

/// How many ticket numbers are read at a time.
const SPAN: i64 = 1024;

/// The service credits of policies: the version, the policy's name, and what a breach costs.
pub(super) type Prices = Vec<(i64, String, Credit)>;

/// What has to be known before reading.
pub(super) struct Outline {
    /// How many tickets there are to replay.
    pub(super) tickets: u64,
    pub(super) spans: Spans,
    /// What breaches have cost.
    pub(super) prices: Prices,
}

impl Outline {
    pub(super) fn of(tx: &Tx<'_>, period: Period) -> Result<Self, Error> {
        let spans = Spans { next: AtomicI64::new(1), last: tx.last_ticket()?.number() };
        Ok(Self { tickets: tx.count_opened(period)?, spans, prices: prices(&policy::book(tx)?) })
    }
}

/// The spans of ticket numbers that nobody has read yet: each reader takes the next one when it is done with its last.
pub(super) struct Spans {
    next: AtomicI64,
    last: i64,
}

impl Spans {
    fn take(&self) -> Option<Range<TicketId>> {
        let start = self.next.fetch_add(SPAN, Ordering::Relaxed);
        (start <= self.last).then(|| TicketId::new(start)..TicketId::new(start + SPAN))
    }

    /// Leaves nothing to the other readers.
    fn give_up(&self) {
        self.next.store(self.last + 1, Ordering::Relaxed);
    }
}

/// Some tickets, their logs and their kept promises, one after the other.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tickets: Vec<Head>,
    pub(super) moments: Vec<Moment>,
    pub(super) kept: Vec<KeptPromise>,
    /// Accounts that no batch of this reader was about before.
    pub(super) accounts: Vec<(AccountId, Account)>,
    /// Mailboxes likewise.
    pub(super) queues: Vec<(QueueId, Email)>,
}

/// A ticket, and how much of its batch is about it.
pub(super) struct Head {
    pub(super) id: TicketId,
    pub(super) account: AccountId,
    pub(super) queue: Option<QueueId>,
    pub(super) tier: Tier,
    pub(super) moments: usize,
    pub(super) kept: usize,
}

/// An account as far as promises to it go.
pub(super) struct Account {
    pub(super) code: Code,
    pub(super) contracts: Vec<Contract>,
}

/// Reads spans until there are none left, or nobody listens any more. Each reader has a connection of its own, and reads
/// a ticket and all that belongs to it in one state of the file.
pub(super) fn read(path: &Path, period: Period, spans: &Spans, batches: &SyncSender<Batch>) -> Result<(), Error> {
    let read = || {
        Store::open(path)?.read(|tx| {
            let mut reader =
                Reader { tx, batches, batch: Batch::default(), accounts: HashSet::new(), queues: HashSet::new() };
            while let Some(span) = spans.take() {
                tx.each_replay(span, period, |replay| reader.take(&replay))?;
                if reader.send().is_err() {
                    break;
                }
            }
            Ok(())
        })
    };
    read().inspect_err(|_| spans.give_up())
}

/// Returns what each policy's breaches cost, where they cost anything.
pub(super) fn prices(book: &Book) -> Prices {
    let of_version = |version: &Version| -> Vec<_> {
        let priced = version.policies.iter().filter_map(|policy| Some((policy.name.to_string(), policy.credit?)));
        priced.map(|(name, credit)| (version.number, name, credit)).collect()
    };
    book.versions().iter().flat_map(of_version).collect()
}

struct Reader<'a> {
    tx: &'a Tx<'a>,
    batches: &'a SyncSender<Batch>,
    batch: Batch,
    accounts: HashSet<AccountId>,
    queues: HashSet<QueueId>,
}

impl Reader<'_> {
    fn take(&mut self, replay: &Replay<'_>) -> Result<(), Error> {
        let Replay { id, account, queue, tier, moments, kept } = *replay;
        if self.accounts.insert(account) {
            let (code, contracts) = (self.tx.account_code(account)?, self.tx.contracts(account)?);
            self.batch.accounts.push((account, Account { code, contracts }));
        }
        if let Some(queue) = queue
            && self.queues.insert(queue)
        {
            self.batch.queues.push((queue, self.tx.queue_address(queue)?));
        }
        self.batch.moments.extend_from_slice(moments);
        self.batch.kept.extend_from_slice(kept);
        let (moments, kept) = (moments.len(), kept.len());
        self.batch.tickets.push(Head { id, account, queue, tier, moments, kept });
        Ok(())
    }

    fn send(&mut self) -> Result<(), SendError<Batch>> {
        if self.batch.tickets.is_empty() { Ok(()) } else { self.batches.send(std::mem::take(&mut self.batch)) }
    }
}
