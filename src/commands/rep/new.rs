//! `desk rep new`.

use clap::Args;

use crate::app::{Answer, NewRep};
use crate::commands::Context;
use crate::commands::args::Once;
use crate::domain::rep::{RepEdit, StaffRole};
use crate::domain::{Change, Code, Email, Line};

const EXAMPLES: &str = "Examples:
  desk rep new giulia --name 'Giulia Conti' --role account-manager --team inside --os-user gconti";

/// Add a rep
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct NewArgs {
    /// A short name to type, unique at this desk
    handle: Code,
    /// Their name; by default the handle
    #[arg(long)]
    name: Option<Line>,
    /// Their address
    #[arg(long)]
    email: Option<Email>,
    /// The operating system's user who acts as this rep
    #[arg(long, value_name = "USER")]
    os_user: Option<Line>,
    /// What they may do
    #[arg(long, default_value = "agent")]
    role: StaffRole,
    /// Their team
    #[arg(long)]
    team: Option<String>,
    /// The region they cover
    #[arg(long)]
    region: Option<Line>,
    /// Their working hours: a calendar of the policies
    #[arg(long, value_name = "NAME")]
    calendar: Option<Code>,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: NewArgs, cx: &mut Context) -> anyhow::Result<()> {
    let NewArgs { handle, name, email, os_user, role, team, region, calendar, once } = args;
    let name = name.map_or_else(|| handle.as_str().parse(), Ok)?;
    let edit = RepEdit {
        email: Change::set_if(email),
        os_user: Change::set_if(os_user),
        role: Some(role),
        region: Change::set_if(region),
        calendar: Change::set_if(calendar),
        ..Default::default()
    };
    let new = NewRep { handle, name, team, edit };
    cx.once(once, &("rep.new", &new), |desk| {
        let rep = desk.new_rep(new.clone())?;
        Ok(Answer::of(&rep.handle, format!("Added rep {}, {}", rep.handle, rep.role)))
    })
}
