//! Numbers of a sheet as the text that a person sees in it.

use chrono::{Days, NaiveDate, NaiveTime};

use super::super::record::Flaw;
use super::look::Look;

/// How many decimal digits a spreadsheet keeps of a number.
const DIGITS: usize = 15;
const SECONDS_A_DAY: u64 = 86_400;
/// The day after 9999-12-31, counted from 1900.
const LAST_DAY: f64 = 2_958_466.0;

/// Writes what a cell's number stands for, or says why it stands for nothing.
pub(super) fn written(raw: &str, look: Look, since_1904: bool) -> Result<String, Flaw> {
    let text = raw.trim();
    let refuse = |why: &'static str| Flaw::Number { text: text.to_owned(), why };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number: Option<f64> = text.parse().ok().filter(|number: &f64| digits && number.is_finite());
    let number = number.ok_or_else(|| refuse("is no number, and the sheet says that it is one"))?;
    match look {
        Look::Number => plain(text, number).ok_or_else(|| {
            refuse("was rounded to 15 digits by the spreadsheet; format the column as text before it is filled")
        }),
        Look::Padded(width) => {
            let text = plain(text, number).unwrap_or_else(|| text.to_owned());
            let whole = text.bytes().all(|byte| byte.is_ascii_digit());
            Ok(if whole { format!("{text:0>width$}", width = usize::from(width)) } else { text })
        }
        Look::Percent => Ok(format!("{}%", decimal(number * 100.0))),
        Look::Moment => moment(number, since_1904).ok_or_else(|| refuse("is no day of the calendar")),
        Look::Instant => instant(number, since_1904).ok_or_else(|| refuse("is no day of the calendar")),
        Look::Clock => clock(number, since_1904).ok_or_else(|| refuse("is no time of day")),
        Look::Span => span(number).ok_or_else(|| refuse("is no span of time")),
    }
}

/// Writes a number without an exponent, and without what a float adds to it; `None` if digits were lost.
fn plain(text: &str, number: f64) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() <= 18 && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    (number.abs() < 1e15).then(|| decimal(number))
}

/// Writes the 15 digits that count: 0.30000000000000004 is 0.3.
fn decimal(number: f64) -> String {
    let scientific = format!("{:.*e}", DIGITS - 1, number.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let point = exponent.parse::<i32>().unwrap_or_default() + 1;
    let (whole, part) = match usize::try_from(point) {
        Ok(point) if point < digits.len() => (digits[..point].to_owned(), digits[point..].to_owned()),
        Ok(point) => (format!("{digits:0<point$}"), String::new()),
        Err(_) => (String::new(), "0".repeat(point.unsigned_abs() as usize) + &digits),
    };
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let sign = if number < 0.0 && !(whole.is_empty() && part.is_empty()) { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// Writes a day, with the time if it has one: a time without a day is that time.
fn moment(number: f64, since_1904: bool) -> Option<String> {
    let (days, seconds) = day_and_second(number)?;
    let Some(day) = day(days, since_1904) else {
        return (days == 0 && !since_1904).then(|| time(seconds)).flatten();
    };
    if seconds == 0 { Some(day.to_string()) } else { Some(format!("{day}T{}", time(seconds)?)) }
}

/// Writes a day with its time in UTC, midnight too.
fn instant(number: f64, since_1904: bool) -> Option<String> {
    let (days, seconds) = day_and_second(number)?;
    Some(format!("{}T{}Z", day(days, since_1904)?, time(seconds)?))
}

fn clock(number: f64, since_1904: bool) -> Option<String> {
    if (0.0..1.0).contains(&number) { time(day_and_second(number)?.1) } else { moment(number, since_1904) }
}

fn span(number: f64) -> Option<String> {
    let (days, seconds) = day_and_second(number)?;
    let seconds = days * SECONDS_A_DAY + seconds;
    Some(format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

fn time(seconds: u64) -> Option<String> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds).ok()?, 0)?;
    Some(time.format("%H:%M:%S").to_string())
}

/// Takes a count of days apart, to the nearest second: half past nine is no exact part of a day.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is checked to be a whole number of seconds below the last day"
)]
fn day_and_second(number: f64) -> Option<(u64, u64)> {
    if !(0.0..LAST_DAY).contains(&number) {
        return None;
    }
    let seconds = (number * 86_400.0).round() as u64;
    Some((seconds / SECONDS_A_DAY, seconds % SECONDS_A_DAY))
}

