//! Text made safe to show: what would move a cursor, turn the reading direction or hide itself is spelled out.

use std::borrow::Cow;
use std::fmt::Write;

pub use crate::domain::is_hidden;

/// Escapes for one line: breaks and tabs become a space, other hidden characters `\u{1b}`.
pub fn line(text: &str) -> Cow<'_, str> {
    rewrite(text, |c, next, out| match c {
        '\r' if next == Some('\n') => {}
        '\n' | '\r' | '\t' => out.push(' '),
        _ => spell(c, out),
    })
}

/// Escapes for several lines: line breaks and tabs stay (`\r\n` becomes `\n`), other hidden characters are spelled out.
pub fn prose(text: &str) -> Cow<'_, str> {
    rewrite(text, |c, next, out| match c {
        '\r' if next == Some('\n') => {}
        '\n' | '\t' => out.push(c),
        _ => spell(c, out),
    })
}

/// Escapes for a message: as [`prose`], and every line but the first is indented, so that text quoted in it cannot pass
/// itself off as a message of its own.
pub fn message(text: &str) -> String {
    prose(text.trim_end()).replace('\n', "\n  ")
}

/// Escapes for a field of a TSV line: `\t`, `\n`, `\r`, `\\`, and `\u{1b}` for the rest.
pub fn tsv(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_hidden(c) || c == '\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c if is_hidden(c) => spell(c, &mut out),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Escapes for a CSV field, which may hold line breaks and tabs; the quotes around it are the writer's business.
pub fn csv(text: &str) -> Cow<'_, str> {
    rewrite(text, |c, next, out| match c {
        '\r' if next == Some('\n') => out.push(c),
        '\n' | '\t' => out.push(c),
        _ => spell(c, out),
    })
}

/// Puts a `'` before text that a spreadsheet would take for a formula. Text that has such quotes already gets one more,
/// so that a reader who takes one off always gets back what there was.
pub fn defuse(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

/// Rewrites the hidden characters of `text` by `with`, which is told the character after each.
fn rewrite(text: &str, with: impl Fn(char, Option<char>, &mut String)) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_hidden(c) {
            with(c, chars.peek().copied(), &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn spell(c: char, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_spelled_out_and_others_left_alone() {
        assert_eq!(
            line("a\u{1b}[31mb\u{202e}c\u{e0041}d\u{9b}e\0"),
            "a\\u{1b}[31mb\\u{202e}c\\u{e0041}d\\u{9b}e\\u{0}"
        );
        assert_eq!(line("日本 Müller 👍🏽 ❤️ é"), "日本 Müller 👍🏽 ❤️ é");
    }

    #[test]
    fn breaks_are_kept_where_several_lines_may_be() {
        assert_eq!(line("a\r\nb\nc\td\re"), "a b c d e");
        assert_eq!(prose("a\r\nb\nc\td\re"), "a\nb\nc\td\\u{d}e");
        assert_eq!(csv("a\r\nb\nc\td\re"), "a\r\nb\nc\td\\u{d}e");
        assert_eq!(tsv("a\r\nb\tc\\d\u{1b}"), "a\\r\\nb\\tc\\\\d\\u{1b}");
        assert_eq!(message("no such file `a\nerror: b`\n"), "no such file `a\n  error: b`");
    }

    #[test]
    fn formulas_are_defused_and_one_quote_off_gives_the_text_back() {
        for text in ["=1+1", "+39", "-x", "@a", "\t=", "\r\n=", "＝1", "＋1", "－1", "＠a", "'=1", "''=1"] {
            assert_eq!(defuse(text.into()), format!("'{text}"));
        }
        for text in ["", "a=1", "'quoted'", " =1", "1-1"] {
            assert_eq!(defuse(text.into()), text);
        }
    }
}
