//! `desk import show`.

use clap::Args;

use crate::commands::Context;
use crate::domain::BatchId;
use crate::view::BatchDetail;

const EXAMPLES: &str = "Examples:
  desk import show B7
  desk import show B7 --json=sha256,created";

/// Show what one import brought
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The import, as `desk import list` names it
    id: BatchId,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.batch(args.id)?;
    Ok(cx.out.detail(&BatchDetail::of(view))?)
}
