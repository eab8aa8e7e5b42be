//! Reports.

mod credits;
mod group;
mod quotes;
mod send;
mod then;
mod ticket;

pub use credits::CreditLine;
pub use quotes::{QuotesQuery, QuotesReport};
pub use send::ReportLetter;
pub use ticket::TicketsQuery;

use std::collections::BTreeMap;

use crate::domain::report::GroupKey;
use crate::error::Error;
use crate::store::{Period, Tx, Within};

/// A group of things with its figures.
#[derive(Debug)]
pub struct Grouped<F> {
    /// What they have in common.
    pub group: String,
    /// What else they do.
    pub subgroup: Option<String>,
    /// The figures.
    pub figures: F,
}

impl<F> Grouped<F> {
    /// Returns groups in the order in which people look for them.
    fn sorted(groups: BTreeMap<GroupKey, F>) -> Vec<Self> {
        let grouped = |(key, figures): (GroupKey, F)| {
            let (group, subgroup) = key.into_names();
            Self { group, subgroup, figures }
        };
        groups.into_iter().map(grouped).collect()
    }
}

/// Of when and of whom a report tells, by the names that people type.
#[derive(Debug)]
pub struct About {
    /// When it began, whatever it is.
    pub period: Period,
    /// Only what is of this account.
    pub account: Option<String>,
    /// And of those below it.
    pub include_children: bool,
}

impl About {
    fn within(&self, tx: &Tx<'_>) -> Result<Within, Error> {
        let account = self.account.as_deref().map(|code| tx.need_account(code)).transpose()?;
        Ok(Within { period: self.period, account: account.map(|account| (account.id, self.include_children)) })
    }
}
