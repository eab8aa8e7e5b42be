//! `desk ticket next`.

use clap::Args;

use crate::app::Claim;
use crate::commands::Context;
use crate::view::TicketDetail;

const EXAMPLES: &str = "Examples:
  desk ticket next
  desk ticket next --peek
  desk ticket next --json=id,subject,due_at

Of the new and open tickets that are yours, or nobody's and in your team or in none, you get the one whose deadline
binds first; those without a deadline come last, the most urgent first. One that is nobody's becomes yours, and of reps
who ask at once each gets another one.";

/// Show the ticket to turn to, and take it if it is free
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct NextArgs {
    /// Only show it, take nothing
    #[arg(long)]
    peek: bool,
}

pub(super) fn run(args: &NextArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let Some((view, claim)) = cx.desk()?.next_ticket(args.peek)? else {
        cx.out.nothing()?;
        return cx.note(format_args!("nothing is waiting for you"));
    };
    let id = view.ticket.id;
    cx.out.detail(&TicketDetail::of(view, now))?;
    match claim {
        Claim::Taken => cx.note_on(id, format_args!("{id} is yours")),
        Claim::Held => cx.note_on(id, format_args!("{id} was yours already")),
        Claim::Free => cx.note_on(id, format_args!("{id} is nobody's; nothing was changed")),
    }
}
