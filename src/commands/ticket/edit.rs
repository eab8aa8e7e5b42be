//! `desk ticket edit`.

use clap::Args;

use crate::commands::{Context, Stop};
use crate::domain::ticket::{Action, Category, Priority};
use crate::domain::{Line, TicketId};

const EXAMPLES: &str = "Examples:
  desk ticket edit T42 --priority urgent
  desk ticket edit T42 --category fulfilment.late --subject 'Pallet 7 is late'

A new priority changes what is promised, counted from the same start.";

/// Correct a ticket's priority, category or subject
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct EditArgs {
    /// The ticket
    id: TicketId,
    /// low, normal, high or urgent
    #[arg(long)]
    priority: Option<Priority>,
    /// What kind of matter it is, e.g. invoice.price
    #[arg(long)]
    category: Option<Category>,
    /// What it is about, in one line
    #[arg(long)]
    subject: Option<Line>,
}

pub(super) fn run(args: EditArgs, cx: &mut Context) -> anyhow::Result<()> {
    let actions: Vec<Action> = [
        args.priority.map(|priority| Action::Prioritise { priority }),
        args.category.map(|category| Action::Categorise { category }),
        args.subject.map(|subject| Action::Rename { subject }),
    ]
    .into_iter()
    .flatten()
    .collect();
    if actions.is_empty() {
        let hint = Some("pass --priority, --category or --subject".to_owned());
        return Err(Stop::Usage { what: "there is nothing to change".to_owned(), hint }.into());
    }
    super::act(cx, args.id, actions, "Changed", "is so")
}
