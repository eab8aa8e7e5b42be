//! Colour: what a tone looks like, and how it passes through a layout that counts columns.

use anstyle::{AnsiColor, Style};

/// What a cell says beside its words. The words must say the same, since colour may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// What is there for completeness.
    Dim,
    /// All is well.
    Good,
    /// Needs a look soon.
    Warn,
    /// Went wrong.
    Bad,
}

impl Tone {
    /// Every tone that looks different from plain text, in the order of their marks.
    const MARKED: [Self; 5] = [Self::Strong, Self::Dim, Self::Good, Self::Warn, Self::Bad];

    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Dim => Style::new().dimmed(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Warn => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default().bold(),
        }
    }

    /// Returns `text` in this tone's colours.
    pub(super) fn colour(self, text: &str) -> String {
        let style = self.style();
        format!("{style}{text}{style:#}")
    }
}

/// The first mark. Marks are bidi controls: no wider than nothing, and never part of escaped text.
const FIRST_MARK: u32 = 0x2066;
/// The mark after a marked text.
const END: char = '\u{202c}';

/// Puts `text`, which must be escaped, between marks that take no room; [`paint`] turns them into colours.
pub(super) fn mark(text: &str, tone: Tone) -> String {
    let place = Tone::MARKED.iter().position(|marked| *marked == tone).and_then(|place| u32::try_from(place).ok());
    match place.and_then(|place| char::from_u32(FIRST_MARK + place)) {
        Some(start) if !text.is_empty() => format!("{start}{text}{END}"),
        _ => text.to_owned(),
    }
}

/// Replaces the marks in `text` by the colours they stand for.
pub(super) fn paint(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let place = u32::from(c).checked_sub(FIRST_MARK).and_then(|place| usize::try_from(place).ok());
        if c == END {
            out += &anstyle::Reset.to_string();
        } else if let Some(tone) = place.and_then(|place| Tone::MARKED.get(place)) {
            out += &tone.style().to_string();
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::output::escape;

    #[test]
    fn marks_take_no_room_and_cannot_come_from_text() {
        for tone in Tone::MARKED {
            let marked = mark("late", tone);
            assert_eq!(marked.width(), 4);
            assert_eq!(paint(&marked), format!("{}late\u{1b}[0m", tone.style()));
            assert_eq!(marked.chars().filter(|c| escape::is_hidden(*c)).count(), 2);
        }
        assert_eq!(mark("late", Tone::Plain), "late");
    }
}
