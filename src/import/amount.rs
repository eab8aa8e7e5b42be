//! Amounts as files write them: which mark stands before the decimals is never guessed.

use std::fmt;

use serde::Deserialize;

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Mark {
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Point => ".",
            Self::Comma => ",",
        })
    }
}

/// Reads an amount as a plain decimal, `1234.50`, or says why it is none. Without a mark, what reads the same with
/// either, or has a single point that no thousands can have, is taken.
pub(super) fn amount(text: &str, mark: Option<Mark>) -> Result<String, String> {
    if let Some(why) = foreign(text) {
        return Err(why);
    }
    let refuse = |example: &str| Err(format!("is not an amount, expected a plain number, e.g. `{example}`"));
    match (mark, plain(text, Mark::Point), plain(text, Mark::Comma)) {
        (Some(Mark::Point), Some(amount), _) | (Some(Mark::Comma), _, Some(amount)) => Ok(amount),
        (Some(Mark::Point), ..) => refuse("1,234.50"),
        (Some(Mark::Comma), ..) => refuse("1.234,50"),
        (None, Some(point), Some(comma)) if point == comma => Ok(point),
        (None, Some(point), Some(comma)) => Err(format!(
            "is {point} or {comma}; say in the mapping which mark stands before the decimals, \
             `decimal = \".\"` or `decimal = \",\"`"
        )),
        (None, Some(point), None) if !text.contains(is_grouping) => Ok(point),
        (None, Some(one), None) => Err(single(&one, Mark::Point)),
        (None, None, Some(one)) => Err(single(&one, Mark::Comma)),
        (None, None, None) => refuse("1234.50"),
    }
}

fn single(reading: &str, mark: Mark) -> String {
    format!("is not a plain number; if it is {reading}, say `decimal = \"{mark}\"` in the mapping")
}

/// Refuses what other programs take for numbers.
fn foreign(text: &str) -> Option<String> {
    let number = text.trim_start_matches(['-', '+']);
    if ["nan", "inf", "infinity"].iter().any(|word| number.eq_ignore_ascii_case(word)) {
        return Some("is not a number".to_owned());
    }
    let exponent = number.split_once(['e', 'E']).filter(|(mantissa, power)| {
        mantissa.bytes().any(|byte| byte.is_ascii_digit())
            && power.trim_start_matches(['-', '+']).bytes().all(|byte| byte.is_ascii_digit())
            && !power.is_empty()
    });
    if exponent.is_some() {
        return Some("has an exponent, so that digits may be lost; write it out, e.g. `1200`".to_owned());
    }
    let outside: String = number.chars().filter(|c| !c.is_ascii_digit() && !is_grouping(*c) && *c != '.').collect();
    let sign = outside.chars().count() == 1 && outside.contains(|c: char| "$€£¥₹₽₺₩฿¤".contains(c));
    let code = outside.len() == 3 && outside.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = number.contains(|c: char| c.is_ascii_digit());
    (digits && (sign || code)).then(|| {
        "names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`"
            .to_owned()
    })
}

