//! `desk ticket note`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::{Body, Once};
use crate::domain::TicketId;
use crate::domain::ticket::Action;

const EXAMPLES: &str = "Examples:
  desk ticket note T42 -m 'Called the carrier, due tomorrow at ten'

A note is for colleagues: the customer does not see it, and no promise is kept by it.";

/// Write to colleagues
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct NoteArgs {
    /// The ticket
    id: TicketId,
    #[command(flatten)]
    body: Body,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: NoteArgs, cx: &mut Context) -> anyhow::Result<()> {
    let body = args.body.needed(cx)?;
    super::write(cx, args.once, args.id, &Action::Note { body }, "Noted on")
}
