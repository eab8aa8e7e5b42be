//! Tickets: their lists, their logs, and one with all there is to say about it.

mod detail;
mod entry;
mod row;
#[cfg(test)]
mod tests;

pub use detail::{TicketDetail, Tie};
pub use entry::EntryRow;
pub(super) use row::standing;
pub use row::{FoundRow, TicketRow};
