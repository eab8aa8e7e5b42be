//! `desk report account`.

use clap::Args;

use super::saved::typed;
use crate::commands::Context;
use crate::domain::Zone;
use crate::domain::calendar::Quarter;
use crate::output::Pack;

const EXAMPLES: &str = "Examples:
  desk report account ACME -o acme.html
  desk report account ACME --quarter 2026-Q3 --include-children -o acme.xlsx

For a talk with the customer: what they asked for in the quarter, whether promises were kept, how long answers and
solutions took and what was waited for; what they were offered, ordered and owe. What is told as of an instant is told of
the end of the quarter, or of now while it lasts. What is not for their eyes is left to `desk account health`.";

/// Review a quarter with an account
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AccountArgs {
    /// Its code
    account: String,
    /// The quarter, e.g. 2026-Q3; by default the last whole one
    #[arg(long, value_name = "QUARTER")]
    quarter: Option<Quarter>,
    /// And the accounts below it
    #[arg(long)]
    include_children: bool,
}

/// What a review tells of the quarter.
const OF_THE_QUARTER: &[&str] = &[
    "sla --by month",
    "categories --by category",
    "resolution --by priority",
    "waiting --by account",
    "channels --by channel",
    "quotes --by month",
    "sales --by month",
];

/// What it tells of its end, whoever pays.
const AT_ITS_END: &[&str] = &["ageing", "credit"];

pub(super) fn run(args: &AccountArgs, cx: &mut Context) -> anyhow::Result<()> {
    let quarter = args.quarter.unwrap_or_else(|| Quarter::of(Zone::system().local(cx.now()).date()).previous());
    let account = cx.desk()?.account(&args.account)?.account;
    let of = format!("--account {}", account.code);
    let whole = if args.include_children { format!("{of} --include-children") } else { of.clone() };
    let (since, until) = (quarter.first(), quarter.next().first());
    let is_over = Zone::system().first_instant_of(until) <= cx.now();
    let at = if is_over { format!("{of} --at {}", quarter.last()) } else { of };
    let parts = [(OF_THE_QUARTER, format!("{whole} --since {since} --until {until}")), (AT_ITS_END, at)];
    let lines = parts.iter().flat_map(|(lines, more)| lines.iter().map(move |line| format!("{line} {more}")));
    let reports = lines.map(|line| typed(&line, &[])?.told(cx)).collect::<anyhow::Result<_>>()?;
    let below = if args.include_children { ", with the accounts below it" } else { "" };
    let about = format!("{quarter}, from {} to {}{below}", quarter.first(), quarter.last());
    Ok(cx.out.pack(&Pack { title: format!("{} ({})", account.name, account.code), about, reports })?)
}
