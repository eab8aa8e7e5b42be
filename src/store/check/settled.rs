//! Whether what is owed is counted without the right documents.

use super::{Fault, FaultKind};
use crate::error::Error;
use crate::store::Tx;

impl Tx<'_> {
    /// Looks again at all invoices and orders that are kept as settled and have not changed since, and tells those that are
    /// not, or otherwise. One that is settled and not kept as such costs time, and nothing else.
    pub fn missettled(&self) -> Result<Vec<Fault>, Error> {
        let fault = |(object, what): (String, &str)| Fault::new(FaultKind::Settled, object, what);
        let mut faults = Vec::new();
        for number in self.missettled_invoices()? {
            faults.push(fault((format!("invoice {number}"), "is kept as paid in full otherwise than it is")));
        }
        for number in self.misinvoiced_orders()? {
            faults.push(fault((format!("order {number}"), "is kept as invoiced in full otherwise than it is")));
        }
        Ok(faults)
    }
}
