//! Local dates, counted: day 0 is 1970-01-01.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::domain::{Invalid, Seconds};

/// The seconds on the face of a clock between two midnights, whatever happened to the clock in between.
pub(super) const DAY: i64 = 86_400;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Returns the number of `date`.
pub(super) fn day_of(date: Date) -> i64 {
    date.duration_since(EPOCH).as_secs() / DAY
}

/// Returns the date of number `day`, held within the range of dates.
pub(super) fn date_of(day: i64) -> Date {
    EPOCH.saturating_add(SignedDuration::from_secs(day.saturating_mul(DAY)))
}

/// Reads `2026-04-06`, strictly: four digits, two, two, and a day that exists.
pub fn read_date(text: &str) -> Result<Date, Invalid> {
    exact_date(text).ok_or_else(|| Invalid::new(text, "a date", "a day that exists, e.g. `2026-04-06`"))
}

/// Reads a day as it is typed: a date, `today`, or whole days from today, `-7d` or `+30d`.
pub fn read_day(text: &str, today: impl FnOnce() -> Option<Date>) -> Result<Date, Invalid> {
    let relative = || {
        let days = if text == "today" { 0 } else { whole_days(text)? };
        let day = day_of(today()?).checked_add(days)?;
        Some(date_of(day)).filter(|date| day_of(*date) == day)
    };
    exact_date(text).or_else(relative).ok_or_else(|| {
        let expected = "a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`";
        Invalid::new(text, "a date", expected)
    })
}

/// Reads `-7d` or `+2w`.
fn whole_days(text: &str) -> Option<i64> {
    let ahead = text.strip_prefix('+').map(|span| (span, 1));
    let (span, sign) = ahead.or_else(|| Some((text.strip_prefix('-')?, -1)))?;
    let seconds = span.parse::<Seconds>().ok()?.get();
    (seconds % DAY == 0).then_some(sign * (seconds / DAY))
}

/// Reads a strictly written date from 0001-01-01 to 9999-12-31, if it is one.
pub(super) fn exact_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = exact_month_day(rest)?;
    let year: i16 = digits(year, 4).filter(|year| *year > 0)?;
    Date::new(year, month, day).ok()
}

/// Reads `12-25`: a month and a day that some year has.
pub(super) fn exact_month_day(text: &str) -> Option<(i8, i8)> {
    const LEAP_YEAR: i16 = 2000;
    let (month, day) = text.split_once('-')?;
    let (month, day) = (digits(month, 2)?, digits(day, 2)?);
    Date::new(LEAP_YEAR, month, day).ok().map(|_| (month, day))
}

/// Reads exactly `count` digits.
pub(super) fn digits<N: std::str::FromStr>(text: &str, count: usize) -> Option<N> {
    let exact = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    exact.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_their_numbers_answer_each_other() {
        for (text, day) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("9999-12-31", 2_932_896)] {
            let date = read_date(text).unwrap();
            assert_eq!((day_of(date), date_of(day)), (day, date), "{text}");
        }
        assert_eq!(date_of(i64::MAX), Date::MAX);
    }

    #[test]
    fn a_day_may_be_told_from_today() {
        let read = |text: &str| read_day(text, || read_date("2026-03-01").ok()).map(|day| day.to_string());
        for (text, day) in [
            ("2026-04-06", "2026-04-06"),
            ("today", "2026-03-01"),
            ("-1d", "2026-02-28"),
            ("+31d", "2026-04-01"),
            ("+48h", "2026-03-03"),
        ] {
            assert_eq!(read(text).unwrap(), day, "{text}");
        }
        for text in ["yesterday", "7d", "-", "-2h", "+-1d", "+9999999d", "-9999999999d", "2026-02-29"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read_day("today", || None).is_err());
    }

    #[test]
    fn a_date_is_written_in_one_way_only() {
        for text in ["", "2026-4-6", "2026-02-29", "20260406", "0000-01-01", "-2026-04-06", "2026-04-06 ", "+026-04-06"]
        {
            let refused = read_date(text).unwrap_err().to_string();
            assert_eq!(refused, format!("`{text}` is not a date, expected a day that exists, e.g. `2026-04-06`"));
        }
    }
}
