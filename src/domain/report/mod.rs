//! Figures over many tickets, and over many quotes.

mod backlog;
mod course;
mod dimension;
mod measure;
mod mix;
mod quotes;
mod resolution;
mod response;
mod sla;
mod ticket;
mod waiting;
mod workload;

pub use backlog::Backlog;
pub use course::{Course, Side};
pub use dimension::{AccountAge, By, Dimension, ForecastBy, GroupKey, Grouping, QuoteDimension};
pub use measure::{Amounts, Ranges, Spread, attainment, share};
pub use mix::Mix;
pub use quotes::{QuoteFacts, QuoteFigures};
pub use resolution::Resolutions;
pub use response::Responses;
pub use sla::{Group, Tally, goes_on, worst};
pub use ticket::{Charge, Needs, TicketFacts, TicketFigures, Touch, TouchKind};
pub use waiting::Waiting;
pub use workload::{WEIGHTS, Weights, Workload};
