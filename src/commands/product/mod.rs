//! `desk product`.

mod import;
mod list;
mod show;

use clap::{Args, Subcommand};

use super::Context;

/// Products: units, packs, papers, what replaces them
#[derive(Debug, Args)]
pub struct Product {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(show::ShowArgs),
    Import(Box<import::ImportArgs>),
}

impl Product {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(list::ListArgs::default())) {
            Verb::List(args) => list::run(args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Import(args) => import::run(&args, cx),
        }
    }
}
