//! `desk sla evidence verify`.

use clap::{Args, ValueHint};

use crate::commands::{Context, Stop, args};
use crate::domain::sla::evaluate;
use crate::domain::sla::evidence::{Check, Outcome};
use crate::error::ExitCode;
use crate::import::{Evidence, evidence};
use crate::view::{CheckRow, recomputed};
use crate::whole::TOLD;

const EXAMPLES: &str = "Examples:
  desk sla evidence verify T42.json
  desk sla evidence verify T42.json --json

It needs no desk. It exits with 4 if anything does not hold. Where this machine
has other data on a time zone it says so; the verdict, recomputed by them, tells
whether that matters.";

/// Check a bundle, and recompute its verdict
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct VerifyArgs {
    /// The bundle, `-` for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    file: String,
}

pub(super) fn run(args: &VerifyArgs, cx: &mut Context) -> anyhow::Result<()> {
    let text = args::read(&args.file, TOLD)?;
    let bundle = evidence(&args.file, &text).map_err(|refused| Stop::refused(&[refused].into_iter().collect()))?;
    let mut checks = bundle.seals();
    match bundle.read() {
        Ok(evidence) => checks.extend(judged_anew(evidence)?),
        Err(failed) => checks.push(failed),
    }
    if checks.iter().any(|check| check.outcome == Outcome::Failed) {
        cx.exit = ExitCode::Refused as u8;
    }
    let rows: Vec<CheckRow> = checks.into_iter().map(CheckRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}

/// Judges the log anew, by the zones of this machine.
fn judged_anew(evidence: Evidence) -> anyhow::Result<Vec<Check>> {
    let Evidence { about, case, terms, moments, book, zones, verdict, mut checks } = evidence;
    checks.extend(zones.iter().map(|zone| zone.check(&about.desk)));
    let cycles = evaluate(&moments, &case.case(&terms), &book, about.at);
    checks.extend(recomputed(&verdict, &cycles, about.at)?);
    Ok(checks)
}
