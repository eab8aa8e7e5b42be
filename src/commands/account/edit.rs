//! `desk account edit`.

use clap::Args;

use super::fields::Fields;
use crate::commands::Context;
use crate::commands::args::change_text;
use crate::domain::{Change, Line};

const EXAMPLES: &str = "Examples:
  desk account edit ACME --tier 1 --credit-hold
  desk account edit ACME --region none --credit-hold=false

`none` empties a field. A new tier changes what its open tickets are promised, from now on.";

/// Change an account
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct EditArgs {
    /// The account's code
    code: String,
    /// Its full name
    #[arg(long)]
    name: Option<Line>,
    /// The account it belongs to, or none
    #[arg(long, value_parser = change_text, value_name = "CODE")]
    parent: Option<Change<String>>,
    #[command(flatten)]
    fields: Fields,
}

pub(super) fn run(args: EditArgs, cx: &mut Context) -> anyhow::Result<()> {
    let edit = args.fields.into_edit(args.name);
    let (account, changed) = cx.desk()?.edit_account(&args.code, edit, args.parent.unwrap_or_default())?;
    if changed {
        cx.note_on(
            &account.code,
            format_args!("Changed account {}, now {}, tier {}", account.code, account.status, account.tier),
        )
    } else {
        cx.note_on(&account.code, format_args!("Account {} is so already", account.code))
    }
}
