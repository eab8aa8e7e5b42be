//! `desk quote`.

mod answer;
mod begin;
mod check;
mod compare;
mod convert;
mod due;
mod edit;
mod line;
mod list;
mod price;
mod render;
mod send;
mod show;

use std::str::FromStr;

use clap::{Args, Subcommand};

use super::Context;
use crate::app::{Answer, Worked};
use crate::domain::{Date, Instant, Invalid, Quantity, Seconds, Zone, days_after};

/// Quotes: what was asked, what is offered, what they take
#[derive(Debug, Args)]
pub struct Quote {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Request(begin::RequestArgs),
    New(begin::NewArgs),
    Line(line::LineArgs),
    Price(price::PriceArgs),
    Edit(edit::EditArgs),
    Check(check::CheckArgs),
    Submit(send::SubmitArgs),
    Approve(send::ApproveArgs),
    Reject(send::RejectArgs),
    Send(send::SendArgs),
    Accept(answer::AcceptArgs),
    Decline(answer::DeclineArgs),
    Cancel(answer::CancelArgs),
    Revise(begin::ReviseArgs),
    Convert(convert::ConvertArgs),
    Diff(compare::DiffArgs),
    History(compare::HistoryArgs),
    Due(due::DueArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(show::ShowArgs),
    Render(render::RenderArgs),
}

impl Quote {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(list::ListArgs::default())) {
            Verb::Request(args) => begin::request(args, cx),
            Verb::New(args) => begin::new(args, cx),
            Verb::Line(args) => line::run(args, cx),
            Verb::Price(args) => price::run(args, cx),
            Verb::Edit(args) => edit::run(args, cx),
            Verb::Check(args) => check::run(&args, cx),
            Verb::Submit(args) => send::submit(args, cx),
            Verb::Approve(args) => send::approve(&args, cx),
            Verb::Reject(args) => send::reject(&args, cx),
            Verb::Send(args) => send::send(args, cx),
            Verb::Accept(args) => answer::accept(args, cx),
            Verb::Decline(args) => answer::decline(args, cx),
            Verb::Cancel(args) => answer::cancel(&args, cx),
            Verb::Revise(args) => begin::revise(args, cx),
            Verb::Convert(args) => convert::run(args, cx),
            Verb::Diff(args) => compare::diff(&args, cx),
            Verb::History(args) => compare::history(&args, cx),
            Verb::Due(args) => due::run(&args, cx),
            Verb::List(args) => list::run(args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Render(args) => render::run(&args, cx),
        }
    }
}

/// A last day: a day, or so many days from today.
#[derive(Debug, Clone, Copy)]
enum Until {
    On(Date),
    In(Seconds),
}

impl FromStr for Until {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let day = || super::args::date(text).map(Self::On);
        let refuse = |_| Invalid::new(text, "a last day", "a day `2026-11-21`, or so many from today, e.g. `30d`");
        text.parse().map(Self::In).or_else(|_| day()).map_err(refuse)
    }
}

impl Until {
    fn day(self, now: Instant) -> Date {
        let today = Zone::system().local(now).date();
        match self {
            Self::On(day) => day,
            Self::In(span) => days_after(today, span.get() / Seconds::days(1).get()).unwrap_or(today),
        }
    }
}

/// So much of a line: `2=500`; or all of it: `2`.
#[derive(Debug, Clone, Copy)]
struct Part {
    line: u32,
    quantity: Option<Quantity>,
}

impl FromStr for Part {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "a line", "its number, or so much of it, e.g. `2` or `2=500`");
        let (line, quantity) = text.split_once('=').map_or((text, None), |(line, much)| (line, Some(much)));
        let quantity: Option<Quantity> = quantity.map(str::parse).transpose()?;
        if quantity.is_some_and(|quantity| !quantity.is_positive()) {
            return Err(refuse());
        }
        Ok(Self { line: line.parse().map_err(|_| refuse())?, quantity })
    }
}

/// Says what was done to a quote, and what else is to be known.
fn answer(worked: &Worked, done: &str) -> Answer {
    let Worked { quote, revision, status, lines, total, beware } = worked;
    let count = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
    let mut answer = Answer::of(quote, format!("{done} {quote}, revision {revision} ({status}): {count}, {total}"));
    answer.notes.extend(beware.iter().map(|why| format!("  {why}")));
    answer
}
