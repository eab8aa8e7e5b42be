//! Reports.

mod accounts;
mod ageing;
mod coverage;
mod credit;
mod credits;
mod group;
mod health;
mod payer;
mod quotes;
mod sales;
mod send;
mod then;
mod ticket;

pub use accounts::AccountsQuery;
pub use ageing::OwedQuery;
pub use coverage::{CoverageQuery, GapLine};
pub use credits::CreditLine;
pub use health::{HealthQuery, HealthView};
pub use quotes::{QuotesQuery, QuotesReport};
pub use sales::{SalesQuery, SalesReport};
pub use send::ReportLetter;
pub use ticket::TicketsQuery;

use std::collections::BTreeMap;

use crate::domain::Invalid;
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
        groups.into_iter().map(|(key, figures)| Self::of(key, figures)).collect()
    }

    fn of(key: GroupKey, figures: F) -> Self {
        let (group, subgroup) = key.into_names();
        Self { group, subgroup, figures }
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
        let Period { since, until } = self.period;
        if since >= until {
            return Err(Invalid::new(&until.to_string(), "an end of the time", format!("one after `{since}`")).into());
        }
        let account = self.account.as_deref().map(|code| tx.need_account(code)).transpose()?;
        let account = account.map(|account| (account.id, self.include_children));
        Ok(Within { period: self.period, account, and_open: false })
    }
}

/// Says that figures cannot be counted.
fn too_much(what: &str) -> Error {
    Error::Rule(format!("{what} come to more than can be counted; tell of a shorter time with --since"))
}
