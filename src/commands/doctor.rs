//! `desk doctor`.

use clap::Args;

use super::Context;
use crate::domain::diagnosis::Health;
use crate::error::ExitCode;
use crate::output::Format;
use crate::view::DiagnosisRow;

const EXAMPLES: &str = "Examples:
  desk doctor
  desk doctor --json
  desk doctor --wide

It changes nothing, and exits with 1 if anything is bad. What the file holds is for `desk check` to look at.";

/// Look over what the desk rests on: file, disk, clock, zones
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct DoctorArgs {}

pub(super) fn run(_args: &DoctorArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<DiagnosisRow> = cx.doctor()?.into_iter().map(DiagnosisRow::of).collect();
    if rows.iter().any(|row| row.health == Health::Bad) {
        cx.exit = ExitCode::Failed as u8;
    }
    cx.out.list(&rows, None)?;
    if cx.out.format()? == Format::Table {
        for row in &rows {
            if let Some(advice) = &row.advice {
                cx.note(format_args!("{}: {advice}", row.item))?;
            }
        }
    }
    Ok(())
}
