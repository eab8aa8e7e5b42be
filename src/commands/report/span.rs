//! Of when and of whom a report tells.

use clap::Args;

use crate::app::Period;
use crate::commands::args::When;
use crate::domain::Instant;

/// Of when and of whom.
#[derive(Debug, Args)]
pub(super) struct Span {
    /// Only what began from then on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(super) since: Option<When>,
    /// Only what began before then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(super) until: Option<When>,
    /// Only of this account
    #[arg(long, value_name = "CODE")]
    pub(super) account: Option<String>,
    /// And of the accounts below it
    #[arg(long, requires = "account")]
    pub(super) include_children: bool,
}

impl Span {
    /// Returns the time it tells of.
    pub(super) fn period(&self, now: Instant) -> Period {
        let at = |when: Option<When>, otherwise| when.map_or(otherwise, |when| when.resolve(now));
        Period { since: at(self.since, Instant::MIN), until: at(self.until, Instant::MAX) }
    }
}
