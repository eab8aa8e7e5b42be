//! The record of what an import brought: what it made, what it changed, and under which key it was run.

use super::{Session, rights};
use crate::app::gate::By;
use crate::app::{Desk, policy, sla};
use crate::domain::access::Deed;
use crate::domain::audit::Entry;
use crate::domain::batch::{Batch, Counts, Origin};
use crate::domain::discrepancy::Discrepancy;
use crate::domain::{BatchId, Line, Seconds};
use crate::error::Error;
use crate::store::{Changed, Made, Marks, Tx, Upon};

/// The kinds that only a copy of a desk brings.
const COPIED: [&str; 4] = ["policies", "notices", "deliveries", "runs"];

/// A file whose rows are being taken in.
#[derive(Debug)]
pub(super) struct Running {
    origin: Origin,
    key: Option<Line>,
    marks: Marks,
    /// None while nothing was changed: what changes nothing leaves no record.
    id: Option<BatchId>,
}

/// A batch, and what of it stands in the desk.
#[derive(Debug)]
pub struct BatchView {
    /// The batch.
    pub batch: Batch,
    /// The rows it made.
    pub made: Vec<Made>,
    /// How many rows it changed.
    pub changed: u64,
}

impl Session<'_> {
    /// Returns what came of files that were taken in under a key before, if any were; refuses other files under it.
    pub fn answered(&self, key: &Line, origins: &[Origin]) -> Result<Option<Vec<Batch>>, Error> {
        let before = self.tx.batches_under(key)?;
        let same = before.len() == origins.len() && before.iter().zip(origins).all(|(batch, of)| batch.is_of(of));
        match before.first() {
            None => Ok(None),
            Some(_) if same => Ok(Some(before)),
            Some(first) => Err(Error::Rule(format!(
                "the key `{key}` was given to another import: {} of `{}`, {}; choose another key",
                first.kind, first.file, first.id
            ))),
        }
    }

    /// Says which file the rows that follow are from.
    pub fn begin_file(&mut self, origin: Origin, key: Option<Line>) -> Result<(), Error> {
        self.turn_to(&origin.source)?;
        self.running = Some(Running { origin, key, marks: self.tx.marks()?, id: None });
        Ok(())
    }

    /// Stores what came of the file, if anything did; under a key, in any case.
    pub fn end_file(&mut self, counts: Counts) -> Result<(), Error> {
        self.finish()?;
        if let Some(kind) = self.running.as_ref().map(|running| running.origin.kind) {
            self.settle_quotes(kind)?;
        }
        let Some(running) = &self.running else { return Ok(()) };
        if !counts.changed_anything() && running.id.is_none() && running.key.is_none() {
            return Ok(());
        }
        let (marks, key) = (running.marks, running.key.clone());
        let batch = self.batch()?;
        self.running = None;
        self.tx.end_batch(batch, counts, marks)?;
        self.tx.tell_batch(Entry { key, ..self.by.entry() }, batch)
    }

    /// Keeps what a row is before it is changed, so that the change can be undone.
    pub(super) fn remember(&mut self, object: &'static str, id: i64) -> Result<(), Error> {
        let batch = self.batch()?;
        self.tx.remember(batch, object, id)
    }

    fn batch(&mut self) -> Result<BatchId, Error> {
        let (tx, now, by) = (self.tx, self.now, self.by.id());
        let running = self.running.as_mut().ok_or_else(|| Error::Rule("no file was begun".to_owned()))?;
        match running.id {
            Some(id) => Ok(id),
            None => Ok(*running.id.insert(tx.begin_batch(running.key.as_ref(), now, by, &running.origin)?)),
        }
    }
}

impl Desk {
    /// Returns the newest batches, and how many there are.
    pub fn batches(&mut self, limit: u32) -> Result<(Vec<Batch>, usize), Error> {
        self.look(Deed::ImportRead, |tx, _| Ok((tx.batches(limit)?, tx.count_batches()?)))
    }

