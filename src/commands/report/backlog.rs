//! `desk report backlog`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::BACKLOG;

const EXAMPLES: &str = "Examples:
  desk report backlog
  desk report backlog --by rep -O csv
  desk report backlog --by queue,priority --until -7d
  desk report backlog --at 2026-01-01";

/// Report what is left to do
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct BacklogArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl BacklogArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Tier, &BACKLOG, cx)
    }
}
