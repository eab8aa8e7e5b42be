//! `desk sla outbox`.

mod list;
mod retry;

use clap::{Args, Subcommand};

use crate::commands::Context;

/// Notifications on their way, and what became of them
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Outbox {
    #[command(flatten)]
    list: list::ListArgs,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Retry(retry::RetryArgs),
}

impl Outbox {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or(Verb::List(self.list)) {
            Verb::List(args) => list::run(&args, cx),
            Verb::Retry(args) => retry::run(&args, cx),
        }
    }
}
