//! History under other policies.
//!
//! ```text
//! reading.rs: threads, each with a connection of its own ─ batches ─► counting.rs: judges each ticket anew, and compares
//! ```
//!
//! To judge a ticket takes a fraction of the time that it takes to read it, so one judge serves several readers. Few
//! batches are under way at a time: memory does not grow with the history.

mod counting;
mod reading;

use crate::domain::access::Deed;
use std::panic;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::Desk;
use crate::domain::credits::CreditTotal;
use crate::domain::simulation::{Contrast, Flip, SimulationBy, Turns};
use crate::domain::sla::{Book, Metric};
use crate::domain::{Code, Instant, TicketId};
use crate::error::Error;
use crate::store::Period;
use counting::Counter;
use reading::{Batch, Outline};

/// How many batches wait for the judge.
const WAITING: usize = 4;
/// With more readers than this, the judge is what takes the time.
const MOST_READERS: usize = 4;

fn readers() -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_READERS))
}

/// Which history is replayed, and how it is counted.
#[derive(Debug, Clone, Copy)]
pub struct SimulationPlan {
    /// The tickets, by when they were opened.
    pub period: Period,
    /// What promises are grouped by.
    pub by: SimulationBy,
    /// Only promises of this metric.
    pub metric: Option<Metric>,
    /// Whether to name the tickets that would have fared otherwise.
    pub names_flips: bool,
}

/// How history would have come out.
#[derive(Debug)]
pub struct Simulation {
    /// As of when.
    pub at: Instant,
    /// How many tickets were replayed.
    pub tickets: u64,
    /// How many of them would have fared otherwise.
    pub flipped: u64,
    /// In which way; a ticket may flip in several.
    pub turns: Turns,
    /// The groups, by what they have in common.
    pub groups: Vec<(String, Contrast)>,
    /// What broken promises cost.
    pub credits_before: CreditTotal,
    /// What they would have cost.
    pub credits_after: CreditTotal,
    /// The tickets that would have fared otherwise, if they were asked for.
    pub flips: Vec<FlipLine>,
}

/// A ticket that would have fared otherwise.
#[derive(Debug, Clone)]
pub struct FlipLine {
    /// The ticket.
    pub ticket: TicketId,
    /// Its account's code.
    pub account: Code,
    /// In what it would have.
    pub flip: Flip,
}

impl Desk {
    /// Judges the tickets of a period by other policies, as of now, and compares that with the verdicts that are kept.
    /// Changes nothing. `progress` is told how many tickets are done, and of how many.
    pub fn simulate(
        &mut self,
        book: &Book,
        plan: SimulationPlan,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Simulation, Error> {
        let (path, period, now) = (self.path().to_owned(), plan.period, self.now());
        let Outline { tickets, spans, prices } = self.look(Deed::SlaRead, |tx, _| Outline::of(tx, period))?;
        let mut counter = Counter::new(book, plan, now, prices);
        let (sender, batches) = sync_channel(WAITING);
        thread::scope(|scope| {
            let read = |sender: SyncSender<Batch>| reading::read(&path, period, &spans, &sender);
            let reader = || {
                let sender = sender.clone();
                scope.spawn(move || read(sender))
            };
            let readers: Vec<_> = std::iter::repeat_with(reader).take(readers()).collect();
            // Theirs are the only ones left: when the last of them is done, there is nothing more to come.
            drop(sender);
            for batch in batches {
                counter.take(batch);
                progress(counter.tickets(), tickets);
            }
            readers
                .into_iter()
                .try_for_each(|reader| reader.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)))
        })?;
        Ok(counter.finish())
    }
}
