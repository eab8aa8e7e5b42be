//! Arguments that several verbs share.

use std::str::FromStr;

use clap::{Args, ValueHint};

use super::context::clock;
use super::{Context, Stop};
use crate::domain::calendar::{read_date, read_day};
use crate::domain::{Change, Date, Instant, Invalid, Line, Prose, Quantity, Seconds, Zone};
use crate::whole::{self, WRITTEN};

/// Reads a value that `none` empties.
pub(super) fn change<T: FromStr<Err = Invalid>>(text: &str) -> Result<Change<T>, Invalid> {
    if text == "none" { Ok(Change::Clear) } else { text.parse().map(Change::Set) }
}

/// Reads words that `none` empties.
#[expect(clippy::unnecessary_wraps, reason = "clap wants a parser that may fail")]
pub(super) fn change_text(text: &str) -> Result<Change<String>, Invalid> {
    Ok(if text == "none" { Change::Clear } else { Change::Set(text.to_owned()) })
}

/// Reads a day: `2026-11-21`, `today`, or some days from today, `-7d` or `+30d`. Today is that of the system's zone.
pub(super) fn date(text: &str) -> Result<Date, Invalid> {
    read_day(text, || Some(Zone::system().local(clock().ok()?.now()).date()))
}

/// Reads a quantity that is something.
pub(super) fn some(text: &str) -> Result<Quantity, Invalid> {
    let quantity: Quantity = text.parse()?;
    if quantity.is_positive() {
        Ok(quantity)
    } else {
        Err(Invalid::new(text, "a quantity to order", "one above 0, e.g. `100`"))
    }
}

/// Reads a day that `none` empties.
pub(super) fn change_date(text: &str) -> Result<Change<Date>, Invalid> {
    if text == "none" { Ok(Change::Clear) } else { date(text).map(Change::Set) }
}

/// A point in time as it is typed: an instant, a day, or a distance from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    At(Instant),
    On(Date),
    Today,
    FromNow(Seconds),
}

impl When {
    /// Returns the instant; a day begins at midnight of the system's zone.
    pub(super) fn resolve(self, now: Instant) -> Instant {
        let zone = Zone::system();
        let midnight = |day: Date| zone.first_instant_of(day);
        match self {
            Self::At(at) => at,
            Self::On(day) => midnight(day),
            Self::Today => midnight(zone.local(now).date()),
            Self::FromNow(span) => now.plus(span),
        }
    }
}

impl When {
    /// Returns the last instant that belongs to it: of a day, the one before the next begins.
    pub(super) fn by_its_end(self, now: Instant) -> Instant {
        let last = |day: Date| Self::On(day.tomorrow().unwrap_or(day)).resolve(now).plus(Seconds::new(-1));
        match self {
            Self::On(day) => last(day),
            Self::Today => last(Zone::system().local(now).date()),
            Self::At(_) | Self::FromNow(_) => self.resolve(now),
        }
    }
}

impl FromStr for When {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || {
            let expected = "an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`";
            Invalid::new(text, "a point in time", expected)
        };
        if text == "today" {
            return Ok(Self::Today);
        }
        if let Some(span) = text.strip_prefix('-') {
            let span: Seconds = span.parse().map_err(|_| refuse())?;
            return Ok(Self::FromNow(Seconds::ZERO.minus(span)));
        }
        if let Some(span) = text.strip_prefix('+') {
            return span.parse().map(Self::FromNow).map_err(|_| refuse());
        }
        let day = || read_date(text).map(Self::On);
        text.parse().map(Self::At).or_else(|_| day()).map_err(|_| refuse())
    }
}

/// How a script makes sure that what it asks for is done once.
#[derive(Debug, Args)]
pub(super) struct Once {
    /// Do this once: asked again under the same key, it is answered as before
    #[arg(long, value_name = "KEY")]
    pub(super) key: Option<Line>,
}

/// Where a longer text comes from.
#[derive(Debug, Args)]
pub(super) struct Body {
    /// The text
    #[arg(short, long, value_name = "TEXT", conflicts_with = "file")]
    message: Option<String>,
    /// Read the text from a file, `-` for standard input
    #[arg(short = 'F', long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<String>,
}

impl Body {
    /// Returns the text if one was given.
    pub(super) fn given(self) -> anyhow::Result<Option<Prose>> {
        let text = match (self.message, self.file) {
            (Some(text), _) => text,
            (None, Some(path)) => read(&path, WRITTEN)?,
            (None, None) => return Ok(None),
        };
        Ok(Some(text.parse()?))
    }

    /// Returns the text, asking for it in an editor if none was given.
    pub(super) fn needed(self, cx: &Context) -> anyhow::Result<Prose> {
        match self.given()? {
            Some(text) => Ok(text),
            None => Ok(cx.prompt.edit("a message", "-m TEXT or -F FILE")?.parse()?),
        }
    }
}

/// Reads a whole file of at most so many bytes, `-` for standard input.
pub(super) fn read(path: &str, most: u64) -> Result<String, Stop> {
    let read =
        if path == "-" { whole::read_from(std::io::stdin().lock(), most) } else { whole::read(path.as_ref(), most) };
    read.map_err(|why| Stop::Unreadable { path: path.to_owned(), why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_in_time_are_read_as_they_are_typed() {
        let now: Instant = "2026-11-21T09:00:00Z".parse().unwrap();
        let at = |text: &str| text.parse::<When>().map(|when| when.resolve(now).to_string());
        assert_eq!(at("-7d").unwrap(), "2026-11-14T09:00:00Z");
        assert_eq!(at("+2h").unwrap(), "2026-11-21T11:00:00Z");
        assert_eq!(at("2016-03-10T10:00:00+01:00").unwrap(), "2016-03-10T09:00:00Z");
        assert!(at("yesterday").is_err() && at("7d").is_err() && at("2016-13-01").is_err());
    }
}