    /// Returns what does not fit together in what other systems told, and the kinds that are older than `max_age`.
    pub fn reconcile(&mut self, max_age: Option<Seconds>) -> Result<Vec<Discrepancy>, Error> {
        self.look(Deed::ImportRead, |tx, by| tx.discrepancies(max_age.map(|age| by.now.plus(Seconds::ZERO.minus(age)))))
    }

    /// Returns a batch with what it made.
    pub fn batch(&mut self, id: BatchId) -> Result<BatchView, Error> {
        self.look(Deed::ImportRead, |tx, _| view(tx, id))
    }

    /// Takes out what a batch made and puts back what it changed; tells whether that was to be done still. Refused if
    /// anything was built on it since. With `rehearse` nothing is stored.
    pub fn undo_batch(&mut self, id: BatchId, rehearse: bool) -> Result<(BatchView, bool), Error> {
        let now = self.now();
        // Of a batch that is not there, the use case says so to whoever may ask.
        let kind = self.store.read(|tx| tx.need_batch(id)).map(|batch| batch.kind).unwrap_or_default();
        let deeds = rights(Deed::ImportUndo, [kind.as_str()]);
        let work = |tx: &Tx<'_>, by: &By| {
            let view = view(tx, id)?;
            if view.batch.undone_at.is_some() {
                return Ok((view, false));
            }
            let changed = tx.changed(id)?;
            refuse_if_built_on(tx, &view, &changed)?;
            let grown = tx.grown_by(&view.made)?;
            for row in &changed {
                tx.restore_image(row.object, row.id, &row.before)?;
            }
            tx.delete_made(&view.made)?;
            let book = policy::book(tx)?;
            for ticket in grown {
                if sla::renew(tx, &book, ticket, now)? {
                    tx.forget_digest(ticket)?;
                }
            }
            tx.mark_undone(id, now)?;
            tx.tell_batch(by.entry(), id)?;
            Ok((view, true))
        };
        if rehearse {
            return self.rehearse(deeds, work);
        }
        let done = self.change_many(deeds, work)?;
        self.settle()?;
        Ok(done)
    }
}

fn view(tx: &Tx<'_>, id: BatchId) -> Result<BatchView, Error> {
    let batch = tx.need_batch(id)?;
    Ok(BatchView { batch, made: tx.made(id)?, changed: tx.changed(id)?.len() as u64 })
}

fn refuse_if_built_on(tx: &Tx<'_>, view: &BatchView, changed: &[Changed]) -> Result<(), Error> {
    let id = view.batch.id;
    let refuse = |why: String| Err(Error::Rule(format!("{id} cannot be undone: {why}")));
    if COPIED.contains(&&*view.batch.kind) {
        return refuse(format!("{} are taken over from another desk for good", view.batch.kind));
    }
    if let Some(ticket) = tx.begun_by(&view.made)? {
        return refuse(format!("it tells how {ticket} began, which another file brought"));
    }
    if let Some(later) = tx.changed_since(id)? {
        return refuse(format!("{later} changed some of the same since; undo that first"));
    }
    for row in changed {
        if tx.image(row.object, row.id)? != row.after {
            return refuse(format!("{} was changed since", tx.called(row.object, row.id)?));
        }
    }
    match tx.built_upon(&view.made)? {
        None => Ok(()),
        Some(Upon::Ticket(ticket)) => refuse(format!("{ticket} has gone on since")),
        Some(Upon::Quote(quote)) => refuse(format!("{quote} has gone on since")),
        Some(Upon::Row { object, id: row, of }) => {
            refuse(format!("{} refers to {} that it made", tx.called(&object, row)?, name_of(of)))
        }
    }
}

/// Names one thing of a table.
fn name_of(object: &str) -> &'static str {
    match object {
        "account" => "an account",
        "contact" => "a contact",
        "contract" => "a contract",
        "product" => "a product",
        "sales_order" => "an order",
        "invoice" => "an invoice",
        "payment" => "a payment",
        "queue" => "a queue",
        "quote" => "a quote",
        "quote_revision" => "a revision",
        "quote_line" => "a line",
        "quote_offer" => "an offer",
        "quote_event" => "an entry of a log",
        "rep" => "a rep",
        "team" => "a team",
        "ticket" => "a ticket",
        _ => "something",
    }
}
