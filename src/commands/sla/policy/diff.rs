//! `desk sla policy diff`.

use clap::{Args, ValueHint};

use crate::commands::sla::file;
use crate::commands::{Context, Stop};
use crate::domain::Instant;
use crate::domain::sla::file::diff;
use crate::domain::sla::{AppliesTo, Version};
use crate::output::Format;
use crate::view::DifferenceRow;

const EXAMPLES: &str = "Examples:
  desk sla policy diff policies.toml
  desk sla policy diff 1 2
  desk sla policy diff 1 policies.toml

A number is a version, anything else a file. With one of them, it is what comes after the version in force.";

/// Show what differs between two versions, or from a file
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct DiffArgs {
    /// What was before: a version's number or a file
    #[arg(value_name = "BEFORE", value_hint = ValueHint::FilePath)]
    first: String,
    /// What came after
    #[arg(value_name = "AFTER", value_hint = ValueHint::FilePath)]
    second: Option<String>,
}

pub(super) fn run(args: &DiffArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (before, after) = match &args.second {
        Some(second) => (version(&args.first, cx)?, version(second, cx)?),
        None => (cx.desk()?.policy_version(None)?, version(&args.first, cx)?),
    };
    let rows: Vec<DifferenceRow> = diff(&before, &after).iter().map(DifferenceRow::of).collect();
    tell(&rows, "They say the same", cx)
}

/// Lists differences, or says that there are none: a program that reads JSON gets its list in any case.
pub(super) fn tell(rows: &[DifferenceRow], none: &str, cx: &mut Context) -> anyhow::Result<()> {
    if rows.is_empty() && cx.out.format()? != Format::Json {
        return cx.note(format_args!("{none}"));
    }
    Ok(cx.out.list(rows, None)?)
}

fn version(named: &str, cx: &mut Context) -> anyhow::Result<Version> {
    if !named.is_empty() && named.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = named.parse().map_err(|_| Stop::usage(format!("`{named}` is not the number of a version")))?;
        return Ok(cx.desk()?.policy_version(Some(number))?);
    }
    Ok(file::read(named)?.into_version(0, Instant::MIN, AppliesTo::Open))
}
