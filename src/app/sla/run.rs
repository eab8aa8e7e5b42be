//! When the check ran.

use crate::app::Desk;
use crate::domain::access::Deed;
use crate::error::Error;
use crate::store::Run;

impl Desk {
    /// Logs a run of the check that had nothing to say. It must cost next to nothing, so it waits neither for others
    /// nor for the disk: a file that takes no writing just now is no error.
    pub fn log_idle_run(&mut self) -> Result<(), Error> {
        let now = self.clock.now();
        self.store.jot(|tx| tx.log_idle_run(now)).map(drop)
    }

    /// Returns the runs of the check, newest first, and how many there are; runs with nothing to say share one.
    pub fn runs(&mut self, limit: u32) -> Result<(Vec<Run>, usize), Error> {
        self.look(Deed::SlaRead, |tx, _| Ok((tx.runs(limit)?, tx.count_runs()?)))
    }
}
