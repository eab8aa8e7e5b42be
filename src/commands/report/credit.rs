//! `desk report credit`.

use clap::Args;

use super::{Owed, Told, owed};
use crate::commands::Context;
use crate::view::CREDIT;

const EXAMPLES: &str = "Examples:
  desk report credit
  desk report credit --by rep
  desk report credit --at 2026-03-31 --wide
  desk report credit --account ACME --json

Used is what an account owes and is about to owe: what is invoiced and open, less what came in and was set against no
invoice, and what is ordered and not invoiced. An account stands for all below it, for which it pays, and is grouped as it
is now. Free is what is left of limits and overrides (leave) that hold; share, limit and free are of accounts with a limit,
used of all. What is owed in another currency than the limit's has a line of its own. A table rounds to whole units; the
data are exact. One account is explained by `desk credit show CODE` and `desk credit replay CODE`.";

/// Report what accounts may owe, and do
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CreditArgs {
    #[command(flatten)]
    owed: Owed,
}

impl CreditArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let query = self.owed.query(cx.now());
        let (groups, left_out) = cx.desk()?.report_credit(&query)?;
        let note = (left_out > 0).then(|| format!("left out: {left_out} without a limit that owe nothing"));
        Ok(CREDIT.of_money(query.by, groups, owed::words(&query, "Credit"), note.into_iter().collect()))
    }
}
