//! `desk report resolution`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::RESOLUTION;

const EXAMPLES: &str = "Examples:
  desk report resolution
  desk report resolution --by account-age
  desk report resolution --by segment,category --since -90d
  desk report resolution --by rep,month --account ACME --include-children

Done, median and p90: from the beginning of a ticket to the last time it was resolved, by the clock. In time: the share
of promises of a resolution that were kept, of those kept or broken; a promise still owed counts once it is broken.
Business: the median business time of the tickets that are done, pauses left out, as the promise's clock ran. Reopened:
tickets taken up again after they had been resolved; --wide tells how often, how many were done with one answer, more
percentiles, and how many took up to 15m, 1h, 4h, 8h, 1d, 3d, 1w and longer; each is counted once.";

/// Report how long matters take until they are settled
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ResolutionArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl ResolutionArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Tier, &RESOLUTION, cx)
    }
}
