//! `desk credit override` and `desk credit revoke`.

use clap::Args;

use crate::app::{Answer, NewOverride};
use crate::commands::args::{Once, When};
use crate::commands::{Context, Stop};
use crate::domain::OverrideId;

const EXAMPLES: &str = "Examples:
  desk credit override ACME 5000 --until +14d --reason 'payment promised for the 30th'
  desk credit override ACME 5000 --until 2026-12-31 --despite-hold --reason 'agreed with finance'

It is written into the audit log with whoever allowed it and why, and expires by itself.";

/// Let an account buy beyond its limit for a time
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct OverrideArgs {
    /// The account's code
    account: String,
    /// How far beyond the limit: a plain number in the currency of whoever pays
    #[arg(allow_negative_numbers = true)]
    amount: String,
    /// When it expires; of a day, at its end
    #[arg(long, value_name = "WHEN")]
    until: When,
    /// Even while credit is stopped
    #[arg(long)]
    despite_hold: bool,
    #[command(flatten)]
    once: Once,
}

const REVOKE_EXAMPLES: &str = "Examples:
  desk credit revoke V3";

/// Take an override back
#[derive(Debug, Args)]
#[command(after_long_help = REVOKE_EXAMPLES)]
pub(super) struct RevokeArgs {
    /// The override
    id: OverrideId,
}

pub(super) fn run(args: OverrideArgs, cx: &mut Context) -> anyhow::Result<()> {
    let OverrideArgs { account, amount, until, despite_hold, once } = args;
    let reason = cx.reason().ok_or_else(|| Stop::usage("an override needs a reason: add --reason 'TEXT'"))?;
    let until = until.by_its_end(cx.now());
    let new = NewOverride { amount, lifts_hold: despite_hold, until, reason };
    cx.once(once, &("credit.override", &account, &new), |desk| {
        let (payer, allowed) = desk.override_credit(&account, &new)?;
        let beyond = crate::domain::Money { minor: allowed.amount, currency: payer.currency };
        let id = allowed.id;
        Ok(Answer::of(
            id,
            format!("{id}: {} may owe {beyond} beyond its limit until {}", payer.code, allowed.expires_at),
        ))
    })
}

pub(super) fn revoke(args: &RevokeArgs, cx: &mut Context) -> anyhow::Result<()> {
    match cx.desk()?.revoke_override(args.id)? {
        (account, true) => cx.note_on(args.id, format_args!("{} of {account} holds no more", args.id)),
        (account, false) => cx.note_on(args.id, format_args!("{} of {account} held no more already", args.id)),
    }
}
