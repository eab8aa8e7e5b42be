//! Questions to other systems, put to them now, by programs of the user's own.
//!
//! Nothing here knows of the file: a program is told what is wanted to know as a line of JSON, and what it answers is read
//! into values of the domain, or there is a sentence that says why it could not be.

mod stock;

pub use stock::StockLookup;

/// The questions that can be asked.
#[derive(Debug, Clone, Default)]
pub struct Lookups {
    /// What lies in stock, and what comes.
    pub stock: Option<StockLookup>,
}
