//! What reports know of an account, and group accounts by.

use super::{AccountAge, Grouping};
use crate::domain::account::Account;
use crate::domain::{Code, Date};

words! {
    /// What a report groups accounts by.
    AccountDimension, "something to group by";
    /// The account's code.
    Account = "account",
    /// Its tier.
    Tier = "tier",
    /// For how long it has been a customer; `-` where nobody wrote down since when.
    AccountAge = "account-age",
    /// The handle of the rep in charge of it; `-` for nobody.
    Rep = "rep",
    /// Its region.
    Region = "region",
    /// What it trades in.
    Sector = "sector",
    /// Companies, or people.
    Segment = "segment",
}

impl Grouping for AccountDimension {
    fn rank(self, name: &str) -> usize {
        match self {
            Self::AccountAge => AccountAge::rank(name),
            Self::Account | Self::Tier | Self::Rep | Self::Region | Self::Sector | Self::Segment => 0,
        }
    }
}

/// An account as reports see it.
#[derive(Debug, Clone)]
pub struct AccountFacts {
    /// The account.
    pub account: Account,
    /// The rep in charge of it.
    pub rep: Option<Code>,
}

impl AccountFacts {
    /// Returns the name of its group in one dimension, as of a day.
    pub fn group(&self, by: AccountDimension, day: Date) -> String {
        let Self { account, rep } = self;
        let age = |since| AccountAge::between(since, day).to_string();
        let name = match by {
            AccountDimension::Account => Some(account.code.to_string()),
            AccountDimension::Tier => Some(account.tier.to_string()),
            AccountDimension::AccountAge => account.customer_since.map(age),
            AccountDimension::Rep => rep.as_ref().map(ToString::to_string),
            AccountDimension::Region => account.region.as_ref().map(ToString::to_string),
            AccountDimension::Sector => account.sector.as_ref().map(ToString::to_string),
            AccountDimension::Segment => Some(account.segment.to_string()),
        };
        name.unwrap_or_else(|| "-".to_owned())
    }
}
