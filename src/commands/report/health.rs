//! `desk report health`.

use clap::Args;

use super::{PACKING, Told, Whose};
use crate::app::{HealthQuery, Period};
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
    #[command(flatten)]
    whose: Whose,
}

impl HealthArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let Self { by, whose } = self;
        let (mut packed, query) = (cx.out.progress(PACKING), HealthQuery { by, about: whose.about(Period::ALL) });
        let groups = cx.desk()?.report_health(&query, &mut |done, of| packed.tell(done, of))?;
        Ok(HEALTH.of(by, groups, whose.words("Health"), Vec::new()))
    }
}
