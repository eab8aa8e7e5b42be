//! `desk ticket close`.

use clap::Args;

use crate::commands::Context;
use crate::domain::TicketId;
use crate::domain::ticket::Action;

const EXAMPLES: &str = "Examples:
  desk ticket close T42

Only a resolved ticket is closed, and a closed one stays closed: what comes later is a follow-up.";

/// Close a resolved ticket for good
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CloseArgs {
    /// The ticket
    id: TicketId,
}

pub(super) fn run(args: &CloseArgs, cx: &mut Context) -> anyhow::Result<()> {
    super::act(cx, args.id, vec![Action::Close], "Closed", "is closed")
}
