//! `desk ticket merge`.

use clap::Args;

use crate::commands::Context;
use crate::domain::TicketId;

const EXAMPLES: &str = "Examples:
  desk ticket merge T43 --into T42

T43 is closed as a duplicate and points to T42, where its messages are read from now on. A customer who was waiting for
an answer in T43 goes on waiting since then.";

/// End a ticket in another one on the same matter
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct MergeArgs {
    /// The ticket that ends
    id: TicketId,
    /// The ticket that goes on
    #[arg(long, value_name = "ID")]
    into: TicketId,
}

pub(super) fn run(args: &MergeArgs, cx: &mut Context) -> anyhow::Result<()> {
    let merged = cx.desk()?.merge(args.id, args.into)?;
    let (source, target, status) = (merged.source.id, merged.target.id, merged.target.status);
    if merged.changed {
        cx.note_on(source, format_args!("Merged {source} into {target}, which is {status}"))
    } else {
        cx.note_on(source, format_args!("{source} was merged into {target} already"))
    }
}
