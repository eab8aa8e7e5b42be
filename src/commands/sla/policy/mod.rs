//! `desk sla policy`.

mod apply;
mod diff;
mod export;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::commands::Context;

/// What is promised to whom, as versions of a file
#[derive(Debug, Args)]
pub(super) struct Policy {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Apply(apply::ApplyArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(show::ShowArgs),
    Diff(diff::DiffArgs),
    Export(export::ExportArgs),
}

impl Policy {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or(Verb::List(list::ListArgs {})) {
            Verb::Apply(args) => apply::run(&args, cx),
            Verb::List(args) => list::run(&args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Diff(args) => diff::run(&args, cx),
            Verb::Export(args) => export::run(&args, cx),
        }
    }
}
