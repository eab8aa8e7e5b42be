//! `desk sla policy show`.

use clap::Args;

use crate::commands::Context;
use crate::error::Error;

const EXAMPLES: &str = "Examples:
  desk sla policy show
  desk sla policy show 1 > shipped.toml";

/// Print a version as it was written
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The version's number; by default the last one
    version: Option<i64>,
}

pub(super) fn run(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let versions = cx.desk()?.policy_versions()?;
    let wanted = args.version.or(versions.last().map(|version| version.number)).unwrap_or(1);
    let version = versions.into_iter().find(|version| version.number == wanted);
    let version = version.ok_or_else(|| Error::unknown("policy version", wanted))?;
    Ok(cx.out.text(&version.policy)?)
}
