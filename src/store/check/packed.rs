//! Whether reports read of tickets what is so.

use super::{Fault, FaultKind};
use crate::domain::TicketId;
use crate::error::Error;
use crate::store::Tx;

impl Tx<'_> {
    /// Packs all tickets anew that have not changed since they were, and tells those that come to something else.
    pub fn mispacked(&self) -> Result<Vec<Fault>, Error> {
        let fault = |[first, last]: [TicketId; 2]| {
            let what = "some are packed for reports otherwise than they are";
            Fault::new(FaultKind::Report, format_args!("{} to {last}", first.max(TicketId::new(1))), what)
        };
        Ok(self.mispacked_spans()?.into_iter().map(fault).collect())
    }
}
