//! `desk report waiting`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::WAITING;

const EXAMPLES: &str = "Examples:
  desk report waiting
  desk report waiting --by category
  desk report waiting --by team,month --since 2026-01-01
  desk report waiting --account ACME --include-children --wide

All times are by the clock, until a ticket is settled or until now, those of all tickets added up. Us: nobody had taken
it up, or somebody worked on it; share: how much of all waiting that was; median: of each ticket that waited for us.
Customer: it was pending. Others: it was on hold; --wide tells for whom: vendor, warehouse, finance or carrier, on how
many tickets, and how long each. What happened after a reopening counts too.";

/// Report for whom tickets wait, and how long
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct WaitingArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl WaitingArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Account, &WAITING, cx)
    }
}
