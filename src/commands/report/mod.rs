//! `desk report`.

mod account;
mod accounts;
mod ageing;
mod backlog;
mod build;
mod categories;
mod channels;
mod coverage;
mod credit;
mod credits;
mod gaps;
mod health;
mod ics;
mod owed;
mod quotes;
mod resolution;
mod response;
mod sales;
mod saved;
mod sla;
mod span;
mod tickets;
mod waiting;
mod whose;
mod workload;

use clap::{Args, Subcommand};

use super::{Context, Stop};
use crate::output::Report as Told;
use owed::Owed;
use span::Span;
use tickets::Tickets;
use whose::Whose;

/// What a report does first that finds many tickets changed since the last one.
const PACKING: &str = "Packing tickets";

/// Reports: promises kept, what is left to do, quotes won
#[derive(Debug, Args)]
pub struct Report {
    /// Draw pictures below the table
    #[arg(long, global = true)]
    chart: bool,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(flatten)]
    Kind(Kind),
    Account(account::AccountArgs),
    Run(saved::RunArgs),
    Send(saved::SendArgs),
    Ics(ics::IcsArgs),
    Build(build::BuildArgs),
}

/// What there is to tell.
#[derive(Debug, Subcommand)]
enum Kind {
    Sla(sla::SlaArgs),
    Response(response::ResponseArgs),
    Resolution(resolution::ResolutionArgs),
    Backlog(backlog::BacklogArgs),
    Waiting(waiting::WaitingArgs),
    Workload(workload::WorkloadArgs),
    Categories(categories::CategoriesArgs),
    Channels(channels::ChannelsArgs),
    Credits(credits::CreditsArgs),
    Quotes(quotes::QuotesArgs),
    Sales(sales::SalesArgs),
    Ageing(ageing::AgeingArgs),
    Credit(credit::CreditArgs),
    Accounts(accounts::AccountsArgs),
    Coverage(coverage::CoverageArgs),
    Gaps(gaps::GapsArgs),
    Health(health::HealthArgs),
}

impl Report {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        if self.chart {
            if let Verb::Ics(_) | Verb::Build(_) = self.verb {
                return Err(
                    Stop::usage("`--chart` draws what a report tells in the terminal: leave it out here").into()
                );
            }
            cx.out.draw();
        }
        match self.verb {
            Verb::Kind(kind) => {
                let told = kind.told(cx)?;
                Ok(cx.out.report(&told)?)
            }
            Verb::Account(args) => account::run(&args, cx),
            Verb::Run(args) => saved::run(&args, cx),
            Verb::Send(args) => saved::send(args, cx),
            Verb::Ics(args) => ics::run(args, cx),
            Verb::Build(args) => build::run(&args, cx),
        }
    }
}

impl Kind {
    /// Finds what a report tells, which is written elsewhere: by itself, on a page with others, in a letter.
    fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        match self {
            Self::Sla(args) => args.told(cx),
            Self::Response(args) => args.told(cx),
            Self::Resolution(args) => args.told(cx),
            Self::Backlog(args) => args.told(cx),
            Self::Waiting(args) => args.told(cx),
            Self::Workload(args) => args.told(cx),
            Self::Categories(args) => args.told(cx),
            Self::Channels(args) => args.told(cx),
            Self::Credits(args) => args.told(cx),
            Self::Quotes(args) => args.told(cx),
            Self::Sales(args) => args.told(cx),
            Self::Ageing(args) => args.told(cx),
            Self::Credit(args) => args.told(cx),
            Self::Accounts(args) => args.told(cx),
            Self::Coverage(args) => args.told(cx),
            Self::Gaps(args) => args.told(cx),
            Self::Health(args) => args.told(cx),
        }
    }
}
