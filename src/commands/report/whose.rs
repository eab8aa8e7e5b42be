//! Of which accounts a report tells.

use clap::Args;

use crate::app::{About, Period};

/// Of one account, and of those below it.
#[derive(Debug, Args)]
pub(super) struct Whose {
    /// Only of this account
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
}

impl Whose {
    /// Returns what a report is about, of a time.
    pub(super) fn about(&self, period: Period) -> About {
        About { period, account: self.account.clone(), include_children: self.include_children }
    }

    /// Says it in words: `Tickets of ACME and the accounts below it`.
    pub(super) fn words(&self, what: &str) -> String {
        let whose = self.account.as_ref().map(|code| format!(" of {code}")).unwrap_or_default();
        let below = if self.include_children { " and the accounts below it" } else { "" };
        format!("{what}{whose}{below}")
    }
}
