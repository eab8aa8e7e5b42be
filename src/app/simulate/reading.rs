//! What a simulation needs of the file, in portions.

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc::{SendError, SyncSender};

use crate::app::policy;
use crate::domain::contract::Contract;
use crate::domain::sla::{Book, Credit, Moment, Version};
use crate::domain::{AccountId, Code, Email, QueueId, TicketId, Tier};
use crate::error::Error;
use crate::store::{KeptPromise, Period, Replay, Store, Tx};

/// How many tickets make a batch.
const BATCH: usize = 1024;

/// The service credits of policies: the version, the policy's name, and what a breach costs.
pub(super) type Prices = Vec<(i64, String, Credit)>;

/// A portion of what was read.
pub(super) enum Part {
    /// Comes first.
    Opening { tickets: u64, prices: Prices },
    /// Some tickets, in the order of their numbers.
    Batch(Batch),
}

/// Some tickets, their logs and their kept promises, one after the other.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tickets: Vec<Head>,
    pub(super) moments: Vec<Moment>,
    pub(super) kept: Vec<KeptPromise>,
    /// Accounts that no batch before was about.
    pub(super) accounts: Vec<(AccountId, Code, Vec<Contract>)>,
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

/// Reads all there is of a period, in one state of the file, until nobody listens.
pub(super) fn read(path: &Path, period: Period, parts: &SyncSender<Part>) -> Result<(), Error> {
    let mut store = Store::open(path)?;
    store.prepare_for_bulk()?;
    store.read(|tx| {
        let mut reader =
            Reader { tx, parts, batch: Batch::default(), accounts: HashSet::new(), queues: HashSet::new() };
        let opening = Part::Opening { tickets: tx.count_opened(period)?, prices: prices(&policy::book(tx)?) };
        if parts.send(opening).is_ok() {
            tx.each_replay(period, |replay| reader.take(&replay))?;
            // The last batch may be smaller; whether anybody still listens does not matter any more.
            let _ = reader.send();
        }
        Ok(())
    })
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
    parts: &'a SyncSender<Part>,
    batch: Batch,
    accounts: HashSet<AccountId>,
    queues: HashSet<QueueId>,
}

impl Reader<'_> {
    fn take(&mut self, replay: &Replay<'_>) -> Result<(), Error> {
        let Replay { id, account, queue, tier, moments, kept } = *replay;
        if self.accounts.insert(account) {
            let known = (account, self.tx.account_code(account)?, self.tx.contracts(account)?);
            self.batch.accounts.push(known);
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
        if self.batch.tickets.len() >= BATCH {
            // Nobody stops listening before the end, but for a panic, which is told of when the threads meet.
            let _ = self.send();
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), SendError<Part>> {
        self.parts.send(Part::Batch(std::mem::take(&mut self.batch)))
    }
}
