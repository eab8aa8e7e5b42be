//! Orders.

mod bulk;
mod draft;
mod pricing;
mod read;
mod revise;

pub use bulk::{BulkChange, BulkOutcome, Mark};
pub use draft::{Like, Made, NewTemplate, TemplateView};
pub use pricing::Origin;
pub use read::{LineView, OrderQuery, OrderView, PromiseView, RevisionView, ShipmentView};
pub use revise::Revised;
pub(super) use revise::orderer;

use std::collections::HashMap;

use crate::domain::order::{Order, OrderLine, Progress};
use crate::domain::{OrderLineId, Quantity};
use crate::error::Error;
use crate::store::Tx;

/// An order with its lines, and how far they have come.
pub(super) struct Loaded {
    pub(super) order: Order,
    pub(super) lines: Vec<OrderLine>,
    pub(super) progress: Progress,
}

impl Loaded {
    pub(super) fn of(tx: &Tx<'_>, order: Order) -> Result<Self, Error> {
        let lines = tx.order_lines(order.id)?;
        let (shipments, parcels, promised) = (tx.shipments(order.id)?, tx.parcels(order.id)?, tx.promised(order.id)?);
        let progress = Progress::of(&order, &lines, &shipments, &parcels, &promised);
        let progress =
            progress.ok_or_else(|| Error::Rule(format!("{} comes to more than can be counted", order.number)))?;
        Ok(Self { order, lines, progress })
    }

    /// Returns what has left of each line.
    fn shipped(&self) -> HashMap<OrderLineId, Quantity> {
        self.progress.lines.iter().map(|line| (line.line, line.shipped)).collect()
    }
}
