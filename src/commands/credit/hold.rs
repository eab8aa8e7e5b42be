//! `desk credit hold` and `desk credit release`.

use clap::Args;

use crate::commands::Context;

const HOLD_EXAMPLES: &str = "Examples:
  desk credit hold ACME --reason '62 days late with INV-2026-17'

A hold beats every limit. Orders that are placed already go on.";

/// Stop the credit of an account
#[derive(Debug, Args)]
#[command(after_long_help = HOLD_EXAMPLES)]
pub(super) struct HoldArgs {
    /// The account's code
    account: String,
}

const RELEASE_EXAMPLES: &str = "Examples:
  desk credit release ACME --reason 'all paid'";

/// Let the credit of an account go on
#[derive(Debug, Args)]
#[command(after_long_help = RELEASE_EXAMPLES)]
pub(super) struct ReleaseArgs {
    /// The account's code
    account: String,
}

pub(super) fn run(args: &HoldArgs, cx: &mut Context) -> anyhow::Result<()> {
    set(&args.account, true, cx)
}

pub(super) fn release(args: &ReleaseArgs, cx: &mut Context) -> anyhow::Result<()> {
    set(&args.account, false, cx)
}

fn set(account: &str, hold: bool, cx: &mut Context) -> anyhow::Result<()> {
    let reason = cx.reason();
    let (payer, changed) = cx.desk()?.hold_credit(account, hold, reason.as_ref())?;
    let told = match (hold, changed) {
        (true, true) => "Stopped the credit of",
        (true, false) => "Credit was stopped already of",
        (false, true) => "Credit goes on for",
        (false, false) => "Credit was not stopped of",
    };
    cx.note_on(&payer.code, format_args!("{told} {}", payer.code))
}
