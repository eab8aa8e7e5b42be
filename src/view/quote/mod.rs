//! Quotes.

mod change;
mod check;
mod detail;
mod due;
mod history;
mod row;

pub use change::AlteredRow;
pub use check::{ConcernRow, ReviewDetail};
pub use detail::QuoteDetail;
pub use due::QuoteDueRow;
pub use history::QuoteEventRow;
pub use row::QuoteRow;

use crate::domain::quote::Standing;
use crate::output::{Cell, Tone};

fn standing(standing: Standing) -> Cell {
    let tone = match standing {
        Standing::Requested | Standing::InReview => Tone::Warn,
        Standing::Accepted | Standing::Ordered => Tone::Good,
        Standing::Expired | Standing::Declined => Tone::Bad,
        Standing::Cancelled => Tone::Dim,
        Standing::Draft | Standing::Approved | Standing::Sent => Tone::Plain,
    };
    Cell::toned(standing.as_str(), tone)
}
