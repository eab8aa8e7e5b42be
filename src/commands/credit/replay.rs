//! `desk credit replay`.

use clap::Args;

use crate::commands::Context;
use crate::view::MoveRow;

const EXAMPLES: &str = "Examples:
  desk credit replay ACME
  desk credit replay ACME --all -O csv > moves.csv

Without --all, only the orders that passed the limit then in force, what overrides allowed apart, or came while credit was
stopped. What is in another currency than the limit counts for itself, and passes none.";

/// Tell when orders of an account passed its limit
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ReplayArgs {
    /// The account's code
    account: String,
    /// Every document, with what it moved
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &ReplayArgs, cx: &mut Context) -> anyhow::Result<()> {
    let moves = cx.desk()?.replay_credit(&args.account)?;
    let rows: Vec<MoveRow> = moves.into_iter().filter(|step| args.all || step.passed()).map(MoveRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}
