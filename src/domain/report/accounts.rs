//! All that matters of accounts, side by side.

use super::{Amounts, Backlog, Ordered, Promised, attainment};
use crate::domain::Date;

/// What there is to say of a group of accounts: figures of other reports.
#[derive(Debug, Clone, Default)]
pub struct AccountFigures {
    /// How many accounts there are.
    pub accounts: usize,
    /// Their tickets that were opened in the time.
    pub tickets: Promised,
    /// Their tickets that are open now.
    pub backlog: Backlog,
    /// What they ordered in the time.
    pub sales: Ordered,
    /// What those that pay owe and is late.
    pub overdue: Amounts,
    /// The day of their last order, whenever that was.
    pub last_order: Option<Date>,
}

impl AccountFigures {
    /// Returns the share of promises kept, answers and resolutions alike, among those kept or broken.
    pub fn kept(&self) -> Option<u32> {
        let (kept, broken) = self.tickets.kept_and_broken();
        attainment(kept, broken)
    }
}
