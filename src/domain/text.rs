//! Text that has been looked at: no NUL, no stray line breaks, not empty, not endless.

use std::fmt;
use std::str::FromStr;

use super::Invalid;

/// Declares a checked text newtype around a `String`.
macro_rules! text {
    ($($(#[$meta:meta])* $name:ident = $check:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name(String);

        impl $name {
            /// Returns the text.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(&self.0) }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> { $check(text).map(Self) }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

text! {
    /// One line: a subject, a name. 1 to 500 characters, outer spaces removed, no line break or other control character.
    Line = line;
    /// A message of any number of lines, outer spaces and blank lines removed, not empty, at most [`Prose::LONGEST`]
    /// characters.
    Prose = prose;
    /// A short name to type: an account's code, a rep's handle, a team's name. Letters, digits, `.`, `_`, `-`; at most 40.
    Code = code;
    /// An e-mail address, in small letters.
    Email = email;
    /// What a product is ordered by: 1 to 60 characters of one line, outer spaces removed.
    Sku = sku;
    /// The number of a document, such as an order or an invoice: 1 to 60 characters of one line, outer spaces removed.
    Number = number;
}

impl Prose {
    /// The most characters of a message.
    pub const LONGEST: usize = 1_000_000;
}

/// Says whether `c` acts on a terminal or an eye without being seen: controls (C0, DEL, C1), bidi marks, overrides and
/// isolates, zero-width characters, soft hyphens, line and paragraph separators, fillers, tags. The selectors that make
/// emoji of signs are let through.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn line(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let refuse = |expected| Err(Invalid::new(text, "a line of text", expected));
    match text.chars().count() {
        0 => refuse("at least one character"),
        501.. => refuse("at most 500 characters"),
        _ if text.contains(|c: char| c.is_control() && c != '\t') => refuse("no line breaks or control characters"),
        _ => Ok(text.to_owned()),
    }
}

fn prose(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let refuse = |expected: &str| Err(Invalid::new(&text.chars().take(40).collect::<String>(), "a message", expected));
    if text.is_empty() {
        refuse("some text")
    } else if text.contains('\0') {
        refuse("no NUL characters")
    } else if text.chars().count() > Prose::LONGEST {
        refuse(&format!("at most {} characters", Prose::LONGEST))
    } else {
        Ok(text.to_owned())
    }
}

fn code(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let plain = |c: char| c.is_alphanumeric() || "._-".contains(c);
    if text.is_empty() || text.chars().count() > 40 || !text.chars().all(plain) || text.starts_with(['-', '.']) {
        return Err(Invalid::new(text, "a code", "1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`"));
    }
    Ok(text.to_owned())
}

fn sku(text: &str) -> Result<String, Invalid> {
    short(text, "a SKU", "1 to 60 characters of one line, e.g. `BK-M82B-42`")
}

fn number(text: &str) -> Result<String, Invalid> {
    short(text, "a number of a document", "1 to 60 characters of one line, e.g. `SO-10248`")
}

/// A name that other systems give: it may hold anything that can be seen.
fn short(text: &str, what: &'static str, expected: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let odd = text.is_empty() || text.chars().count() > 60 || text.starts_with('-') || text.contains(is_hidden);
    if odd { Err(Invalid::new(text, what, expected)) } else { Ok(text.to_owned()) }
}

fn email(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let bad = |c: char| c.is_whitespace() || c.is_control() || "<>,;\"()".contains(c);
    match text.rsplit_once('@') {
        Some((local, host))
            if !local.is_empty()
                && host.contains(['.'])
                && !text.contains(bad)
                && !local.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && text.len() <= 254 =>
        {
            Ok(text.to_lowercase())
        }
        _ => Err(Invalid::new(text, "an e-mail address", "e.g. `anna@acme.example`")),
    }
}

/// Writes bytes in small hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_spaces_go_and_inner_breaks_are_refused() {
        assert_eq!("  Late order \n".parse::<Line>().unwrap().as_str(), "Late order");
        assert!("two\nlines".parse::<Line>().is_err());
        assert!("".parse::<Line>().is_err());
        assert_eq!("\n\n Dear all,\nlate.\n".parse::<Prose>().unwrap().as_str(), "Dear all,\nlate.");
        assert!("a\0b".parse::<Prose>().is_err());
    }

    #[test]
    fn codes_take_letters_of_any_script_and_nothing_that_looks_like_a_flag() {
        for good in ["ACME", "AW00000585", "Москва-1", "it.desk"] {
            assert!(good.parse::<Code>().is_ok(), "{good}");
        }
        for bad in ["", "a b", "-x", ".x", "a/b", "a\u{202e}b"] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_folded_to_small_letters() {
        assert_eq!("Anna@Acme.Example".parse::<Email>().unwrap().as_str(), "anna@acme.example");
        for bad in ["anna", "@acme.example", "anna@acme", "a b@c.d", "a@b@c.d", "a@.d"] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }
}
