//! `desk sla try`: promises without a desk.

use clap::{Args, ValueHint};

use super::file;
use crate::commands::args::When;
use crate::commands::{Context, Stop, args};
use crate::domain::Instant;
use crate::domain::sla::{AppliesTo, Asked, Book, Case, evaluate, explain};
use crate::import::timeline;
use crate::view::{ExplainDetail, TrialDetail};
use crate::whole::TOLD;

const EXAMPLES: &str = "Examples:
  desk sla try --policy policies.toml --timeline ticket.jsonl
  desk sla try --policy old.toml --policy new.toml --timeline ticket.jsonl --at 2026-11-21T09:00:00Z --json
  desk sla try --policy policies.toml --timeline ticket.jsonl --explain

The timeline is one object a line:
  {\"at\":I,\"type\":\"created\",\"by\":\"customer\",\"priority\":\"high\",\"status\":\"new\",\"tier\":1}
  {\"at\":I,\"type\":\"message\",\"by\":\"agent\",\"public\":true}
  {\"at\":I,\"type\":\"status\",\"to\":\"pending\"}
  {\"at\":I,\"type\":\"priority\",\"to\":\"urgent\"}
  {\"at\":I,\"type\":\"category\",\"to\":\"stock.eta\"}
  {\"at\":I,\"type\":\"tier\",\"to\":2}
  {\"at\":I,\"type\":\"assigned\",\"team\":\"logistics\"}
  {\"at\":I,\"type\":\"absorbed\",\"waiting_since\":I}
  {\"at\":I,\"type\":\"merged\"}
where I is an instant such as \"2026-11-21T09:00:00Z\". `recorded_at` may say when the desk learned of it. Several policy files are versions, each with its `valid_from`.";

/// Judge a timeline by policy files, without a desk
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct TryArgs {
    /// A policy file; repeated, a version each
    #[arg(long, required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    policy: Vec<String>,
    /// What happened, `-` for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    timeline: String,
    /// As of when; by default now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
    /// Which promises a later version rules: new ones, or the open ones too
    #[arg(long = "apply", default_value = "open", value_name = "new|open")]
    applies_to: AppliesTo,
    /// Tell why, step by step
    #[arg(long)]
    explain: bool,
    /// With --explain: each day, even of weeks that are alike
    #[arg(long, requires = "explain")]
    full: bool,
}

pub(super) fn run(args: &TryArgs, cx: &mut Context) -> anyhow::Result<()> {
    let at = args.at.map_or(cx.now(), |at| at.resolve(cx.now()));
    let mut versions = Vec::new();
    for (number, path) in (1..).zip(&args.policy) {
        // All versions are known from the beginning; a file that does not say from when is valid from the beginning.
        versions.push(file::read(path)?.into_version(number, Instant::MIN, args.applies_to));
    }
    let text = args::read(&args.timeline, TOLD)?;
    let moments = timeline(&args.timeline, &text).map_err(|refused| Stop::refused(&refused.into_iter().collect()))?;
    let book = Book::new(versions);
    if args.explain {
        let explanation =
            explain(&moments, &Case::default(), &book, at, Asked { metric: None, all: true, ..Asked::default() });
        return Ok(cx.out.detail(&ExplainDetail::of(None, explanation, at, args.full))?);
    }
    let cycles = evaluate(&moments, &Case::default(), &book, at);
    Ok(cx.out.detail(&TrialDetail::of(&cycles, at))?)
}
