//! `desk account health`.

use clap::Args;

use crate::commands::Context;
use crate::view::HealthDetail;

const EXAMPLES: &str = "Examples:
  desk account health ACME
  desk account health ACME --json

A score from 0 to 100 of five parts: promises kept, money overdue, orders that stay away, open tickets, disputes. Each says
what was found, how well that is, how much it counts and what it brings. A part of which nothing is known is left out, and
the others keep their proportions. Weights are set in `[health]` of the configuration. `desk report health` lists accounts
by risk.";

/// Show how well things are with an account, and why
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct HealthArgs {
    /// The account's code
    code: String,
}

pub(super) fn run(args: &HealthArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.account_health(&args.code)?;
    Ok(cx.out.detail(&HealthDetail::of(view))?)
}
