//! `desk stock`.

mod check;

use clap::{Args, Subcommand};

use super::Context;

/// Stock: what is there, what comes, what can be promised
#[derive(Debug, Args)]
pub struct Stock {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::CheckArgs),
}

impl Stock {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Check(args) => check::run(args, cx),
        }
    }
}
