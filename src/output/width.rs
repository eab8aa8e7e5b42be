//! Columns on a screen: how many a text takes, and how to make it take fewer.

use unicode_width::UnicodeWidthStr;

/// Returns how many columns `text` takes.
pub(super) fn of(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Cuts `text` to at most `columns`, with `…` where something is missing.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if of(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else { return String::new() };
    let kept = if text.is_ascii() { room } else { prefix(text, room) };
    format!("{}…", text[..kept].trim_end())
}

/// Returns how many bytes of `text` fit into `room`.
fn prefix(text: &str, room: usize) -> usize {
    let (mut word, mut before) = (0, 0);
    let mut kept = 0;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        // The whole word is measured: an accent or a skin tone changes the width of what stands before it.
        let width = before + of(&text[word..end]);
        if width > room {
            break;
        }
        kept = end;
        if c == ' ' {
            (word, before) = (end, width);
        }
    }
    kept
}

/// Breaks `text` at spaces into lines of at most `columns`; a longer word, such as a link, stays whole.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    if of(text) <= columns {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for word in text.split_inclusive(' ') {
        let width = of(word.trim_end());
        if taken + width > columns && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
            taken = 0;
        }
        line += word;
        taken += of(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Narrows `widths` until they sum up to `room`: the widest first, to one level, none below its floor.
pub(super) fn fit(widths: &mut [usize], floors: &[usize], room: usize) {
    let at_level = |level: usize| widths.iter().zip(floors).map(move |(width, floor)| level.max(*floor).min(*width));
    let level = (0..=room).rev().find(|level| at_level(*level).sum::<usize>() <= room).unwrap_or(0);
    let narrowed: Vec<usize> = at_level(level).collect();
    // What the level leaves over is less than a column for each.
    let mut left = room.saturating_sub(narrowed.iter().sum());
    for (width, narrowed) in widths.iter_mut().zip(narrowed) {
        let extra = usize::from(left > 0 && narrowed == level && narrowed < *width);
        left -= extra;
        *width = narrowed + extra;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_never_takes_more_than_its_columns() {
        assert_eq!(cut("Printer on fire", 15), "Printer on fire");
        assert_eq!(cut("Printer on fire", 9), "Printer…");
        assert_eq!(cut("日本語テキスト", 6), "日本…");
        assert_eq!(cut("abc", 0), "");
        for columns in 0..20 {
            for text in ["日本語テキスト日本語テキスト", "e\u{301}e\u{301}e\u{301}e\u{301}", "👍🏽👍🏽👍🏽 ❤️❤️❤️ 🇩🇪🇮🇹🇫🇷"]
            {
                assert!(of(&cut(text, columns)) <= columns, "{text} {columns}");
            }
        }
    }

    #[test]
    fn lines_break_at_spaces_and_links_stay_whole() {
        assert_eq!(
            wrap("see https://desk.example/very/long for more", 12),
            ["see", "https://desk.example/very/long", "for more"]
        );
        assert_eq!(wrap("", 12), [""]);
        assert_eq!(wrap("  indented code that is long", 14), ["  indented", "code that is", "long"]);
    }

    #[test]
    fn the_widest_column_gives_way_first() {
        let mut widths = [4, 60, 30, 12];
        fit(&mut widths, &[4, 8, 8, 8], 60);
        assert_eq!(widths, [4, 22, 22, 12]);
        fit(&mut widths, &[4, 8, 8, 8], 57);
        assert_eq!(widths, [4, 21, 20, 12]);
        fit(&mut widths, &[4, 8, 8, 12], 10);
        assert_eq!(widths, [4, 8, 8, 12]);
    }
}
