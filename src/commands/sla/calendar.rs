//! `desk sla calendar`: bare business time.

use std::rc::Rc;

use clap::{Args, Subcommand, ValueHint};

use super::file;
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::calendar::{Calendar as Hours, Target};
use crate::error::Error;
use crate::view::{EndDetail, OpenDetail, SpanDetail};

/// Ask a calendar what business time comes to
#[derive(Debug, Args)]
pub(super) struct Calendar {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(AddArgs),
    Between(BetweenArgs),
    NextOpen(NextOpenArgs),
}

/// Which calendar is asked.
#[derive(Debug, Args)]
struct Named {
    /// The calendar's name, e.g. 24x7
    calendar: String,
    /// A policy file to take it from, instead of the desk
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    policy: Option<String>,
}

const ADD_EXAMPLES: &str = "Examples:
  desk sla calendar add office 2026-11-20T16:30:00Z 2h
  desk sla calendar add office 2026-11-20T16:30:00Z 2d --policy policies.toml --json

What is due exactly at closing is due at closing, not at the next opening. A day is a working day.";

/// Tell when so much business time has passed
#[derive(Debug, Args)]
#[command(after_long_help = ADD_EXAMPLES)]
struct AddArgs {
    #[command(flatten)]
    named: Named,
    /// From when
    #[arg(allow_hyphen_values = true)]
    start: When,
    /// How much: 90s, 30m, 1h30m, or working days: 2d
    duration: Target,
}

const BETWEEN_EXAMPLES: &str = "Examples:
  desk sla calendar between office 2026-11-20T09:00:00Z 2026-11-23T09:00:00Z";

/// Tell how much business time lies between two instants
#[derive(Debug, Args)]
#[command(after_long_help = BETWEEN_EXAMPLES)]
struct BetweenArgs {
    #[command(flatten)]
    named: Named,
    /// From when
    #[arg(allow_hyphen_values = true)]
    from: When,
    /// Until when
    #[arg(allow_hyphen_values = true)]
    to: When,
}

const NEXT_EXAMPLES: &str = "Examples:
  desk sla calendar next-open office 2026-11-21T09:00:00Z";

/// Tell when it is open next, which may be now
#[derive(Debug, Args)]
#[command(after_long_help = NEXT_EXAMPLES)]
struct NextOpenArgs {
    #[command(flatten)]
    named: Named,
    /// From when
    #[arg(allow_hyphen_values = true)]
    at: When,
}

impl Calendar {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        let now = cx.now();
        let beyond = || Error::Rule("the answer lies beyond the year 9999".to_owned());
        match self.verb {
            Verb::Add(AddArgs { named, start, duration }) => {
                let end = named.find(cx)?.due(start.resolve(now), duration).ok_or_else(beyond)?;
                Ok(cx.out.detail(&EndDetail { end })?)
            }
            Verb::Between(BetweenArgs { named, from, to }) => {
                let seconds = named.find(cx)?.between(from.resolve(now), to.resolve(now));
                Ok(cx.out.detail(&SpanDetail { seconds })?)
            }
            Verb::NextOpen(NextOpenArgs { named, at }) => {
                let at = named.find(cx)?.next_open(at.resolve(now)).ok_or_else(beyond)?;
                Ok(cx.out.detail(&OpenDetail { at })?)
            }
        }
    }
}

impl Named {
    /// Finds the calendar in the file, or among those in force at the desk.
    fn find(&self, cx: &mut Context) -> anyhow::Result<Rc<Hours>> {
        let calendars = match &self.policy {
            Some(path) => file::read(path)?.calendars,
            None => cx.desk()?.calendars()?,
        };
        let name = self.calendar.as_str();
        let near = crate::domain::nearest(name, calendars.iter().map(|known| known.name())).map(str::to_owned);
        let found = calendars.iter().find(|known| known.name() == name).cloned();
        Ok(found.ok_or_else(|| Error::Unknown { what: "calendar", name: name.to_owned(), near })?)
    }
}
