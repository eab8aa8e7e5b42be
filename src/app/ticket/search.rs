//! Finding tickets by their words, and making words findable that large imports have left.

use crate::app::{Desk, sla};
use crate::domain::Line;
use crate::domain::access::Deed;
use crate::domain::scope::Scope;
use crate::error::Error;
use crate::store::{Found, TicketLine, Tx, best_of};

/// How many portions one run of the check makes findable: cron is not to be kept for long.
const PORTIONS: usize = 5;

impl Desk {
    /// Returns the tickets whose subject or messages hold all the words, the best match first, with where. What large
    /// imports have left to be made findable is made so first; if the file takes no writing just now, it is found by
    /// reading it.
    pub fn search(&mut self, words: &Line, limit: u32) -> Result<Vec<(TicketLine, String)>, Error> {
        let mut takes_writing = true;
        loop {
            let found = self.look_within(Deed::TicketRead, |tx, by| {
                let scope = &by.scope;
                if tx.count_backlog()? == 0 {
                    return lines(tx, scope, tx.search(words.as_str(), limit, scope)?).map(Some);
                }
                if takes_writing {
                    return Ok(None);
                }
                let mut found = tx.search(words.as_str(), limit, scope)?;
                found.extend(tx.search_backlog(words.as_str(), limit, scope)?);
                lines(tx, scope, best_of(found, limit)).map(Some)
            })?;
            match found {
                Some(found) => return Ok(found),
                None => takes_writing = self.store.jot(|tx| tx.index_backlog().map(drop))?,
            }
        }
    }

    /// Counts the messages that the next search has to make findable first.
    pub fn count_backlog(&mut self) -> Result<u64, Error> {
        self.store.read(|tx| tx.count_backlog())
    }

    /// Makes some of the words findable that large imports have left, unless the file takes no writing just now.
    pub fn catch_up_on_words(&mut self) -> Result<(), Error> {
        for _ in 0..PORTIONS {
            if self.count_backlog()? == 0 || !self.store.jot(|tx| tx.index_backlog().map(drop))? {
                break;
            }
        }
        Ok(())
    }
}

fn lines(tx: &Tx<'_>, scope: &Scope, found: Vec<Found>) -> Result<Vec<(TicketLine, String)>, Error> {
    found.into_iter().map(|Found { ticket, excerpt, .. }| Ok((sla::line(tx, scope, ticket)?, excerpt))).collect()
}
