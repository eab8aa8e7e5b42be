//! Logs that events are about to be added to, read ahead by a thread of its own.
//!
//! It sees the file as it was before the import. Of a ticket to which the import has written since, the session asks for
//! itself.

use std::collections::VecDeque;
use std::panic;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use crate::domain::ticket::Event;
use crate::domain::{Prose, TicketId};
use crate::error::Error;
use crate::store::{Bulk, Key, Lookout, Recorded, Standing};

/// When what was found goes on its way: at so many tickets, or so many bytes of messages.
const BATCH: usize = 64;
const BYTES: usize = 256 * 1024;

/// Rows of one ticket, one after the other.
pub(super) struct Stretch {
    pub(super) source: i64,
    /// The ticket's id there.
    pub(super) external_id: String,
    pub(super) rows: usize,
}

/// What is stored of the ticket of a stretch.
pub(super) struct Found {
    stretch: Stretch,
    /// Nothing if there is no such ticket.
    pub(super) kept: Option<(TicketId, Recorded)>,
    /// Left out where the rows seem to be known all.
    pub(super) standing: Option<Standing>,
}

/// The near end of the thread.
pub(super) struct Scout {
    /// None once it is to end.
    sender: Option<Sender<Vec<Stretch>>>,
    receiver: Option<Receiver<Result<Vec<Found>, Error>>>,
    /// What was found and has yet to be asked for.
    ahead: VecDeque<Found>,
    /// How many stretches are with the thread still.
    under_way: usize,
    thread: Option<JoinHandle<()>>,
}

impl Scout {
    /// Sends one out.
    pub(super) fn new(lookout: Lookout) -> Self {
        let ((sender, stretches), (found, receiver)) = (channel(), sync_channel(2));
        let thread = thread::spawn(move || {
            if let Err(why) = lookout.read(|bulk| look(bulk, &stretches, &found)) {
                // Nobody wants to know if the session has ended.
                let _ = found.send(Err(why));
            }
        });
        let (sender, receiver, thread) = (Some(sender), Some(receiver), Some(thread));
        Self { sender, receiver, ahead: VecDeque::new(), under_way: 0, thread }
    }

    /// Has stretches looked at, in the order in which they will be asked for.
    pub(super) fn send(&mut self, stretches: Vec<Stretch>) {
        self.under_way += stretches.len();
        // If the thread has ended, receiving says why.
        let _ = self.sender.as_ref().map(|sender| sender.send(stretches));
    }

    /// Returns what was found of a ticket, if it was looked for; what was found before it is forgotten.
    pub(super) fn find(&mut self, source: i64, external_id: &str) -> Result<Option<Found>, Error> {
        loop {
            while let Some(found) = self.ahead.pop_front() {
                if found.stretch.source == source && found.stretch.external_id == external_id {
                    return Ok(Some(found));
                }
            }
            if self.under_way == 0 {
                return Ok(None);
            }
            let found = self.receive()?;
            self.under_way -= found.len();
            self.ahead.extend(found);
        }
    }

    fn receive(&mut self) -> Result<Vec<Found>, Error> {
        match self.receiver.as_ref().map(Receiver::recv) {
            Some(Ok(found)) => found,
            _ => match self.thread.take().map(JoinHandle::join) {
                Some(Err(panicked)) => panic::resume_unwind(panicked),
                _ => Err(Error::Rule("nobody read the tickets' logs".to_owned())),
            },
        }
    }
}

/// The thread lets go of the file before the import is stored.
impl Drop for Scout {
    fn drop(&mut self) {
        (self.sender, self.receiver) = (None, None);
        if let Some(Err(panicked)) = self.thread.take().map(JoinHandle::join)
            && !thread::panicking()
        {
            panic::resume_unwind(panicked);
        }
    }
}

/// Looks at stretches until no more come, or nobody wants to know.
fn look(
    bulk: &mut Bulk<'_>,
    stretches: &Receiver<Vec<Stretch>>,
    found: &SyncSender<Result<Vec<Found>, Error>>,
) -> Result<(), Error> {
    for stretches in stretches {
        let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
        for stretch in stretches {
            let of_ticket = look_at(bulk, stretch)?;
            bytes += of_ticket.size();
            batch.push(of_ticket);
            if batch.len() == BATCH || bytes >= BYTES {
                bytes = 0;
                if found.send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))).is_err() {
                    return Ok(());
                }
            }
        }
        if found.send(Ok(batch)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn look_at(bulk: &mut Bulk<'_>, stretch: Stretch) -> Result<Found, Error> {
    let (mut kept, mut standing) = (None, None);
    if let Some(row) = bulk.row_under(Key { source: stretch.source, external_id: &stretch.external_id })? {
        let (id, recorded) = (row.0.id, bulk.log_of(&row.0, stretch.source)?);
        if recorded.known.len() < stretch.rows {
            standing = Some(bulk.standing_of(row)?);
        }
        kept = Some((id, recorded));
    }
    Ok(Found { stretch, kept, standing })
}

impl Found {
    /// Returns about how many bytes it holds, where that can be many.
    fn size(&self) -> usize {
        let log = self.kept.iter().flat_map(|(_, recorded)| &recorded.log);
        log.filter_map(Event::body).map(Prose::as_str).map(str::len).sum()
    }
}
