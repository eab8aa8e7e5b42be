//! Of when and of whom a report tells.

use clap::Args;

use super::Whose;
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
    #[command(flatten)]
    whose: Whose,
}

impl Span {
    /// Returns what a report is about.
    pub(super) fn about(&self, now: Instant) -> About {
        let at = |when: Option<When>, otherwise| when.map_or(otherwise, |when| when.resolve(now));
        self.whose.about(Period { since: at(self.since, Instant::MIN), until: at(self.until, Instant::MAX) })
    }

    /// Says it in words: `Tickets of ACME and the accounts below it, from 2026-01-01 on`.
    pub(super) fn words(&self, what: &str, now: Instant) -> String {
        let on = |when: When| Zone::system().local(when.resolve(now)).date();
        let when = match (self.since.map(on), self.until.map(on)) {
            (None, None) => String::new(),
            (Some(since), None) => format!(", from {since} on"),
            (None, Some(until)) => format!(", before {until}"),
            (Some(since), Some(until)) => format!(", from {since} to before {until}"),
        };
        format!("{}{when}", self.whose.words(what))
    }
}
