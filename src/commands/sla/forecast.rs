//! `desk sla forecast`.

use clap::Args;

use crate::app::Forecast;
use crate::commands::Context;
use crate::domain::Seconds;
use crate::domain::report::ForecastBy;
use crate::view::{StakeGroupRow, StakeRow};

const EXAMPLES: &str = "Examples:
  desk sla forecast
  desk sla forecast --hours 72 --by rep
  desk sla forecast --hours 24 --json=ticket,metric,due_at,presence

Tells of promises that are still owed, whose time runs, and that are not broken yet. On shift is how much the rep works
before the promise breaks: by the calendar of their hours (`desk rep edit HANDLE --calendar NAME`), their days away taken
out; without a calendar all time counts.";

/// Tell what will break if nobody does anything
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ForecastArgs {
    /// How far to look ahead
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(i64).range(1..=8760))]
    hours: i64,
    /// rep or account
    #[arg(long)]
    by: Option<ForecastBy>,
}

pub(super) fn run(args: &ForecastArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let forecast = cx.desk()?.forecast(Seconds::hours(args.hours))?;
    for (handle, calendar) in &forecast.without_hours {
        let why = format_args!("all time counts as working time of `{handle}`: no calendar `{calendar}` is in force");
        cx.out.warn(why)?;
    }
    if let Some(by) = args.by {
        cx.out.list(&StakeGroupRow::group(&forecast.lines, by), None)?;
    } else {
        let rows: Vec<StakeRow> = forecast.lines.iter().map(|line| StakeRow::of(line, now)).collect();
        cx.out.list(&rows, None)?;
    }
    sum_up(&forecast, cx)
}

/// Says in a sentence what is at stake.
fn sum_up(forecast: &Forecast, cx: &mut Context) -> anyhow::Result<()> {
    let unattended = forecast.lines.iter().filter(|line| !line.shift.is_attended()).count();
    let until = cx.out.human().clock(forecast.until);
    let break_them = match forecast.lines.len() {
        0 => return Ok(()),
        1 => format!("1 promise breaks before {until}"),
        many => format!("{many} promises break before {until}"),
    };
    match (forecast.lines.len(), unattended) {
        (_, 0) => cx.note(format_args!("{break_them}")),
        (1, _) => cx.note(format_args!("{break_them}, with nobody on shift")),
        (_, 1) => cx.note(format_args!("{break_them}; 1 of them has nobody on shift")),
        (_, many) => cx.note(format_args!("{break_them}; {many} of them have nobody on shift")),
    }
}
