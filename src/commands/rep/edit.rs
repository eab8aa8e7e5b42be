//! `desk rep edit`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::{change, change_date, change_text};
use crate::domain::rep::RepEdit;
use crate::domain::{Change, Code, Date, Email, Line};

const EXAMPLES: &str = "Examples:
  desk rep edit giulia --away-from 2026-12-24 --away-to 2027-01-06
  desk rep edit @me --email giulia@supplier.example
  desk rep edit tom --calendar office

`none` empties a field. While a rep is away, new tickets of their accounts go to the backup. What they may do is changed
by `desk rep role`.";

/// Change a rep
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct EditArgs {
    /// The rep's handle; @me is you
    handle: String,
    /// Their name
    #[arg(long)]
    name: Option<Line>,
    /// Their address
    #[arg(long, value_parser = change::<Email>)]
    email: Option<Change<Email>>,
    /// The operating system's user who acts as this rep
    #[arg(long, value_parser = change::<Line>, value_name = "USER")]
    os_user: Option<Change<Line>>,
    /// Their team
    #[arg(long, value_parser = change_text)]
    team: Option<Change<String>>,
    /// The region they cover
    #[arg(long, value_parser = change::<Line>)]
    region: Option<Change<Line>>,
    /// First day away
    #[arg(long, value_parser = change_date, value_name = "DAY", allow_hyphen_values = true)]
    away_from: Option<Change<Date>>,
    /// Last day away
    #[arg(long, value_parser = change_date, value_name = "DAY", allow_hyphen_values = true)]
    away_to: Option<Change<Date>>,
    /// Their working hours: a calendar of the policies
    #[arg(long, value_parser = change::<Code>, value_name = "NAME")]
    calendar: Option<Change<Code>>,
    /// Whether they still work here
    #[arg(long, value_name = "true|false")]
    active: Option<bool>,
}

pub(super) fn run(args: EditArgs, cx: &mut Context) -> anyhow::Result<()> {
    let edit = RepEdit {
        name: args.name,
        email: args.email.unwrap_or_default(),
        os_user: args.os_user.unwrap_or_default(),
        role: None,
        region: args.region.unwrap_or_default(),
        away_from: args.away_from.unwrap_or_default(),
        away_to: args.away_to.unwrap_or_default(),
        active: args.active,
        calendar: args.calendar.unwrap_or_default(),
    };
    let (rep, changed) = cx.desk()?.edit_rep(&args.handle, edit, args.team.unwrap_or_default())?;
    if changed {
        cx.note_on(&rep.handle, format_args!("Changed rep {}, {}", rep.handle, rep.role))
    } else {
        cx.note_on(&rep.handle, format_args!("Rep {} is so already", rep.handle))
    }
}
