//! `desk report health`.

use clap::Args;

use super::Told;
use crate::app::{About, HealthQuery, Period};
use crate::commands::Context;
use crate::domain::report::{AccountDimension, By};
use crate::view::HEALTH;

const EXAMPLES: &str = "Examples:
  desk report health
  desk report health --by rep --wide
  desk report health --account ACME --include-children

Accounts that are not closed, the worst first: the score from 0 to 100, the part that costs it most, and how well each part
is. Several accounts have the mean of their scores, and the worst part of the one with the lowest (--wide tells which). One
account is explained by `desk account health CODE`.";

/// Report which accounts are at risk
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct HealthArgs {
    /// One or two of account, tier, account-age, rep, region, sector …
    #[arg(long, default_value = "account", value_name = "WHAT")]
    by: By<AccountDimension>,
    /// Only of this account
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
}

impl HealthArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let Self { by, account, include_children } = self;
        let whose = account.as_ref().map(|code| format!(" of {code}")).unwrap_or_default();
        let below = if include_children { " and the accounts below it" } else { "" };
        let words = format!("Health{whose}{below}");
        let about = About { period: Period::ALL, account, include_children };
        let groups = cx.desk()?.report_health(&HealthQuery { by, about })?;
        Ok(HEALTH.of(by, groups, words, Vec::new()))
    }
}
