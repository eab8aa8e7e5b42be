//! `desk sla policy apply`.

use clap::{Args, ValueHint};

use super::diff;
use crate::commands::sla::file;
use crate::commands::{Context, args};
use crate::domain::sla::AppliesTo;
use crate::view::DifferenceRow;
use crate::whole::WRITTEN;

const EXAMPLES: &str = "Examples:
  desk sla policy apply policies.toml --dry-run
  desk sla policy apply policies.toml
  desk sla policy apply policies.toml --apply new

The file becomes the next version, valid from its `valid_from`, or from now on. Promises whose verdict was final stay
as they were judged; those still owed follow, or with `--apply new` keep the version they started under.";

/// Put a policy file in force
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ApplyArgs {
    /// The TOML file, `-` for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    file: String,
    /// Show what would change, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Which promises it rules: new ones, or the open ones too
    #[arg(long = "apply", default_value = "open", value_name = "new|open")]
    applies_to: AppliesTo,
}

pub(super) fn run(args: &ApplyArgs, cx: &mut Context) -> anyhow::Result<()> {
    let text = args::read(&args.file, WRITTEN)?;
    let (file, holidays) = file::parse(&args.file, &text)?;
    let plan = cx.desk()?.apply_policy(&text, holidays, file, args.applies_to, args.dry_run)?;
    let rows: Vec<DifferenceRow> = plan.differences.iter().map(DifferenceRow::of).collect();
    diff::tell(&rows, "It says what is in force already", cx)?;
    if !plan.flipped.is_empty() {
        let ids: Vec<String> = plan.flipped.iter().map(ToString::to_string).collect();
        cx.note(format_args!("Verdicts that turn: {}", ids.join(" ")))?;
    }
    for stranger in &plan.strangers {
        cx.out.warn(format_args!("{stranger}"))?;
    }
    let (number, valid_from) = (plan.number, plan.valid_from);
    if args.dry_run {
        cx.note(format_args!("Would become version {number}, valid from {valid_from}; nothing was changed"))
    } else {
        cx.note_on(number, format_args!("Applied as version {number}, valid from {valid_from}"))
    }
}
