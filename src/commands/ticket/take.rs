//! `desk ticket take`.

use clap::Args;

use crate::commands::Context;
use crate::domain::TicketId;

const EXAMPLES: &str = "Examples:
  desk ticket take T42

Of two reps who take a ticket at once, one gets it, and the other is told who.";

/// Take a ticket nobody has
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct TakeArgs {
    /// The ticket
    id: TicketId,
}

pub(super) fn run(args: &TakeArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (ticket, changed) = cx.desk()?.take(args.id)?;
    if changed {
        cx.note_on(ticket.id, format_args!("Took {}, now {}", ticket.id, ticket.status))
    } else {
        cx.note_on(ticket.id, format_args!("{} is yours already", ticket.id))
    }
}
