//! Of when and of whom a report tells.

use clap::Args;

use crate::app::{About, Period};
use crate::commands::args::When;
use crate::domain::{Instant, Zone};

/// Of when and of whom.
#[derive(Debug, Args)]
pub(super) struct Span {
    /// Only what began from then on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// Only what began before then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    until: Option<When>,
    /// Only of this account
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
}

impl Span {
    /// Returns what a report is about.
    pub(super) fn about(&self, now: Instant) -> About {
        let at = |when: Option<When>, otherwise| when.map_or(otherwise, |when| when.resolve(now));
        let period = Period { since: at(self.since, Instant::MIN), until: at(self.until, Instant::MAX) };
        About { period, account: self.account.clone(), include_children: self.include_children }
    }

    /// Says it in words: `Tickets of ACME and the accounts below it, from 2026-01-01 on`.
    pub(super) fn words(&self, what: &str, now: Instant) -> String {
        let on = |when: When| Zone::system().local(when.resolve(now)).date();
        let whose = self.account.as_ref().map(|code| format!(" of {code}")).unwrap_or_default();
        let below = if self.include_children { " and the accounts below it" } else { "" };
        let when = match (self.since.map(on), self.until.map(on)) {
            (None, None) => String::new(),
            (Some(since), None) => format!(", from {since} on"),
            (None, Some(until)) => format!(", before {until}"),
            (Some(since), Some(until)) => format!(", from {since} to before {until}"),
        };
        format!("{what}{whose}{below}{when}")
    }
}
