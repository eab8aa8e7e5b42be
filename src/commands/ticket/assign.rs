//! `desk ticket assign`.

use clap::Args;

use crate::commands::args::change_text;
use crate::commands::{Context, Stop};
use crate::domain::{Change, Code, TicketId};

const EXAMPLES: &str = "Examples:
  desk ticket assign T42 giulia
  desk ticket assign T42 @me
  desk ticket assign T42 --team logistics
  desk ticket assign T42 none";

/// Put a rep or a team in charge
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AssignArgs {
    /// The ticket
    id: TicketId,
    /// The rep's handle; @me is you, none is nobody
    #[arg(value_parser = change_text)]
    rep: Option<Change<String>>,
    /// The team, or none
    #[arg(long, value_parser = change_text)]
    team: Option<Change<String>>,
}

pub(super) fn run(args: AssignArgs, cx: &mut Context) -> anyhow::Result<()> {
    let AssignArgs { id, rep, team } = args;
    if rep.is_none() && team.is_none() {
        let hint = Some(format!("desk ticket assign {id} @me"));
        return Err(Stop::Usage { what: "somebody to put in charge is missing".to_owned(), hint }.into());
    }
    let (ticket, to, changed) = cx.desk()?.assign(id, rep.unwrap_or_default(), team.unwrap_or_default())?;
    if !changed {
        return cx.note_on(id, format_args!("{id} was assigned so already"));
    }
    let to = to.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
    let to = if to.is_empty() { "nobody" } else { to.as_str() };
    cx.note_on(id, format_args!("Assigned {id} to {to}, now {}", ticket.status))
}
