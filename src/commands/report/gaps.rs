//! `desk report gaps`.

use clap::Args;

use super::Told;
use super::coverage::{Active, note, words};
use crate::commands::Context;
use crate::domain::report::{AccountDimension, By};
use crate::view::GAPS;

const EXAMPLES: &str = "Examples:
  desk report gaps
  desk report gaps --within 90
  desk report gaps --account ACME --include-children
  desk report gaps -O csv | grep no-backup

What active accounts lack, account by account, and what closes the gap: words in capitals are yours to fill in. Day: since
when there is no contract, the last day of one that ends, or of a rep's leave. `desk report coverage` counts them.";

/// List what accounts lack, and what to type
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct GapsArgs {
    #[command(flatten)]
    active: Active,
}

impl GapsArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        let query = self.active.query(By { first: AccountDimension::Account, second: None });
        let (lines, left_out) = cx.desk()?.report_gaps(&query)?;
        Ok(GAPS.of_gaps(lines, words(&query), note(left_out)))
    }
}
