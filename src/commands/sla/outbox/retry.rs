//! `desk sla outbox retry`.

use clap::Args;

use crate::commands::Context;

const EXAMPLES: &str = "Examples:
  desk sla outbox retry
  desk sla outbox retry T42
  desk sla outbox retry T42/resolution/1/breach/v3/2026-11-20T09:00:00Z/mail

A key may stop at any `/`: `T42` stands for all that failed of that ticket. The next check tries them.";

/// Let notifications that failed be tried again
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RetryArgs {
    /// Only these; by default all that failed
    #[arg(value_name = "KEY")]
    keys: Vec<String>,
}

pub(super) fn run(args: &RetryArgs, cx: &mut Context) -> anyhow::Result<()> {
    match cx.desk()?.retry(&args.keys)? {
        0 => cx.note(format_args!("Nothing had failed")),
        1 => cx.note(format_args!("1 notification waits for the next check")),
        many => cx.note(format_args!("{many} notifications wait for the next check")),
    }
}
