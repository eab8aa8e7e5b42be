//! How a workbook has its numbers shown, as far as that decides what they are.

use std::collections::HashMap;
use std::io;

use super::xml::{Node, Xml};

/// What a number stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Number,
    /// A day, or a day with a time.
    Moment,
    /// A day with a time in UTC, which a `Z` behind it says.
    Instant,
    /// A time of day.
    Clock,
    /// A number of hours, which may be more than a day has.
    Span,
    Percent,
    /// A whole number with zeros in front, up to so many digits: `00420`.
    Padded(u8),
}

/// Reads the look of each style that a cell can have, by its number.
pub(super) fn looks(mut xml: Xml) -> io::Result<Vec<Look>> {
    let (mut custom, mut looks, mut of_cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "numFmt" => {
                if let (Some(id), Some(code)) = (tag.attribute("numFmtId")?, tag.attribute("formatCode")?) {
                    custom.insert(id.into_owned(), Look::of(&code));
                }
            }
            Node::Open(tag) if tag.name() == "cellXfs" => of_cells = true,
            Node::Close(name) if name == "cellXfs" => of_cells = false,
            Node::Open(tag) if of_cells && tag.name() == "xf" => {
                let id = tag.attribute("numFmtId")?.unwrap_or_default();
                looks.push(custom.get(id.as_ref()).copied().unwrap_or_else(|| Look::built_in(&id)));
            }
            Node::End => return Ok(looks),
            _ => {}
        }
    }
}

impl Look {
    /// Returns the look of a format that every program knows by its number (ECMA-376 part 1, 18.8.30).
    fn built_in(id: &str) -> Self {
        match id.parse() {
            Ok(14..=17 | 22 | 27..=31 | 34..=36 | 50..=58) => Self::Moment,
            Ok(18..=21 | 32 | 33 | 45 | 47) => Self::Clock,
            Ok(46) => Self::Span,
            Ok(9 | 10_u16) => Self::Percent,
            _ => Self::Number,
        }
    }

    /// Reads a format code: `dd/mm/yyyy hh:mm`, `[h]:mm`, `0.0%`, `00000`.
    fn of(code: &str) -> Self {
        let plain = bare(code);
        let has = |letters: &[char]| plain.contains(letters);
        if plain.eq_ignore_ascii_case("general") {
            Self::Number
        } else if plain.contains("[h") || plain.contains("[m") || plain.contains("[s") {
            Self::Span
        } else if has(&['y', 'd']) && has(&['h']) && is_zulu(code) {
            Self::Instant
        } else if has(&['y', 'd']) {
            Self::Moment
        } else if has(&['h', 's']) {
            Self::Clock
        } else if has(&['m']) {
            Self::Moment
        } else if has(&['%']) {
            Self::Percent
        } else if plain.len() > 1 && plain.bytes().all(|byte| byte == b'0') {
            Self::Padded(u8::try_from(plain.len()).unwrap_or(u8::MAX))
        } else {
            Self::Number
        }
    }
}

/// Whether a format code ends with a literal `Z`, as RFC 3339 writes UTC.
fn is_zulu(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or_default().trim_end();
    first.ends_with("\"Z\"") || first.ends_with("\\Z")
}

/// Returns what a format code says of positive numbers, in small letters: without literal text, fillers, colours and
/// languages.
fn bare(code: &str) -> String {
    let (mut bare, mut rest) = (String::new(), code.chars());
    while let Some(character) = rest.next() {
        match character {
            ';' => break,
            '"' => while rest.next().is_some_and(|character| character != '"') {},
            '\\' | '_' | '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|character| *character != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let counts =
                    ['h', 'm', 's'].iter().any(|unit| !inside.is_empty() && inside.trim_matches(*unit).is_empty());
                if counts {
                    bare.push('[');
                    bare.push_str(&inside);
                }
            }
            other => bare.push(other.to_ascii_lowercase()),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_says_what_a_number_stands_for() {
        let codes = [
            "General",
            "0.00",
            "#,##0.00 \"days\"",
            "[Red]-0.00",
            "0.00E+00",
            "#,##0.00\\ [$€-407]",
            "dd/mm/yyyy",
            "[$-409]d\\-mmm\\-yy;@",
            "mmm yyyy",
            "yyyy\\-mm\\-dd\\ hh:mm:ss",
            "yyyy-mm-dd\"T\"hh:mm:ss\"Z\"",
            "yyyy\\-mm\\-dd\\Thh:mm:ss\\Z;@",
            "dd/mm/yyyy\\Z",
            "yyyy-mm-dd hh:mm:ss\" CET\"",
            "h:mm AM/PM",
            "mm:ss",
            "[h]:mm:ss",
            "[hh]:mm",
            "0%",
            "0.0%",
            "00000",
            "0",
            "_-* #,##0.00_-",
            "@",
            "",
        ];
        let told: Vec<String> = codes.iter().map(|code| format!("{code} = {:?}", Look::of(code))).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        General = Number
        0.00 = Number
        #,##0.00 "days" = Number
        [Red]-0.00 = Number
        0.00E+00 = Number
        #,##0.00\ [$€-407] = Number
        dd/mm/yyyy = Moment
        [$-409]d\-mmm\-yy;@ = Moment
        mmm yyyy = Moment
        yyyy\-mm\-dd\ hh:mm:ss = Moment
        yyyy-mm-dd"T"hh:mm:ss"Z" = Instant
        yyyy\-mm\-dd\Thh:mm:ss\Z;@ = Instant
        dd/mm/yyyy\Z = Moment
        yyyy-mm-dd hh:mm:ss" CET" = Moment
        h:mm AM/PM = Clock
        mm:ss = Clock
        [h]:mm:ss = Span
        [hh]:mm = Span
        0% = Percent
        0.0% = Percent
        00000 = Padded(5)
        0 = Number
        _-* #,##0.00_- = Number
        @ = Number
         = Number
        "#);
    }
}
