//! Of whom a report of what is owed tells, and as of when.

use clap::Args;

use crate::app::OwedQuery;
use crate::commands::args::When;
use crate::domain::report::{AccountDimension, By};
use crate::domain::{Instant, Zone};

/// Of whom, and as of when.
#[derive(Debug, Args)]
pub(super) struct Owed {
    /// One or two of account, tier, account-age, rep, region, sector …
    #[arg(long, default_value = "account", value_name = "WHAT")]
    by: By<AccountDimension>,
    /// Only whoever pays for this account
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// As of then; of a day, its end
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
}

impl Owed {
    /// Returns what is asked for.
    pub(super) fn query(self, now: Instant) -> OwedQuery {
        OwedQuery { by: self.by, account: self.account, at: self.at.map(|when| when.by_its_end(now)) }
    }
}

/// Says it in words: `Invoices of whoever pays for ACME, as of 2026-01-31 23:59`.
pub(super) fn words(query: &OwedQuery, what: &str) -> String {
    let whose = query.account.as_ref().map(|code| format!(" of whoever pays for {code}")).unwrap_or_default();
    let then = query.at.map(|at| format!(", as of {}", Zone::system().local(at).strftime("%Y-%m-%d %H:%M")));
    format!("{what}{whose}{}", then.unwrap_or_default())
}
