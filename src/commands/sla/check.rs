//! `desk sla check`: what cron runs.

use clap::Args;

use crate::app::{Checked, Delivered, Finding, Standing};
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::Instant;
use crate::domain::sla::Outlook;
use crate::error::ExitCode;
use crate::output::Format;
use crate::view::{AlarmLine, FindingRow};

const EXAMPLES: &str = "Examples:
  desk sla check
  desk sla check --exit-code
  desk sla check --plugin
  desk sla check --at 2016-03-10T09:00:00Z

For cron: it tells each warning and each breach once, stamped with its true time, and is silent when there is nothing
new. It does what the policy asks for at each level, and notifies whom it names, over the ways set up under [notify] in
the configuration; where none is set up, what it prints is the notification.

With --plugin it does the same, but prints one line about how promises stand now, and ends with 0 if all is well, 1 if
one is at risk, 2 if one is broken, 3 if that could not be found out: so that a monitoring program can run it.

With --at it tells what was in danger or broken then, told or not; it changes nothing and notifies nobody.";

/// Tell of promises newly in danger or broken
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct CheckArgs {
    /// Tell what was true then; record nothing
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
    /// Exit with 9 if a breach is told, with 8 if only warnings are
    #[arg(long)]
    exit_code: bool,
    /// Print one line for a monitoring program, and exit as it expects
    #[arg(long, conflicts_with = "exit_code")]
    plugin: bool,
    /// Say in the end how much there was to do
    #[arg(short, long)]
    verbose: bool,
}

pub(in crate::commands) fn run(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    match args.at.map(|at| at.resolve(cx.now())) {
        Some(at) if args.plugin => {
            let standing = cx.desk()?.standing_at(at)?;
            alarm(&standing, at, cx)
        }
        Some(at) => {
            let findings = cx.desk()?.check_at(at)?;
            tell(&findings, args, cx)
        }
        None => check(args, cx),
    }
}

fn check(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let checked = cx.desk()?.check()?;
    // Whatever becomes of what is printed, whoever is to be notified is.
    let printed = if args.plugin { Ok(()) } else { tell(&checked.findings, args, cx) };
    let delivered = cx.deliver(checked.run)?;
    if delivered.run.is_none() {
        cx.desk()?.log_idle_run()?;
    }
    printed?;
    for warning in checked.warnings.iter().chain(&delivered.warnings) {
        cx.warn(format_args!("{warning}"))?;
    }
    if args.verbose {
        sum_up(&checked, &delivered, cx)?;
    }
    if args.plugin {
        let standing = cx.desk()?.standing()?;
        alarm(&standing, cx.now(), cx)?;
    }
    // Last: what large imports have left to do is nobody's hurry.
    Ok(cx.desk()?.catch_up_on_words()?)
}

/// Prints what is told. Cron mails whatever is printed: nothing new is nothing at all, except to a program that reads
/// JSON.
fn tell(findings: &[Finding], args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<FindingRow> = findings.iter().map(FindingRow::of).collect();
    if args.exit_code {
        cx.exit = match rows.iter().map(|row| row.finding).min() {
            Some(Outlook::Breached) => ExitCode::Breached as u8,
            Some(Outlook::AtRisk) => ExitCode::AtRisk as u8,
            _ => ExitCode::Done as u8,
        };
    }
    if rows.is_empty() && cx.out.format()? != Format::Json {
        return Ok(());
    }
    Ok(cx.out.list(&rows, None)?)
}

fn sum_up(checked: &Checked, delivered: &Delivered, cx: &mut Context) -> anyhow::Result<()> {
    let (tickets, told) = (checked.tickets, checked.findings.len());
    let Delivered { sent, postponed, given_up, .. } = delivered;
    let tickets = if tickets == 1 { "1 ticket".to_owned() } else { format!("{tickets} tickets") };
    let given_up = if *given_up > 0 { format!(", {given_up} given up") } else { String::new() };
    cx.note(format_args!("Checked {tickets}: {told} told, {sent} delivered, {postponed} to be tried again{given_up}"))
}

fn alarm(standing: &Standing, at: Instant, cx: &mut Context) -> anyhow::Result<()> {
    let line = AlarmLine::of(standing, at, cx.out.human());
    let (text, alarm) = (line.to_string(), line.alarm());
    cx.exit = alarm as u8;
    Ok(cx.out.text(&text)?)
}
