//! `desk sla policy export`.

use clap::Args;

use crate::commands::Context;
use crate::domain::sla::file::written;

const EXAMPLES: &str = "Examples:
  desk sla policy export > in-force.toml
  desk sla policy export 2 -o version-2.toml

The file needs no other beside it: imported holidays stand in it as dates. Applied again, it says the same; comments are
gone (`desk sla policy show` prints a version as it was written).";

/// Write a version as one file that can be applied anywhere
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ExportArgs {
    /// The version's number; by default the one in force
    version: Option<i64>,
}

pub(super) fn run(args: &ExportArgs, cx: &mut Context) -> anyhow::Result<()> {
    let version = cx.desk()?.policy_version(args.version)?;
    Ok(cx.out.text(&written(&version))?)
}
