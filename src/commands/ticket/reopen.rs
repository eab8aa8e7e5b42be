//! `desk ticket reopen`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::Body;
use crate::domain::TicketId;
use crate::domain::ticket::Action;

const EXAMPLES: &str = "Examples:
  desk ticket reopen T42 -m 'The replacement is the wrong size too'

With -m or -F the reason is noted for colleagues.";

/// Say that the matter was not settled after all
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ReopenArgs {
    /// The ticket
    id: TicketId,
    #[command(flatten)]
    body: Body,
}

pub(super) fn run(args: ReopenArgs, cx: &mut Context) -> anyhow::Result<()> {
    let note = args.body.given()?.map(|body| Action::Note { body });
    let actions = [Action::Reopen].into_iter().chain(note).collect();
    let id = args.id;
    let (ticket, changed) = cx.desk()?.act(id, actions)?;
    let status = ticket.status;
    if changed {
        cx.note_on(id, format_args!("Reopened {id}, now {status}"))
    } else {
        cx.note_on(id, format_args!("{id} is {status}, there is nothing to reopen"))
    }
}
