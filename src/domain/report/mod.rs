//! Figures over many tickets, and over many quotes.

mod backlog;
mod dimension;
mod measure;
mod quotes;
mod sla;
mod ticket;

pub use backlog::Backlog;
pub use dimension::{AccountAge, By, Dimension, ForecastBy, GroupKey, Grouping, QuoteDimension};
pub use measure::{Amounts, Spread, attainment};
pub use quotes::{QuoteFacts, QuoteFigures};
pub use sla::{Group, Tally, goes_on, worst};
pub use ticket::{Needs, TicketFacts, TicketFigures, Touch, TouchKind};
