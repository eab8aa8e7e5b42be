//! `desk ticket status`.

use clap::Args;

use crate::commands::{Context, Stop};
use crate::domain::TicketId;
use crate::domain::ticket::{Action, StatusWord, WaitingOn};

const EXAMPLES: &str = "Examples:
  desk ticket status T42 pending
  desk ticket status T42 on-hold --waiting-on vendor
  desk ticket status T42 open";

/// Say whose the next step is
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct StatusArgs {
    /// The ticket
    id: TicketId,
    /// open (ours), pending (the customer's) or on-hold (somebody else's)
    status: StatusWord,
    /// Whose, on hold: vendor, warehouse, finance or carrier
    #[arg(long, value_name = "WHOM")]
    waiting_on: Option<WaitingOn>,
}

pub(super) fn run(args: &StatusArgs, cx: &mut Context) -> anyhow::Result<()> {
    let StatusArgs { id, status, waiting_on } = *args;
    let another = |verb: &str| {
        let hint = Some(format!("desk ticket {verb} {id}"));
        Err(Stop::Usage { what: format!("`{status}` has a verb of its own"), hint }.into())
    };
    let action = match (status, waiting_on) {
        (StatusWord::Open, None) => Action::Open,
        (StatusWord::Pending, None) => Action::Wait,
        (StatusWord::OnHold, Some(on)) => Action::Hold { on },
        (StatusWord::OnHold, None) => {
            let hint = Some("--waiting-on vendor, warehouse, finance or carrier".to_owned());
            return Err(Stop::Usage { what: "whom the ticket waits on is missing".to_owned(), hint }.into());
        }
        (StatusWord::Resolved, _) => return another("resolve"),
        (StatusWord::Closed, _) => return another("close"),
        (StatusWord::New, _) => return Err(Stop::usage("a ticket is new only until somebody takes it up").into()),
        (StatusWord::Open | StatusWord::Pending, Some(_)) => {
            return Err(Stop::usage("--waiting-on goes with on-hold only").into());
        }
    };
    super::act(cx, id, vec![action], "Changed", &format!("is {status}"))
}
