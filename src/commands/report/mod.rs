//! `desk report`.

mod backlog;
mod credits;
mod quotes;
mod sla;
mod span;
mod tickets;

use clap::{Args, Subcommand};

use super::Context;
use span::Span;
use tickets::Tickets;

/// Reports: promises kept, what is left to do, quotes won
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
    Quotes(quotes::QuotesArgs),
}

impl Report {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Sla(args) => sla::run(args, cx),
            Verb::Backlog(args) => backlog::run(args, cx),
            Verb::Credits(args) => credits::run(&args, cx),
            Verb::Quotes(args) => quotes::run(args, cx),
        }
    }
}
