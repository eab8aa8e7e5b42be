//! Instants and dates as files write them: never guessed, neither the order of day and month nor the zone.

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{Datelike, NaiveDateTime, TimeZone, Timelike, Utc};
use jiff::civil::DateTime;

use crate::domain::{Date, Instant, Invalid, Seconds, Zone};

use super::readings::Readings;
use super::refusal::cut;

/// The year 1000. What lies before it is no time at which anyone asked for anything, but a gap that was filled.
const LONG_AGO: Instant = Instant::from_epoch(-30_610_224_000);

/// A strftime pattern that is known to name a whole date, or a whole date and time.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    text: String,
    items: Vec<Item<'static>>,
}

/// How a file writes instants and dates.
#[derive(Debug, Clone, Default)]
pub(super) struct Moments {
    /// The pattern of instants; RFC 3339 without one.
    pub(super) datetime: Option<Pattern>,
    /// The pattern of dates; `YYYY-MM-DD` without one.
    pub(super) date: Option<Pattern>,
    /// The zone of instants that carry none.
    pub(super) zone: Option<Zone>,
    /// By how much every instant is moved.
    pub(super) shift: Seconds,
}

impl Pattern {
    /// Checks that the pattern says all that is needed, by writing a moment with it and reading it back.
    fn new(text: &str, wanted: &str, part: impl Fn(NaiveDateTime) -> NaiveDateTime) -> Result<Self, String> {
        let refuse = |why: &str| format!("`{}` is not a pattern for {wanted}: {why}", cut(text));
        let items = StrftimeItems::new(text).parse_to_owned().map_err(|_| refuse("it is not strftime"))?;
        if text.contains("%Z") {
            return Err(refuse("`%Z` is not a zone that can be relied on; write `%z`, or name the `zone`"));
        }
        let pattern = Self { text: text.to_owned(), items };
        let sample = Utc.with_ymd_and_hms(2016, 10, 28, 13, 45, 0).single().unwrap_or_default();
        let written = sample.format_with_items(pattern.items.iter()).to_string();
        match pattern.read(&written) {
            Some((back, _)) if part(back) == part(sample.naive_utc()) => Ok(pattern),
            _ => Err(refuse("it does not tell year, month, day and time apart")),
        }
    }

    /// Checks a pattern for instants.
    pub(super) fn datetime(text: &str) -> Result<Self, String> {
        Self::new(text, "an instant", |moment| moment)
            .map_err(|why| why.replace("apart", "apart; e.g. `%d/%m/%Y %H:%M`"))
    }

    /// Checks a pattern for dates.
    pub(super) fn date(text: &str) -> Result<Self, String> {
        Self::new(text, "a date", |moment| moment.date().into())
            .map_err(|why| why.replace("year, month, day and time apart", "year, month and day apart; e.g. `%d/%m/%Y`"))
    }

    /// Reads the moment as it is written, and its offset from UTC in seconds if it carries one.
    fn read(&self, text: &str) -> Option<(NaiveDateTime, Option<i64>)> {
        let mut parsed = Parsed::new();
        parse(&mut parsed, text, self.items.iter()).ok()?;
        let offset = parsed.offset().map(i64::from).or(parsed.timestamp().map(|_| 0));
        let time = match parsed.to_naive_datetime_with_offset(0) {
            Ok(time) => time,
            Err(_) => parsed.to_naive_date().ok().filter(|_| parsed.hour_mod_12().is_none())?.into(),
        };
        // `%Y` reads `16` as the year 16, which nobody means.
        (time.year() >= 1000).then_some((time, offset))
    }
}

impl Moments {
    /// Reads an instant, or says what it is not. One that is `typed` is no text to which a pattern would apply.
    pub(super) fn instant(&self, text: &str, typed: bool) -> Result<Instant, String> {
        let at = if typed { self.rfc_3339(text) } else { self.as_written(text) };
        let at = at?;
        if at < LONG_AGO {
            return Err("lies before the year 1000".to_owned());
        }
        Ok(at.plus(self.shift))
    }

