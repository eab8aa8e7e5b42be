//! Accounts: their lists, their tree, and one with all there is to say about it.

mod detail;
mod row;

pub use detail::{AccountDetail, InCharge};
pub use row::{AccountRow, BranchRow};
