//! `desk report`.

mod backlog;
mod credits;
mod ics;
mod quotes;
mod sla;
mod span;
mod tickets;

use clap::{Args, Subcommand};

use super::Context;
use crate::output::Report as Told;
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
    #[command(flatten)]
    Kind(Kind),
    Ics(ics::IcsArgs),
}

/// What there is to tell.
#[derive(Debug, Subcommand)]
enum Kind {
    Sla(sla::SlaArgs),
    Backlog(backlog::BacklogArgs),
    Credits(credits::CreditsArgs),
    Quotes(quotes::QuotesArgs),
}

impl Report {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Kind(kind) => {
                let told = kind.told(cx)?;
                Ok(cx.out.report(&told)?)
            }
            Verb::Ics(args) => ics::run(args, cx),
        }
    }
}

impl Kind {
    /// Finds what a report tells, which is written elsewhere: by itself, on a page with others, in a letter.
    fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        match self {
            Self::Sla(args) => args.told(cx),
            Self::Backlog(args) => args.told(cx),
            Self::Credits(args) => args.told(cx),
            Self::Quotes(args) => args.told(cx),
        }
    }
}
