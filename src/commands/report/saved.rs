//! `desk report run` and `desk report send`: reports that the configuration has a name for.

use clap::{Args, Parser};

use super::Kind;
use crate::app::ReportLetter;
use crate::commands::Context;
use crate::config::SavedReport;
use crate::delivery::enclosure;
use crate::domain::delivery::Addressee;
use crate::domain::sla::Recipient;
use crate::domain::{Code, nearest};
use crate::error::Error;
use crate::output::{Format, Pack};
use crate::stop::Stop;
use crate::view::SavedReportRow;

const RUN_EXAMPLES: &str = "Examples:
  desk report run
  desk report run weekly
  desk report run weekly -o weekly.html
  desk report run weekly -- --account ACME --since -30d

A report is saved in the configuration:

  [reports.weekly]
  title = \"The week\"
  show = [\"sla --by account --since -7d\", \"backlog --by rep\"]
  to = [\"role:team-lead\", \"boss@supplier.example\"]

What stands behind -- goes for each that it shows, and before what is saved. Without a name: what is saved.";

const SEND_EXAMPLES: &str = "Examples:
  desk report send weekly
  desk report send weekly --to rep:giulia --to boss@supplier.example
  desk report send weekly -O xlsx

It goes the ways that `[notify]` sets up, as a page that anybody can open (or -O md, -O xlsx), and is tried again by every
`desk sla check` until it has arrived: `desk sla outbox`.";

/// Write a report that is saved under a name
#[derive(Debug, Args)]
#[command(after_long_help = RUN_EXAMPLES)]
pub(super) struct RunArgs {
    /// Its name in the configuration
    name: Option<Code>,
    /// What goes for each that it shows
    #[arg(last = true, value_name = "OPTION")]
    more: Vec<String>,
}

/// Send a saved report to whoever is to read it
#[derive(Debug, Args)]
#[command(after_long_help = SEND_EXAMPLES)]
pub(super) struct SendArgs {
    /// Its name in the configuration
    name: Code,
    /// In place of whom it names: role:ROLE, rep:HANDLE, team:NAME or an address
    #[arg(long, value_name = "WHO")]
    to: Vec<Recipient>,
    /// What goes for each that it shows
    #[arg(last = true, value_name = "OPTION")]
    more: Vec<String>,
}

/// What stands in a line of a saved report.
#[derive(Debug, Parser)]
#[command(name = "report", no_binary_name = true, args_override_self = true, disable_help_flag = true)]
struct Typed {
    #[command(subcommand)]
    kind: Kind,
}

pub(super) fn run(args: &RunArgs, cx: &mut Context) -> anyhow::Result<()> {
    let Some(name) = &args.name else {
        let rows: Vec<_> = cx.config().reports.iter().map(|(name, saved)| row(name, saved)).collect();
        return Ok(cx.out.list(&rows, None)?);
    };
    let saved = saved(name, cx)?;
    let mut pack = pack(&saved, &args.more, cx)?;
    // One by itself can be written in every format.
    match (pack.reports.pop(), pack.reports.is_empty()) {
        (Some(only), true) => Ok(cx.out.report(&only)?),
        (last, _) => {
            pack.reports.extend(last);
            Ok(cx.out.pack(&pack)?)
        }
    }
}

pub(super) fn send(args: SendArgs, cx: &mut Context) -> anyhow::Result<()> {
    let SendArgs { name, to, more } = args;
    let saved = saved(&name, cx)?;
    let to = if to.is_empty() { saved.to.iter().map(|to| to.0.clone()).collect() } else { to };
    let recipients = cx.desk()?.report_recipients(&to)?;
    let pack = pack(&saved, &more, cx)?;
    let format = cx.out.asked().unwrap_or(Format::Html);
    let (bytes, media_type) = cx.out.enclosed(&pack, format)?;
    let told = recipients.iter().map(Addressee::label).collect::<Vec<_>>().join(", ");
    let letter = ReportLetter {
        title: pack.title.clone(),
        body: String::from_utf8_lossy(&cx.out.enclosed(&pack, Format::Md)?.0).into_owned(),
        files: vec![enclosure(format!("{name}.{format}"), media_type, &bytes)],
        name: name.clone(),
        recipients,
    };
    cx.desk()?.send_report(letter)?;
    let delivered = cx.deliver(None)?;
    for warning in &delivered.warnings {
        cx.warn(format_args!("{warning}"))?;
    }
    let later = if delivered.postponed > 0 { ", to be tried again by `desk sla check`" } else { "" };
    cx.note(format_args!("Sent {name} to {told}{later}"))
}

fn row(name: &Code, saved: &SavedReport) -> SavedReportRow {
    SavedReportRow::of(name, &saved.title, &saved.show, saved.to.iter().map(|to| &to.0))
}

/// Finds what is saved under a name.
fn saved(name: &Code, cx: &Context) -> Result<SavedReport, Error> {
    let reports = &cx.config().reports;
    reports.get(name).cloned().ok_or_else(|| Error::Unknown {
        what: "saved report",
        name: name.to_string(),
        near: nearest(name.as_str(), reports.keys().map(Code::as_str)).map(str::to_owned),
    })
}

/// Makes each report of a saved one.
fn pack(saved: &SavedReport, more: &[String], cx: &mut Context) -> anyhow::Result<Pack> {
    let made = saved.show.iter().map(|line| typed(line, more)?.told(cx));
    let reports = made.collect::<anyhow::Result<_>>()?;
    Ok(Pack { title: saved.title.clone(), about: cx.out.human().at(cx.now()), reports })
}

/// Reads what would be typed behind `desk report`.
pub(super) fn typed(line: &str, more: &[String]) -> Result<Kind, Stop> {
    let words = line.split_whitespace().chain(more.iter().map(String::as_str));
    Typed::try_parse_from(words).map(|typed| typed.kind).map_err(|why| {
        let why = why.to_string();
        let first = why.lines().next().unwrap_or_default();
        Stop::usage(format!("`report {line}` cannot be made: {}", first.trim_start_matches("error: ")))
    })
}
