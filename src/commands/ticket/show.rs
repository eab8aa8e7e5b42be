//! `desk ticket show`.

use clap::Args;

use crate::commands::Context;
use crate::domain::TicketId;
use crate::view::TicketDetail;

const EXAMPLES: &str = "Examples:
  desk ticket show T42
  desk ticket show 42 --json";

/// Show a ticket, its promises and its messages
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The ticket
    id: TicketId,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let view = cx.desk()?.ticket(args.id)?;
    Ok(cx.out.detail(&TicketDetail::of(view, now))?)
}
