//! `desk ticket link`.

use clap::Args;

use crate::commands::Context;
use crate::domain::ticket::{Link, LinkKind};
use crate::domain::{Line, TicketId};

const EXAMPLES: &str = "Examples:
  desk ticket link T42 order SO-0000430
  desk ticket link T42 related T40

Kinds: parent duplicate-of follow-up-of related (tickets); order quote invoice shipment return product article.";

/// Tie a ticket to an order, an invoice, another ticket
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct LinkArgs {
    /// The ticket
    id: TicketId,
    /// What the other end is
    kind: LinkKind,
    /// The other end: a number, or a ticket's id
    target: Line,
}

pub(super) fn run(args: LinkArgs, cx: &mut Context) -> anyhow::Result<()> {
    let LinkArgs { id, kind, target } = args;
    let (_, link, changed) = cx.desk()?.link(id, Link { kind, target })?;
    let how = if changed { "Linked" } else { "Already linked:" };
    cx.note_on(id, format_args!("{how} {id} to {} {}", link.kind, link.target))
}
