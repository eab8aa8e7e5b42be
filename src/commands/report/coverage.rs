//! `desk report coverage`, and what it has in common with `desk report gaps`.

use clap::Args;

use super::{Told, Whose};
use crate::app::{CoverageQuery, Period};
use crate::commands::Context;
use crate::domain::report::{AccountDimension, By};
use crate::view::COVERAGE;

const EXAMPLES: &str = "Examples:
  desk report coverage
  desk report coverage --by rep,tier --wide
  desk report coverage --account ACME --include-children

How many active accounts (of) lack nothing, and how many lack what: a contract in force, one that goes on, a rep in charge
who is there, somebody who stands in, a person to write to, an agreed limit; --wide tells also of promises and price lists.
Which those are is told by `desk report gaps`.";

/// Report how accounts are looked after
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CoverageArgs {
    /// One or two of tier, account, account-age, rep, region, sector …
    #[arg(long, default_value = "tier", value_name = "WHAT")]
    by: By<AccountDimension>,
    #[command(flatten)]
    active: Active,
}

/// Of which accounts, and what counts as soon.
#[derive(Debug, Args)]
pub(super) struct Active {
    #[command(flatten)]
    whose: Whose,
    /// How many days before its end a contract is a gap
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    within: u16,
}

impl Active {
    /// Returns what is asked for.
    pub(super) fn query(self, by: By<AccountDimension>) -> CoverageQuery {
        CoverageQuery { by, about: self.whose.about(Period::ALL), within: self.within }
    }
}

/// Says it in words: `Active accounts: ACME and those below it`.
pub(super) fn words(query: &CoverageQuery) -> String {
    let whose = query.about.account.as_ref().map(|code| format!(": {code}")).unwrap_or_default();
    let below = if query.about.include_children { " and those below it" } else { "" };
    format!("Active accounts{whose}{below}")
}

/// Says how many accounts are left out.
pub(super) fn note(left_out: usize) -> Vec<String> {
    (left_out > 0).then(|| format!("left out: {left_out} that are not active")).into_iter().collect()
}

impl CoverageArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let query = self.active.query(self.by);
        let (groups, left_out) = cx.desk()?.report_coverage(&query)?;
        Ok(COVERAGE.of(query.by, groups, words(&query), note(left_out)))
    }
}
