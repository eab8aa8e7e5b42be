//! `desk audit show`.

use clap::Args;

use crate::commands::Context;
use crate::view::AuditDetail;

const EXAMPLES: &str = "Examples:
  desk audit show 17
  desk audit show 17 --json=action,changes";

/// Show what was done, row by row
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The entry's number
    seq: i64,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (link, told) = cx.desk()?.audit_entry(args.seq)?;
    Ok(cx.out.detail(&AuditDetail::of(link, told))?)
}
