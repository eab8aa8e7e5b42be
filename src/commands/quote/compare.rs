//! `desk quote diff` and `desk quote history`.

use clap::Args;

use crate::commands::{Context, Stop};
use crate::domain::QuoteId;
use crate::view::{AlteredRow, QuoteEventRow};

const DIFF_EXAMPLES: &str = "Examples:
  desk quote diff Q7
  desk quote diff Q7 1 3

Without numbers, the last two revisions.";

/// Tell in what two revisions differ
#[derive(Debug, Args)]
#[command(after_long_help = DIFF_EXAMPLES)]
pub(super) struct DiffArgs {
    /// The quote
    id: QuoteId,
    /// The earlier revision
    before: Option<u32>,
    /// The later one
    after: Option<u32>,
}

const HISTORY_EXAMPLES: &str = "Examples:
  desk quote history Q7
  desk quote history Q7 --json";

/// Tell what happened to a quote, and who did it
#[derive(Debug, Args)]
#[command(after_long_help = HISTORY_EXAMPLES)]
pub(super) struct HistoryArgs {
    /// The quote
    id: QuoteId,
}

pub(super) fn diff(args: &DiffArgs, cx: &mut Context) -> anyhow::Result<()> {
    let between = match (args.before, args.after) {
        (Some(before), Some(after)) => Some((before, after)),
        (None, None) => None,
        _ => return Err(Stop::usage(format!("name two revisions, as in `desk quote diff {} 1 2`", args.id)).into()),
    };
    let (before, after, told) = cx.desk()?.compare_quote(args.id, between)?;
    cx.note(format_args!("{}, revision {before} to {after}", args.id))?;
    let rows: Vec<AlteredRow> = told.into_iter().map(AlteredRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}

pub(super) fn history(args: &HistoryArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.quote(args.id, None)?;
    let rows: Vec<QuoteEventRow> = view.events.into_iter().map(QuoteEventRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
