//! `desk ticket reply`.

use clap::Args;

use crate::app::Answer;
use crate::commands::Context;
use crate::commands::args::{Body, Once};
use crate::domain::ticket::Action;
use crate::domain::{Prose, TicketId};

const EXAMPLES: &str = "Examples:
  desk ticket reply T42 -m 'It left our warehouse this morning'
  desk ticket reply T42 -F answer.txt
  desk ticket reply T42 --from anna@acme.example -m 'Still nothing here'

Without -m or -F your editor opens. A reply leaves the ticket pending: the next step is the customer's.
With --from, it is the customer's message that is recorded: it opens the ticket again, or, if the ticket is closed or
was resolved too long ago, starts a follow-up that links back.";

/// Write to the customer, or record what they wrote
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ReplyArgs {
    /// The ticket
    id: TicketId,
    #[command(flatten)]
    body: Body,
    /// Record a message of this contact instead
    #[arg(long, value_name = "ADDRESS")]
    from: Option<String>,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: ReplyArgs, cx: &mut Context) -> anyhow::Result<()> {
    let body = args.body.needed(cx)?;
    match args.from {
        None => super::write(cx, args.once, args.id, &Action::Reply { body }, "Replied to"),
        Some(from) => receive(cx, args.once, args.id, &from, &body),
    }
}

fn receive(cx: &mut Context, once: Once, id: TicketId, from: &str, body: &Prose) -> anyhow::Result<()> {
    cx.once(once, &("ticket.receive", id, from, body), |desk| {
        let received = desk.receive(id, from, body.clone())?;
        let ticket = received.ticket;
        let text = match received.follow_up_of {
            Some(of) => format!("Opened {} as a follow-up of {of}, which could not be reopened", ticket.id),
            None if received.reopened => format!("Recorded the message, {} is reopened", ticket.id),
            None => format!("Recorded the message, {} is {}", ticket.id, ticket.status),
        };
        Ok(Answer::of(ticket.id, text))
    })
}
