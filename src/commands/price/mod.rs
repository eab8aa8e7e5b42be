//! `desk price`.

mod list;
mod show;

use clap::{Args, Subcommand};

use super::Context;

/// Prices: what a customer pays, and why
#[derive(Debug, Args)]
pub struct Price {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Show(show::ShowArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
}

impl Price {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(list::ListArgs::default())) {
            Verb::Show(args) => show::run(args, cx),
            Verb::List(args) => list::run(&args, cx),
        }
    }
}
