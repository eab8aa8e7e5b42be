//! A part of a cell: between separators, or at fixed places.

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;

/// Which part of a text is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slice {
    /// Of the parts between separators.
    Parts(String, Range),
    /// Of the characters.
    Characters(Range),
}

/// A place, or several in a row, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    Last,
    /// From the first to the second, or to the end.
    From(usize, Option<usize>),
}

impl Slice {
    /// Returns the part, without outer spaces; `None` if the text has none there.
    pub(super) fn of<'a>(&self, text: &'a str) -> Option<&'a str> {
        let part = match self {
            Self::Parts(separator, Range::Last) => text.rsplit(separator.as_str()).next()?,
            Self::Parts(separator, Range::From(first, last)) => {
                let starts =
                    std::iter::once(0).chain(text.match_indices(separator).map(|(at, _)| at + separator.len()));
                let start = starts.clone().nth(first - 1)?;
                let end = last.and_then(|last| text.match_indices(separator).map(|(at, _)| at).nth(last - 1));
                &text[start..end.unwrap_or(text.len())]
            }
            Self::Characters(Range::Last) => &text[text.char_indices().next_back()?.0..],
            Self::Characters(Range::From(first, last)) => {
                let place = |count: usize| text.char_indices().map(|(at, _)| at).nth(count);
                &text[place(first - 1)?..last.and_then(place).unwrap_or(text.len())]
            }
        };
        Some(part.trim()).filter(|part| !part.is_empty())
    }
}

/// Reads `2`, `"2-"`, `"2-3"` or `"last"`.
impl<'de> Deserialize<'de> for Range {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Places;

        impl Visitor<'_> for Places {
            type Value = Range;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a place counted from 1, such as 2, or several: \"2-3\", \"2-\", \"last\"")
            }

            fn visit_i64<E: de::Error>(self, place: i64) -> Result<Range, E> {
                self.visit_str(&place.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Range, E> {
                range(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(Places)
    }
}

fn range(text: &str) -> Option<Range> {
    if text == "last" {
        return Some(Range::Last);
    }
    let place = |text: &str| text.parse().ok().filter(|place: &usize| *place > 0);
    let (first, last) = match text.split_once('-') {
        None => (place(text)?, Some(place(text)?)),
        Some((first, "")) => (place(first)?, None),
        Some((first, last)) => (place(first)?, Some(place(last)?)),
    };
    last.is_none_or(|last| first <= last).then_some(Range::From(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part<'a>(separator: &str, places: &str, text: &'a str) -> Option<&'a str> {
        Slice::Parts(separator.to_owned(), range(places).unwrap()).of(text)
    }

    #[test]
    fn parts_are_counted_from_one() {
        let text = "Acme S.p.A. - Milan - North";
        assert_eq!(part(" - ", "1", text), Some("Acme S.p.A."));
        assert_eq!(part(" - ", "2-", text), Some("Milan - North"));
        assert_eq!(part(" - ", "1-2", text), Some("Acme S.p.A. - Milan"));
        assert_eq!(part(" - ", "last", text), Some("North"));
        assert_eq!(part(" - ", "4", text), None);
        assert_eq!(part(" - ", "1", "é"), Some("é"));
        assert_eq!(part(",", "2", "a,,b"), None);
    }

    #[test]
    fn characters_are_no_bytes() {
        let cut = |places, text| Slice::Characters(range(places).unwrap()).of(text);
        assert_eq!(cut("1-3", "éàü42"), Some("éàü"));
        assert_eq!(cut("4-", "éàü42"), Some("42"));
        assert_eq!(cut("4-9", "éàü42"), Some("42"));
        assert_eq!(cut("6-", "éàü42"), None);
        assert_eq!(cut("last", "éàü4"), Some("4"));
    }

    #[test]
    fn odd_places_are_none() {
        for text in ["", "0", "-1", "3-2", "a", "1-2-3", "0-"] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
