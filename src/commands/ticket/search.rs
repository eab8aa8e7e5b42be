//! `desk ticket search`.

use clap::Args;

use crate::commands::Context;
use crate::domain::Line;
use crate::view::FoundRow;

const EXAMPLES: &str = "Examples:
  desk ticket search pallet damaged
  desk ticket search '\"line down\"' --limit 5

All words must occur in the subject or one message; a phrase in double quotes must occur as it is. Accents and case
do not matter.";

/// How many entries are made findable before anyone wonders what takes so long.
const AT_A_GLANCE: u64 = 100_000;

/// Find tickets by their words
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct SearchArgs {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

pub(super) fn run(args: &SearchArgs, cx: &mut Context) -> anyhow::Result<()> {
    let words: Line = args.words.join(" ").parse()?;
    let left = cx.desk()?.count_backlog()?;
    if left > AT_A_GLANCE {
        cx.note(format_args!("Making {left} entries of an import findable first; this is done once"))?;
    }
    let rows: Vec<FoundRow> = cx.desk()?.search(&words, args.limit)?.into_iter().map(FoundRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
