//! `desk ticket resolve`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::Body;
use crate::domain::TicketId;
use crate::domain::ticket::{Action, Resolution};

const EXAMPLES: &str = "Examples:
  desk ticket resolve T42
  desk ticket resolve T42 --code credited -m 'The credit note is on its way'

With -m or -F the customer is written to first. Their next message opens the ticket again.";

/// Say that the matter is settled
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ResolveArgs {
    /// The ticket
    id: TicketId,
    /// How it ended, e.g. answered, credited, replaced
    #[arg(long = "code", default_value = "answered", value_name = "CODE")]
    resolution: Resolution,
    #[command(flatten)]
    body: Body,
}

pub(super) fn run(args: ResolveArgs, cx: &mut Context) -> anyhow::Result<()> {
    let reply = args.body.given()?.map(|body| Action::Reply { body });
    let actions = reply.into_iter().chain([Action::Resolve { resolution: args.resolution }]).collect();
    super::act(cx, args.id, actions, "Resolved", "is resolved")
}
