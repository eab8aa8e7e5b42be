//! Many use cases in one transaction.

use super::{Clock, Desk};
use crate::error::Error;

impl Desk {
    /// Begins a series: what use cases change from now on is stored when the series is, or not at all.
    pub fn begin_series(&mut self) -> Result<(), Error> {
        self.told_in_series.clear();
        self.store.begin_series()
    }

    /// Ends the series, and stores all that was changed in it.
    pub fn store_series(&mut self) -> Result<(), Error> {
        self.store.store_series()
    }

    /// Ends the series, and undoes all that was changed in it.
    pub fn undo_series(&mut self) -> Result<(), Error> {
        self.store.undo_series()?;
        let told = std::mem::take(&mut self.told_in_series);
        if told.is_empty() {
            return Ok(());
        }
        self.store.write(|tx| told.into_iter().try_for_each(|entry| tx.tell(entry)))
    }

    /// Sets the clock for the next command.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }
}
