//! Orders.

mod change;
mod detail;
mod row;
mod template;

pub use change::BulkRow;
pub use detail::OrderDetail;
pub use row::OrderRow;
pub use template::{TemplateDetail, TemplateLine, TemplateRow};

use crate::domain::order::{Hold, OrderStatus, StatusName};
use crate::output::{Cell, Tone};

/// Marks what is out of the ordinary.
fn status(status: OrderStatus) -> Cell {
    let tone = match status {
        OrderStatus::OnHold(Hold::Customer) | OrderStatus::Plain(StatusName::PartiallyShipped) => Tone::Warn,
        OrderStatus::OnHold(_) => Tone::Bad,
        OrderStatus::Plain(StatusName::Delivered) => Tone::Good,
        OrderStatus::Plain(StatusName::Draft | StatusName::Cancelled | StatusName::Completed) => Tone::Dim,
        OrderStatus::Plain(_) => Tone::Plain,
    };
    Cell::toned(status.to_string(), tone)
}
