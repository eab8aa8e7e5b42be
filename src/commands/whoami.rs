//! `desk whoami`.

use clap::Args;

use super::Context;
use crate::view::IdentityDetail;

const EXAMPLES: &str = "Examples:
  desk whoami
  desk whoami --as anna@acme.example
  desk whoami --json=handle,role";

/// Tell who you are at this desk, and what --as makes of it
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct WhoamiArgs {}

pub(super) fn run(_args: &WhoamiArgs, cx: &mut Context) -> anyhow::Result<()> {
    let desk = cx.desk()?;
    let (identity, path) = (desk.identity()?, desk.path().to_owned());
    Ok(cx.out.detail(&IdentityDetail::of(identity, &path))?)
}