/// Whether a character may stand between thousands, whatever stands before the decimals.
fn is_grouping(c: char) -> bool {
    matches!(c, ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
}

/// Reads an amount with a mark: thousands may stand apart, by one sign throughout and three digits each.
fn plain(text: &str, mark: Mark) -> Option<String> {
    let decimal = if mark == Mark::Point { '.' } else { ',' };
    let (sign, number) = text.strip_prefix('-').map_or(("", text), |number| ("-", number));
    let (whole, decimals) = match number.split_once(decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (number, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if decimals.is_some_and(|decimals| !digits(decimals)) {
        return None;
    }
    let whole = match whole.chars().find(|c| !c.is_ascii_digit()) {
        None if digits(whole) => whole.to_owned(),
        // Some databases write .5 for a half.
        None if decimals.is_some() => "0".to_owned(),
        Some(apart) if apart != decimal && (is_grouping(apart) || apart == '.') => {
            let mut groups = whole.split(apart);
            let first = groups.next().filter(|first| digits(first) && first.len() <= 3 && !first.starts_with('0'))?;
            let rest: Vec<&str> = groups.collect();
            let whole = rest.iter().all(|group| digits(group) && group.len() == 3);
            whole.then(|| first.to_owned() + &rest.concat())?
        }
        _ => return None,
    };
    Some(decimals.map_or_else(|| format!("{sign}{whole}"), |decimals| format!("{sign}{whole}.{decimals}")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str, mark: Option<Mark>) -> String {
        amount(text, mark).unwrap_or_else(|why| why)
    }

    #[test]
    fn what_reads_in_two_ways_is_refused_with_both() {
        let texts = [
            "1234",
            "1234.5",
            "1234.50",
            "-12.5",
            "1.234",
            "1,234",
            "12,50",
            "1,234.50",
            "1.234,50",
            "1 234",
            "1'234.50",
            "1.234.567",
            "0.125",
            ".5",
            "-.500",
            "12.3456",
            "NaN",
            "-inf",
            "1e3",
            "1.5E-2",
            "€ 100",
            "100 USD",
            "EUR 1.50",
            "+1",
            "1_000",
            "",
            "-",
            "1.2.3",
            "12,34,567",
            "(5.00)",
        ];
        let told: Vec<String> = texts.iter().map(|text| format!("{text} = {}", told(text, None))).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        1234 = 1234
        1234.5 = 1234.5
        1234.50 = 1234.50
        -12.5 = -12.5
        1.234 = is 1.234 or 1234; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
        1,234 = is 1234 or 1.234; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
        12,50 = is not a plain number; if it is 12.50, say `decimal = ","` in the mapping
        1,234.50 = is not a plain number; if it is 1234.50, say `decimal = "."` in the mapping
        1.234,50 = is not a plain number; if it is 1234.50, say `decimal = ","` in the mapping
        1 234 = 1234
        1'234.50 = is not a plain number; if it is 1234.50, say `decimal = "."` in the mapping
        1.234.567 = is not a plain number; if it is 1234567, say `decimal = ","` in the mapping
        0.125 = 0.125
        .5 = 0.5
        -.500 = -0.500
        12.3456 = 12.3456
        NaN = is not a number
        -inf = is not a number
        1e3 = has an exponent, so that digits may be lost; write it out, e.g. `1200`
        1.5E-2 = has an exponent, so that digits may be lost; write it out, e.g. `1200`
        € 100 = names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`
        100 USD = names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`
        EUR 1.50 = names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`
        +1 = is not an amount, expected a plain number, e.g. `1234.50`
        1_000 = is not an amount, expected a plain number, e.g. `1234.50`
         = is not an amount, expected a plain number, e.g. `1234.50`
        - = is not an amount, expected a plain number, e.g. `1234.50`
        1.2.3 = is not an amount, expected a plain number, e.g. `1234.50`
        12,34,567 = is not an amount, expected a plain number, e.g. `1234.50`
        (5.00) = is not an amount, expected a plain number, e.g. `1234.50`
        "#);
    }

    #[test]
    fn a_declared_mark_decides() {
        let pairs =
            [("1.234", ".", "1.234"), ("1.234", ",", "1234"), ("1,234", ".", "1234"), ("1 234,5", ",", "1234.5")];
        for (text, mark, plain) in pairs {
            let mark = if mark == "." { Mark::Point } else { Mark::Comma };
            assert_eq!(amount(text, Some(mark)).as_deref(), Ok(plain));
        }
        insta::assert_snapshot!(told("1,5", Some(Mark::Point)), @"is not an amount, expected a plain number, e.g. `1,234.50`");
        insta::assert_snapshot!(told("1.5", Some(Mark::Comma)), @"is not an amount, expected a plain number, e.g. `1.234,50`");
    }

    proptest! {
        #[test]
        fn any_text_is_a_plain_number_or_refused(text in "\\PC{0,12}|[-+.,eE0-9 ]{0,12}") {
            for mark in [None, Some(Mark::Point), Some(Mark::Comma)] {
                if let Ok(plain) = amount(&text, mark) {
                    prop_assert!(plain.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)), "{}", plain);
                }
            }
        }
    }
}
