//! `desk audit head`.

use clap::Args;

use crate::commands::Context;
use crate::view::HeadRow;

const EXAMPLES: &str = "Examples:
  desk audit head
  desk audit head | mail -s 'Audit head' auditor@example.com
  desk audit head >> /mnt/elsewhere/heads

Kept where whoever can write the desk file cannot, a head shows later whether anything before it was changed:
desk audit verify --anchor FILE.";

/// Print where the log ends, to be kept elsewhere
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct HeadArgs {}

pub(super) fn run(_: &HeadArgs, cx: &mut Context) -> anyhow::Result<()> {
    let head = cx.desk()?.audit_head()?;
    let row = HeadRow::of(head, cx.now());
    Ok(cx.out.list(&[row], None)?)
}
