//! `desk account new`.

use clap::Args;

use super::fields::Fields;
use crate::app::{Answer, NewAccount};
use crate::commands::Context;
use crate::commands::args::Once;
use crate::domain::{Code, Line};

const EXAMPLES: &str = "Examples:
  desk account new ACME 'Acme S.p.A.' --tier 1 --region Italy --credit-limit 50000 --terms NET30
  desk account new ACME-MI 'Acme Milano' --parent ACME";

/// Make an account
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct NewArgs {
    /// A short name to type, unique at this desk
    code: Code,
    /// Its full name
    name: Line,
    /// The account it belongs to
    #[arg(long, value_name = "CODE")]
    parent: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: NewArgs, cx: &mut Context) -> anyhow::Result<()> {
    let NewArgs { code, name, parent, fields, once } = args;
    let new = NewAccount { code, name, parent, edit: fields.into_edit(None) };
    cx.once(once, &("account.new", &new), |desk| {
        let made = desk.new_account(new.clone())?;
        Ok(Answer::of(&made.code, format!("Made account {}, {}, tier {}", made.code, made.name, made.tier)))
    })
}