/// Finds a day by its number. Those since 1900 count a 29th of February that was none, as the first spreadsheets did
/// (ECMA-376 part 1, 18.17.4.1).
fn day(number: u64, since_1904: bool) -> Option<NaiveDate> {
    let (start, days) = match number {
        _ if since_1904 => ((1904, 1, 1), number),
        0 | 60 => return None,
        1..60 => ((1899, 12, 31), number),
        _ => ((1899, 12, 30), number),
    };
    let (year, month, day) = start;
    NaiveDate::from_ymd_opt(year, month, day)?
        .checked_add_days(Days::new(days))
        .filter(|day| *day <= NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(raw: &str, look: Look) -> String {
        written(raw, look, false).unwrap_or_else(|flaw| flaw.sentence("x"))
    }

    #[test]
    fn numbers_have_no_noise_and_no_exponent() {
        let numbers = [
            "12345678901",
            "1.2345678901E10",
            "0.1",
            "0.30000000000000004",
            "1234.5999999999999",
            "-0.5",
            "1E-3",
            "-0",
            "1e2",
            "007",
            "123456789012345678",
            "1.2345678901234568E+16",
            "NaN",
            "inf",
            "1,5",
            "",
            "1e999",
        ];
        let told: Vec<String> = numbers.iter().map(|raw| format!("{raw} = {}", told(raw, Look::Number))).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        12345678901 = 12345678901
        1.2345678901E10 = 12345678901
        0.1 = 0.1
        0.30000000000000004 = 0.3
        1234.5999999999999 = 1234.6
        -0.5 = -0.5
        1E-3 = 0.001
        -0 = 0
        1e2 = 100
        007 = 7
        123456789012345678 = 123456789012345678
        1.2345678901234568E+16 = `1.2345678901234568E+16` was rounded to 15 digits by the spreadsheet; format the column as text before it is filled
        NaN = `NaN` is no number, and the sheet says that it is one
        inf = `inf` is no number, and the sheet says that it is one
        1,5 = `1,5` is no number, and the sheet says that it is one
         = `` is no number, and the sheet says that it is one
        1e999 = `1e999` is no number, and the sheet says that it is one
        ");
    }

    #[test]
    fn looks_make_days_times_and_shares_of_numbers() {
        let numbers = [
            ("46340", Look::Moment),
            ("46340.604166666664", Look::Moment),
            ("46340.999999999", Look::Moment),
            ("0.5", Look::Moment),
            ("1", Look::Moment),
            ("59", Look::Moment),
            ("60", Look::Moment),
            ("61", Look::Moment),
            ("-1", Look::Moment),
            ("2958465.9", Look::Moment),
            ("2958466", Look::Moment),
            ("46340", Look::Instant),
            ("46340.604166666664", Look::Instant),
            ("0.5", Look::Instant),
            ("0.39583333333333331", Look::Clock),
            ("1.125", Look::Span),
            ("0.05", Look::Percent),
            ("0.075", Look::Percent),
            ("420", Look::Padded(5)),
            ("4.5", Look::Padded(5)),
        ];
        let told: Vec<String> = numbers.iter().map(|(raw, look)| format!("{raw} = {}", told(raw, *look))).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        46340 = 2026-11-14
        46340.604166666664 = 2026-11-14T14:30:00
        46340.999999999 = 2026-11-15
        0.5 = 12:00:00
        1 = 1900-01-01
        59 = 1900-02-28
        60 = `60` is no day of the calendar
        61 = 1900-03-01
        -1 = `-1` is no day of the calendar
        2958465.9 = 9999-12-31T21:36:00
        2958466 = `2958466` is no day of the calendar
        46340 = 2026-11-14T00:00:00Z
        46340.604166666664 = 2026-11-14T14:30:00Z
        0.5 = `0.5` is no day of the calendar
        0.39583333333333331 = 09:30:00
        1.125 = 27:00:00
        0.05 = 5%
        0.075 = 7.5%
        420 = 00420
        4.5 = 4.5
        ");
        assert_eq!(written("44878.375", Look::Moment, true).unwrap(), "2026-11-14T09:00:00");
    }

    proptest! {
        #[test]
        fn fifteen_digits_come_back(mantissa in 1_u64..1_000_000_000_000_000, decimals in 0..10_usize) {
            let digits = mantissa.to_string();
            let text = if decimals == 0 { digits } else {
                let digits = format!("{digits:0>width$}", width = decimals + 1);
                format!("{}.{}", &digits[..digits.len() - decimals], &digits[digits.len() - decimals..])
            };
            let float: f64 = text.parse().unwrap();
            let plain = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
            prop_assert_eq!(written(&format!("{float:e}"), Look::Number, false).unwrap(), plain);
        }

        #[test]
        fn any_text_is_a_number_or_refused(raw in "\\PC{0,12}|[-+.eE0-9]{0,12}", width: u8, since_1904: bool) {
            for look in [Look::Number, Look::Moment, Look::Clock, Look::Span, Look::Percent, Look::Padded(width)] {
                let _ = written(&raw, look, since_1904);
            }
        }
    }
}
