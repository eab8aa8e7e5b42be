//! `desk sla simulate`.

use clap::{Args, ValueHint};

use super::file;
use crate::app::{Period, Simulation, SimulationPlan};
use crate::commands::args::When;
use crate::commands::{Context, Stop};
use crate::domain::Instant;
use crate::domain::simulation::SimulationBy;
use crate::domain::sla::{AppliesTo, Book, Metric};
use crate::view::{FlipRow, SimulationDetail};

const EXAMPLES: &str = "Examples:
  desk sla simulate --policy stricter.toml --since -90d
  desk sla simulate --policy stricter.toml --by account --metric resolution --json
  desk sla simulate --policy stricter.toml --flips --limit 50
  desk sla simulate --policy 2025.toml --policy 2026.toml

Replays what happened to the tickets opened in the period, as of now: before is what was kept and broken in fact, after
is what would have been under the files. One file counts as valid from the beginning, several from their `valid_from` on.
A ticket flips if one of its promises of a kind would have been broken and none was, or the other way round, or if
nothing was promised and something would have been. Service credits are those of breaches whose verdict is final, as in
`desk report credits`. Nothing is changed.";

/// Replay history under other policies
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct SimulateArgs {
    /// A policy file; repeated, a version each
    #[arg(long, required = true, value_name = "FILE", value_hint = ValueHint::FilePath, num_args = 1..)]
    policy: Vec<String>,
    /// Only tickets opened from then on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<When>,
    /// Only tickets opened before then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    until: Option<When>,
    /// metric, tier, account or policy
    #[arg(long, default_value = "metric", conflicts_with = "flips")]
    by: SimulationBy,
    /// Only promises of this metric, e.g. resolution
    #[arg(long)]
    metric: Option<Metric>,
    /// List the tickets that flip, instead of counting promises
    #[arg(long)]
    flips: bool,
    /// List at most so many
    #[arg(long, requires = "flips")]
    limit: Option<usize>,
}

pub(super) fn run(args: &SimulateArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let at = |when: Option<When>, otherwise| when.map_or(otherwise, |when| when.resolve(now));
    let period = Period { since: at(args.since, Instant::MIN), until: at(args.until, Instant::MAX) };
    let plan = SimulationPlan { period, by: args.by, metric: args.metric, names_flips: args.flips };
    let book = book(&args.policy)?;
    let mut progress = cx.out.progress("Replaying");
    let simulation = cx.desk()?.simulate(&book, plan, &mut |done, total| progress.tell(done, total))?;
    drop(progress);
    let (tickets, flipped) = (simulation.tickets, simulation.flipped);
    if args.flips {
        list(&simulation, args.limit, cx)?;
    } else {
        cx.out.detail(&SimulationDetail::of(simulation, &plan))?;
    }
    match tickets {
        0 => cx.note(format_args!("no tickets match")),
        _ => cx.note(format_args!("{flipped} of {tickets} tickets flip; nothing was changed")),
    }
}

fn list(simulation: &Simulation, limit: Option<usize>, cx: &mut Context) -> anyhow::Result<()> {
    let shown = simulation.flips.iter().take(limit.unwrap_or(usize::MAX));
    let rows: Vec<FlipRow> = shown.map(FlipRow::of).collect();
    Ok(cx.out.list(&rows, Some(simulation.flips.len()))?)
}

/// Binds policy files together as if they had been known from the beginning.
fn book(paths: &[String]) -> Result<Book, Stop> {
    let mut versions = Vec::new();
    for (number, path) in (1..).zip(paths) {
        versions.push(file::read(path)?.into_version(number, Instant::MIN, AppliesTo::Open));
    }
    if let [only] = &mut versions[..] {
        only.valid_from = Instant::MIN;
    }
    Ok(Book::new(versions))
}
