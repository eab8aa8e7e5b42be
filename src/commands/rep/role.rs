//! `desk rep role`.

use clap::Args;

use crate::commands::Context;
use crate::domain::rep::StaffRole;

const EXAMPLES: &str = "Examples:
  desk rep role tom team-lead
  desk rep role tom agent --reason 'back from the project'

`desk access list` tells what each role may do. A desk keeps at least one admin whom somebody's operating system user acts
as.";

/// Change what a rep may do
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RoleArgs {
    /// The rep's handle; @me is you
    handle: String,
    /// Their role, as in `desk access list`
    role: StaffRole,
}

pub(super) fn run(args: &RoleArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (rep, changed) = cx.desk()?.set_role(&args.handle, args.role)?;
    if changed {
        cx.note_on(&rep.handle, format_args!("Rep {} is {} now", rep.handle, rep.role))
    } else {
        cx.note_on(&rep.handle, format_args!("Rep {} is {} already", rep.handle, rep.role))
    }
}
