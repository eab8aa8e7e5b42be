//! `desk sla match`.

use clap::Args;

use crate::commands::Context;
use crate::domain::TicketId;
use crate::view::MatchRow;

const EXAMPLES: &str = "Examples:
  desk sla match T42

The narrowest policy that is for the ticket rules: contract, account, queue, category and tier, tier, default.";

/// Tell which policy rules a ticket, and why no other does
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct MatchArgs {
    /// The ticket
    id: TicketId,
}

pub(super) fn run(args: &MatchArgs, cx: &mut Context) -> anyhow::Result<()> {
    let fared = cx.desk()?.match_policies(args.id)?;
    let rows: Vec<MatchRow> = fared.iter().map(|(policy, contest)| MatchRow::of(policy, *contest)).collect();
    Ok(cx.out.list(&rows, None)?)
}
