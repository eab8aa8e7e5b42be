//! `desk sla`.

mod calendar;
mod check;
mod evidence;
mod explain;
mod file;
mod forecast;
mod r#match;
mod outbox;
mod policy;
mod runs;
mod simulate;
mod status;
mod r#try;

use clap::{Args, Subcommand};

pub(in crate::commands) use check::CheckArgs;
pub(super) use check::run as check;

use super::Context;

/// Promises: what was promised, by when, and how it stands
#[derive(Debug, Args)]
pub struct Sla {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(CheckArgs),
    Status(status::StatusArgs),
    Explain(explain::ExplainArgs),
    Evidence(evidence::Evidence),
    Forecast(forecast::ForecastArgs),
    Match(r#match::MatchArgs),
    Policy(policy::Policy),
    Calendar(calendar::Calendar),
    Simulate(simulate::SimulateArgs),
    Try(r#try::TryArgs),
    Outbox(outbox::Outbox),
    Runs(runs::RunsArgs),
}

impl Sla {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::Status(status::StatusArgs::default())) {
            Verb::Check(args) => check(&args, cx),
            Verb::Status(args) => status::run(&args, cx),
            Verb::Explain(args) => explain::run(&args, cx),
            Verb::Evidence(noun) => noun.run(cx),
            Verb::Forecast(args) => forecast::run(&args, cx),
            Verb::Match(args) => r#match::run(&args, cx),
            Verb::Policy(noun) => noun.run(cx),
            Verb::Simulate(args) => simulate::run(&args, cx),
            Verb::Calendar(noun) => noun.run(cx),
            Verb::Try(args) => r#try::run(&args, cx),
            Verb::Outbox(noun) => noun.run(cx),
            Verb::Runs(args) => runs::run(&args, cx),
        }
    }
}
