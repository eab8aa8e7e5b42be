//! `desk ticket list`.

use clap::Args;

use crate::app::{TicketFilter, TicketQuery};
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::Tier;
use crate::domain::ticket::{Category, Priority, StatusWord};
use crate::view::TicketRow;

const EXAMPLES: &str = "Examples:
  desk ticket list
  desk ticket list --assignee @me --due +2h
  desk ticket list --account ACME --include-children --all
  desk ticket list --status new,open --category fulfilment --ids

The deadline that binds first stands at the top. Without --status or --all, settled tickets are left out.";

/// List tickets, the most urgent deadline first
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And those of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
    /// Only this rep's; @me is you, none is nobody
    #[arg(long, value_name = "HANDLE")]
    assignee: Option<String>,
    /// Only this team's
    #[arg(long)]
    team: Option<String>,
    /// Only those through this mailbox
    #[arg(long, value_name = "ADDRESS")]
    queue: Option<String>,
    /// Only in these: new, open, pending, on-hold, resolved, closed
    #[arg(long, value_delimiter = ',')]
    status: Vec<StatusWord>,
    /// Settled ones too
    #[arg(long, conflicts_with = "status")]
    all: bool,
    /// Only of this kind, its finer kinds included
    #[arg(long)]
    category: Option<Category>,
    /// Only of this priority
    #[arg(long)]
    priority: Option<Priority>,
    /// Only of accounts of this tier
    #[arg(long)]
    tier: Option<Tier>,
    /// Only those due by then, e.g. +2h
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    due: Option<When>,
    /// At most so many
    #[arg(long)]
    limit: Option<u32>,
    /// Print the ids only
    #[arg(long)]
    ids: bool,
}

pub(super) fn run(args: ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let filter = TicketFilter {
        statuses: args.status,
        settled: args.all,
        category: args.category,
        priority: args.priority,
        tier: args.tier,
        due_by: args.due.map(|due| due.resolve(now)),
        limit: args.limit,
        ..Default::default()
    };
    let query = TicketQuery {
        account: args.account,
        include_children: args.include_children,
        assignee: args.assignee,
        team: args.team,
        queue: args.queue,
        filter,
    };
    let (lines, total) = cx.desk()?.tickets(&query)?;
    if args.ids {
        let ids = lines.iter().fold(String::new(), |ids, line| ids + &line.id.to_string() + "\n");
        return Ok(cx.out.text(&ids)?);
    }
    let rows: Vec<TicketRow> = lines.into_iter().map(|line| TicketRow::of(line, now)).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
