//! `desk report`.

mod backlog;
mod credits;
mod sla;

use clap::{Args, Subcommand};

use super::Context;

/// Reports: how promises were kept, and what is left to do
#[derive(Debug, Args)]
pub struct Report {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Sla(sla::SlaArgs),
    Backlog(backlog::BacklogArgs),
    Credits(credits::CreditsArgs),
}

impl Report {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Sla(args) => sla::run(&args, cx),
            Verb::Backlog(args) => backlog::run(&args, cx),
            Verb::Credits(args) => credits::run(&args, cx),
        }
    }
}
