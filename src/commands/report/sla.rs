//! `desk report sla`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::SLA;

const EXAMPLES: &str = "Examples:
  desk report sla --by tier
  desk report sla --by queue
  desk report sla --by rep --since -30d
  desk report sla --by account,month --account ACME --include-children
  desk report sla --by priority --at 2016-03-10T09:00:00Z

Answered and resolved: the share of promises kept, of those kept or broken; a promise still owed counts once it is
broken. Median and p90: business time until the answer, and until the resolution; --wide tells time by the clock too.
Matters that were closed without an answer are counted apart (--wide), as never answered. Days and months are those of
the system's time zone.";

/// Report how promises were kept
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct SlaArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl SlaArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Tier, &SLA, cx)
    }
}
