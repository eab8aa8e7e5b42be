//! Many changes of orders at once, all or none.

use super::pricing::Origin;
use super::revise::revise;
use crate::app::Desk;
use crate::app::gate::By;
use crate::app::price::PriceRules;
use crate::domain::Line;
use crate::domain::access::Deed;
use crate::domain::order::{Altered, Wish};
use crate::error::Error;
use crate::store::Tx;

/// A change that a file asks for.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct BulkChange {
    /// The order's number.
    pub order: String,
    pub wish: Wish,
    pub reason: Line,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It added something.
    Added,
    /// It changed something.
    Changed,
    /// It was so already.
    Same,
    /// It was refused.
    Refused,
}

/// What became of each change of a file.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct BulkOutcome {
    pub mark: Mark,
    pub changes: Vec<Altered>,
    /// Why it was refused.
    pub why: Option<String>,
    /// What the price of a new line is from.
    pub origins: Vec<Origin>,
}

/// Why changes were not stored.
#[derive(Debug)]
enum Halt {
    /// Some of them were refused.
    Refused(Vec<BulkOutcome>),
    /// The file could not be read or written.
    Fatal(Error),
}

impl From<Error> for Halt {
    fn from(why: Error) -> Self {
        Self::Fatal(why)
    }
}

impl Desk {
    /// Makes changes of orders, or none if any is refused; with `rehearse` none in any case. Returns what became of each.
    pub fn bulk_change(&mut self, changes: &[BulkChange], rehearse: bool) -> Result<Vec<BulkOutcome>, Error> {
        let rules = self.rules.prices;
        let work = |tx: &Tx<'_>, by: &By| {
            let outcomes =
                changes.iter().map(|change| made(tx, by, rules, change)).collect::<Result<Vec<_>, Error>>()?;
            let refused = outcomes.iter().any(|outcome| outcome.mark == Mark::Refused);
            if refused { Err(Halt::Refused(outcomes)) } else { Ok(outcomes) }
        };
        let deed = Deed::OrderRevise;
        match if rehearse { self.rehearse(vec![deed], work) } else { self.change(deed, work) } {
            Ok(outcomes) | Err(Halt::Refused(outcomes)) => Ok(outcomes),
            Err(Halt::Fatal(why)) => Err(why),
        }
    }
}

fn made(tx: &Tx<'_>, by: &By, rules: PriceRules, change: &BulkChange) -> Result<BulkOutcome, Error> {
    let wish = std::slice::from_ref(&change.wish);
    let order = tx.need_shown_order(&by.scope, &change.order);
    match order.and_then(|order| revise(tx, by, rules, order, None, wish, &change.reason)) {
        Ok(revised) => {
            let mark = match &change.wish {
                _ if revised.changes.is_empty() => Mark::Same,
                Wish::Add(_) => Mark::Added,
                Wish::Amend(_) => Mark::Changed,
            };
            Ok(BulkOutcome { mark, changes: revised.changes, why: None, origins: revised.origins })
        }
        Err(why @ (Error::Rule(_) | Error::Unknown { .. } | Error::Invalid(_))) => {
            let why = Some(why.to_string());
            Ok(BulkOutcome { mark: Mark::Refused, changes: Vec::new(), why, origins: Vec::new() })
        }
        Err(why) => Err(why),
    }
}