    fn as_written(&self, text: &str) -> Result<Instant, String> {
        let Some(pattern) = &self.datetime else { return self.rfc_3339(text) };
        match pattern.read(text) {
            Some((time, Some(offset))) => Ok(Instant::from_epoch(time.and_utc().timestamp() - offset)),
            Some((time, None)) => self.zoned(civil(time).ok_or("is not a date")?),
            None => Err(format!("is not an instant, expected `{}`, e.g. `{}`", pattern.text, pattern.example())),
        }
    }

    fn rfc_3339(&self, text: &str) -> Result<Instant, String> {
        if let Some(instant) = plain(text.as_bytes()) {
            return Ok(instant);
        }
        text.parse().or_else(|invalid: Invalid| match local(text) {
            Some(time) => self.zoned(time),
            None => Err(match Readings::of(text) {
                Some(readings) => readings.sentence("datetime"),
                None => format!("is not {}, expected {}", invalid.what, invalid.expected),
            }),
        })
    }

    /// Gives a local time its zone.
    fn zoned(&self, time: DateTime) -> Result<Instant, String> {
        let Some(zone) = &self.zone else {
            return Err(
                "carries no time zone; name that of the whole file in a mapping, e.g. `zone = \"Europe/Rome\"`".into(),
            );
        };
        match zone.instants(time).as_slice() {
            [instant] => Ok(*instant),
            [] => Err(format!("never was in {zone}: the clock was put forward over it")),
            several => {
                let several: Vec<_> = several.iter().map(|instant| format!("`{instant}`")).collect();
                Err(format!("was twice in {zone}, as {}: write it with its offset", several.join(" and as ")))
            }
        }
    }

    /// Reads a date, or says what it is not. One that is `typed` is no text to which a pattern would apply.
    pub(super) fn date(&self, text: &str, typed: bool) -> Result<Date, String> {
        match self.date.as_ref().filter(|_| !typed) {
            None => iso_date(text.as_bytes()).ok_or_else(|| match Readings::of(text) {
                Some(readings) => readings.sentence("date"),
                None => "is not a date, expected YYYY-MM-DD, e.g. `2026-11-21`".to_owned(),
            }),
            Some(pattern) => pattern
                .read(text)
                .and_then(|(time, _)| civil(time))
                .map(DateTime::date)
                .ok_or_else(|| format!("is not a date, expected `{}`, e.g. `{}`", pattern.text, pattern.example())),
        }
    }
}

impl Pattern {
    fn example(&self) -> String {
        let sample = Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).single().unwrap_or_default();
        sample.format_with_items(self.items.iter()).to_string()
    }
}

fn civil(time: NaiveDateTime) -> Option<DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    let year = i16::try_from(time.year()).ok()?;
    let (month, day) = (small(time.month())?, small(time.day())?);
    DateTime::new(year, month, day, small(time.hour())?, small(time.minute())?, small(time.second())?, 0).ok()
}

/// Reads `2026-11-21T09:00[:00]` or the same with a space. A date alone is no instant.
fn local(text: &str) -> Option<DateTime> {
    let plain = |byte: u8| byte.is_ascii_digit() || b"-:.T ".contains(&byte);
    let time = text.as_bytes().get(10..).is_some_and(|time| time.len() >= 6);
    if time && text.bytes().all(plain) { text.parse().ok() } else { None }
}

/// Reads `2026-11-21T09:00:00Z` and nothing else: the form that millions of rows have.
fn plain(text: &[u8]) -> Option<Instant> {
    if text.len() != 20 || [text[10], text[13], text[16], text[19]] != *b"T::Z" {
        return None;
    }
    let date = iso_date(&text[..10])?;
    let (hour, minute, second) = (number(&text[11..13])?, number(&text[14..16])?, number(&text[17..19])?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = i64::from(days_since_epoch(date));
    Some(Instant::from_epoch(days * 86_400 + i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second)))
}

fn iso_date(text: &[u8]) -> Option<Date> {
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    let (year, month, day) = (number(&text[..4])?, number(&text[5..7])?, number(&text[8..])?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))
}

/// Counts days from 1970-01-01 in the Gregorian calendar (Howard Hinnant, "`chrono`-Compatible Low-Level Date
/// Algorithms", `days_from_civil`).
fn days_since_epoch(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
