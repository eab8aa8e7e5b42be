//! `desk report credits`.

use clap::Args;

use super::Told;
use crate::commands::Context;
use crate::domain::Zone;
use crate::domain::calendar::Month;
use crate::view::CREDITS;

const EXAMPLES: &str = "Examples:
  desk report credits
  desk report credits --month 2026-10 --account ACME -O csv

Counted are promises to customers that were broken in the month, under a policy that has a `[policy.credit]`, once the
verdict is final; those still owed are pending. A month begins at midnight in the contract's time zone, or in UTC
where there is no contract. Without a fee in the contract, the credit is a percentage only.";

/// Report the service credits of a month
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CreditsArgs {
    /// The month, e.g. 2026-10; by default the last whole one
    #[arg(long, value_name = "MONTH")]
    month: Option<Month>,
    /// Only of this account
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
}

impl CreditsArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let month = self.month.unwrap_or_else(|| Month::of(Zone::system().local(cx.now()).date()).previous());
        let lines = cx.desk()?.report_credits(month, self.account.as_deref())?;
        let whose = self.account.map(|code| format!(" of {code}")).unwrap_or_default();
        Ok(CREDITS.of_lines(lines, format!("Service credits{whose} for {month}")))
    }
}
