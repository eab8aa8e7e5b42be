//! Giving out what the desk knows, on one state of the file.

use super::Desk;
use crate::domain::Instant;
use crate::domain::access::Deed;
use crate::domain::intake::Intake;
use crate::error::Error;
use crate::store::{Stored, Tx};

/// An export under way: whatever is read in it was true at one time.
#[derive(Debug)]
pub struct Reading<'a> {
    tx: &'a Tx<'a>,
}

impl Desk {
    /// Lets `work` read what it wants to give out, while others may go on writing.
    pub fn export<T, E: From<Error>>(&mut self, work: impl FnOnce(&Reading<'_>) -> Result<T, E>) -> Result<T, E> {
        self.look(Deed::ExportRun, |tx, _| work(&Reading { tx }))
    }
}

impl Reading<'_> {
    /// Hands everything of a kind to `visit`, one after the other, or what was made or changed since an instant, where
    /// the file knows that.
    pub fn each<T: Stored, E: From<Error>>(
        &self,
        since: Option<Instant>,
        visit: impl FnMut(Intake<T>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.tx.each_stored(since, visit)
    }

    /// Counts what [`Reading::each`] hands over.
    pub fn count<T: Stored>(&self, since: Option<Instant>) -> Result<u64, Error> {
        self.tx.count_stored::<T>(since)
    }
}
