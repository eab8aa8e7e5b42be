//! `desk account assign`.

use clap::Args;

use crate::commands::Context;
use crate::domain::account::AccountRole;

const EXAMPLES: &str = "Examples:
  desk account assign ACME giulia
  desk account assign ACME tom --role backup

New tickets go to the primary rep, or to the backup while the primary is away.";

/// Put a rep in charge of an account
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AssignArgs {
    /// The account's code
    code: String,
    /// The rep's handle; @me is you
    rep: String,
    /// primary, backup or technical
    #[arg(long, default_value = "primary")]
    role: AccountRole,
}

pub(super) fn run(args: &AssignArgs, cx: &mut Context) -> anyhow::Result<()> {
    let role = args.role;
    let (account, rep, changed) = cx.desk()?.assign_account(&args.code, role, &args.rep)?;
    let how = if changed { "is now" } else { "was already" };
    cx.note_on(&account.code, format_args!("{rep} {how} the {role} rep of {}", account.code))
}
