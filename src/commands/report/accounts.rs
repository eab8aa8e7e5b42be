//! `desk report accounts`.

use clap::Args;

use super::{PACKING, Span, Told};
use crate::app::AccountsQuery;
use crate::commands::Context;
use crate::domain::report::{AccountDimension, By};
use crate::view::ACCOUNTS;

const EXAMPLES: &str = "Examples:
  desk report accounts --since -30d
  desk report accounts --by rep
  desk report accounts --account ACME --include-children --wide
  desk report accounts --by region,tier -O csv

A line an account, of figures that other reports explain. Tickets opened (new), the share of promises kept and what was
ordered are of the time; open tickets, late ones and what is overdue are as of now, and the last order is whenever it was.
What is overdue stands at whoever pays: the account at the root of a tree.";

/// Report what matters of accounts, side by side
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AccountsArgs {
    /// One or two of account, tier, account-age, rep, region, sector …
    #[arg(long, default_value = "account", value_name = "WHAT")]
    by: By<AccountDimension>,
    #[command(flatten)]
    span: Span,
}

impl AccountsArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let (now, Self { by, span }) = (cx.now(), self);
        let (mut packed, query) = (cx.out.progress(PACKING), AccountsQuery { by, about: span.about(now) });
        let groups = cx.desk()?.report_accounts(&query, &mut |done, of| packed.tell(done, of))?;
        Ok(ACCOUNTS.of(by, groups, span.words("Accounts", now), Vec::new()))
    }
}
