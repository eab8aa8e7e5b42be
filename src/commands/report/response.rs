//! `desk report response`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::RESPONSE;

const EXAMPLES: &str = "Examples:
  desk report response
  desk report response --by account-age
  desk report response --by queue,month --since 2026-01-01
  desk report response --by rep --at 2026-02-01 -O csv

Answered, median and p90: from the beginning of a ticket to the first message of a rep, by the clock; where we began the
ticket, from the customer's first message. In time: the share of promises of a first response that were kept, of those
kept or broken, and beside it of how many. Business: the median business time of those promises, as their clocks ran;
there a matter that was resolved without a message is answered too. --wide tells more percentiles, and how many answers
took up to 15m, 1h, 4h, 8h, 1d, 3d, 1w and longer; each is counted once.";

/// Report how long customers wait for a first answer
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ResponseArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl ResponseArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Tier, &RESPONSE, cx)
    }
}
