//! `desk quote list`.

use clap::Args;

use crate::app::QuoteQuery;
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::TicketId;
use crate::domain::quote::Standing;
use crate::view::QuoteRow;

const EXAMPLES: &str = "Examples:
  desk quote list
  desk quote list --account ACME --all
  desk quote list --status sent,expired --rep @me
  desk quote list --since -30d --json

Without --status or --all, those that may still come to something.";

/// List quotes, the latest first
#[derive(Debug, Args, Default)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And those of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
    /// Only in these: requested, draft, in-review, approved, sent, expired …
    #[arg(long, value_delimiter = ',')]
    status: Vec<Standing>,
    /// All of them
    #[arg(long, conflicts_with = "status")]
    all: bool,
    /// Only this rep's; @me is you
    #[arg(long, value_name = "HANDLE")]
    rep: Option<String>,
    /// Only those of this ticket
    #[arg(long)]
    ticket: Option<TicketId>,
    /// Only those begun since
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// At most so many; by default 50
    #[arg(long)]
    limit: Option<usize>,
}

/// How many are shown, if nobody says.
const SHOWN: usize = 50;

pub(super) fn run(args: ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ListArgs { account, include_children, status, all, rep, ticket, since, limit } = args;
    let (since, limit) = (since.map(|when| when.resolve(cx.now())), limit.unwrap_or(SHOWN));
    let query = QuoteQuery { account, include_children, rep, ticket, standings: status, all, since, limit };
    let (entries, total) = cx.desk()?.quotes(&query)?;
    let rows: Vec<QuoteRow> = entries.into_iter().map(QuoteRow::of).collect();
    Ok(cx.out.list(&rows, Some(total))?)
}
