//! `desk report ageing`.

use clap::Args;

use super::{Owed, Told, owed};
use crate::commands::Context;
use crate::view::AGEING;

const EXAMPLES: &str = "Examples:
  desk report ageing
  desk report ageing --at 2026-03-31
  desk report ageing --by rep
  desk report ageing --by region,tier -O csv

What is invoiced and open, by how many days it is late, each currency by itself. An account stands for all below it, for
which it pays, and is grouped as it is now; what came in or was credited by then is taken off, from the part due first.
Days: how late the oldest is. Money that is set against no invoice is in no other column (--wide, unapplied). A table
rounds to whole units; the data are exact. One account is explained by `desk credit show CODE`.";

/// Report what is owed, by how late it is
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AgeingArgs {
    #[command(flatten)]
    owed: Owed,
}

impl AgeingArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let query = self.owed.query(cx.now());
        let groups = cx.desk()?.report_ageing(&query)?;
        Ok(AGEING.of_money(query.by, groups, owed::words(&query, "Invoices")))
    }
}
