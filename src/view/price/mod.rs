//! Prices.

mod detail;
mod list;
mod row;

pub use detail::{CandidateRow, PriceDetail, QuoteItem, ReductionRow};
pub use list::PriceListRow;
pub use row::PriceRow;
