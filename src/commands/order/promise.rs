//! `desk order promise`.

use clap::Args;

use crate::commands::Context;
use crate::commands::args::date;
use crate::domain::Date;

const EXAMPLES: &str = "Examples:
  desk order promise SO-10248 2 2026-03-01
  desk order promise SO-10248 2 2026-03-08 --reason 'The mill stands still'

Each promise is kept: the last one holds, and another day needs a reason.";

/// Promise a line of an order for a day
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct PromiseArgs {
    /// The order
    order: String,
    /// Its line
    line: u32,
    /// The day
    #[arg(value_parser = date)]
    day: Date,
}

pub(super) fn run(args: &PromiseArgs, cx: &mut Context) -> anyhow::Result<()> {
    let PromiseArgs { order, line, day } = args;
    let reason = cx.reason();
    let (number, before, changed) = cx.desk()?.promise_line(order, *line, *day, reason)?;
    let done = match (before, changed) {
        (_, false) => format!("Line {line} of {number} is promised for {day} already"),
        (None, true) => format!("Promised line {line} of {number} for {day}"),
        (Some(before), true) => format!("Promised line {line} of {number} for {day}, which was {before}"),
    };
    cx.note_on(&number, format_args!("{done}"))
}
