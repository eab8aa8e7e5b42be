//! Many pieces of work in one transaction, each of which stays or goes as a whole.

use super::{Store, Tx, unanswered};
use crate::error::Error;

impl Store {
    /// Begins a series: what is written from now on is stored when the series is, or not at all. A store that is closed
    /// before has stored nothing.
    ///
    /// The file is locked until the end.
    pub fn begin_series(&mut self) -> Result<(), Error> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        self.in_series = true;
        Ok(())
    }

    /// Tells whether a series is under way.
    pub const fn is_in_series(&self) -> bool {
        self.in_series
    }

    /// Ends the series, and stores all that was written in it.
    pub fn store_series(&mut self) -> Result<(), Error> {
        self.in_series = false;
        let stored = self.connection.execute_batch("COMMIT").map_err(unanswered);
        if stored.is_err() {
            self.undo_series()?;
        }
        stored
    }

    /// Ends the series, and undoes all that was written in it.
    pub fn undo_series(&mut self) -> Result<(), Error> {
        self.in_series = false;
        // After some failures, such as a full disk, the engine has undone everything already.
        if self.connection.is_autocommit() { Ok(()) } else { Ok(self.connection.execute_batch("ROLLBACK")?) }
    }

    /// Runs `work` as a part of the series. Unless it succeeds and `stays`, nothing of it does.
    pub(super) fn take_part<T, E: From<Error>>(
        &mut self,
        stays: bool,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let part = self.connection.savepoint().map_err(Error::from)?;
        let done = work(&Tx { connection: &part, record: None, known: None })?;
        if stays {
            part.commit().map_err(Error::from)?;
        }
        Ok(done)
    }
}
