//! `desk report channels`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::CHANNELS;

const EXAMPLES: &str = "Examples:
  desk report channels
  desk report channels --by channel,month --since 2026-01-01
  desk report channels --by queue
  desk report channels --account ACME -O csv

Share: of all tickets told of. Median and p90: from the beginning of a ticket to the last time it was resolved, by the
clock; business: the median business time of the same, as the promise's clock ran. In time: the share of promises of a
resolution that were kept. --wide tells how many were reopened, how many messages a ticket has, and the share of
answers that came in time.";

/// Report how customers reach us, and how they fare
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ChannelsArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl ChannelsArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Channel, &CHANNELS, cx)
    }
}
