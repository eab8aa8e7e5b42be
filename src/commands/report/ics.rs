//! `desk report ics`.

use clap::Args;

use crate::app::TicketQuery;
use crate::commands::Context;
use crate::domain::Seconds;
use crate::view::due_time;

const EXAMPLES: &str = "Examples:
  desk report ics -o due.ics
  desk report ics --assignee @me -o mine.ics
  desk report ics --account ACME --include-children -o acme.ics

For cron, into a folder that a web server shows: a calendar program that subscribes to the file sees when the deadline is
that binds each open ticket first. A ticket whose clocks stand still has none and is left out.";

/// How long calendars wait before they look again.
const AGAIN: Seconds = Seconds::new(900);

/// Write due times as a calendar feed
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct IcsArgs {
    /// Only this rep's; @me is you, none is nobody
    #[arg(long, value_name = "HANDLE")]
    assignee: Option<String>,
    /// Only this team's
    #[arg(long)]
    team: Option<String>,
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And those of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
}

pub(super) fn run(args: IcsArgs, cx: &mut Context) -> anyhow::Result<()> {
    let IcsArgs { assignee, team, account, include_children } = args;
    let query = TicketQuery { account, include_children, assignee, team, ..TicketQuery::default() };
    let (now, (lines, _)) = (cx.now(), cx.desk()?.tickets(&query)?);
    let due: Vec<_> = lines.iter().filter_map(|line| due_time(line, now)).collect();
    cx.out.feed("Due times", AGAIN, &due)?;
    match lines.len() - due.len() {
        0 => Ok(()),
        1 => cx.note(format_args!("left out: 1 ticket whose clocks stand still")),
        some => cx.note(format_args!("left out: {some} tickets whose clocks stand still")),
    }
}
