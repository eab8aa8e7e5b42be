//! `desk rep queue`.

use clap::{Args, Subcommand};

use crate::app::Answer;
use crate::commands::Context;
use crate::commands::args::Once;
use crate::domain::{Email, Line, Segment};
use crate::view::QueueRow;

/// Shared mailboxes and whom they serve
#[derive(Debug, Args)]
pub(super) struct Queue {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    New(NewArgs),
    /// List queues
    #[command(visible_alias = "ls", after_long_help = "Examples:\n  desk rep queue list")]
    List,
}

const NEW_EXAMPLES: &str = "Examples:
  desk rep queue new orders@supplier.example --team inside --region Italy";

/// Add a queue
#[derive(Debug, Args)]
#[command(after_long_help = NEW_EXAMPLES)]
struct NewArgs {
    /// The mailbox
    address: Email,
    /// The team that reads it
    #[arg(long)]
    team: Option<String>,
    /// The region it serves
    #[arg(long)]
    region: Option<Line>,
    /// The segment it serves, b2b or d2c
    #[arg(long)]
    segment: Option<Segment>,
    #[command(flatten)]
    once: Once,
}

impl Queue {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or(Verb::List) {
            Verb::New(NewArgs { address, team, region, segment, once }) => {
                cx.once(once, &("rep.queue.new", &address, &team, &region, segment), |desk| {
                    let queue = desk.new_queue(address.clone(), team.as_deref(), region.clone(), segment)?;
                    Ok(Answer::of(&queue.address, format!("Added queue {}", queue.address)))
                })
            }
            Verb::List => {
                let rows: Vec<QueueRow> = cx.desk()?.queues()?.into_iter().map(QueueRow::of).collect();
                Ok(cx.out.list(&rows, None)?)
            }
        }
    }
}
