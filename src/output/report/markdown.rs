//! Reports as Markdown, with tables as GitHub knows them.

use std::fmt::Write;

use super::grid::Source;
use super::pack::{Cover, Part};
use super::{Figure, Line, Report, sentence};
use crate::output::{Align, escape};

/// Writes them, each with its pictures as text, where there are any.
pub(super) fn markdown(
    cover: &Cover<'_>,
    asked: Option<&[String]>,
    wide: bool,
    pictures: impl Fn(&Report) -> String,
) -> String {
    let mut text = format!("# {}\n", plain(cover.title));
    if !cover.about.is_empty() {
        text.extend(["\n", &plain(cover.about), "\n"]);
    }
    for Part { report, title, .. } in &cover.parts {
        if !cover.is_alone {
            text.extend(["\n## ", &plain(title), "\n\n", &plain(&report.about), "\n"]);
        }
        text += &body(report, asked, wide);
        text += &fenced(&pictures(report));
        if !report.notes.is_empty() {
            text.push('\n');
        }
        text.extend(report.notes.iter().map(|note| format!("- {}\n", plain(&sentence(note)))));
    }
    text
}

fn body(report: &Report, asked: Option<&[String]>, wide: bool) -> String {
    if report.lines.is_empty() {
        return "\nThere is nothing to report.\n".to_owned();
    }
    let sources = report.sources(asked, wide);
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let side = |source: &Source| match report.align(*source) {
        Align::Left => ":--",
        Align::Right => "--:",
    };
    let mut text = "\n".to_owned();
    text += &row(sources.iter().map(|source| plain(&report.heading(*source))).collect());
    text += &row(sources.iter().map(|source| side(source).to_owned()).collect());
    text.extend(report.lines.iter().map(|line| row(sources.iter().map(|source| cell(line, *source)).collect())));
    text
}

fn cell(line: &Line, source: Source) -> String {
    match source {
        Source::Name(_) => plain(line.name(source).unwrap_or("-")),
        Source::Figure(place) => plain(&line.figures.get(place).unwrap_or(&Figure::Nothing).whole()),
    }
}

/// Puts pictures where every letter is as wide as the others; no run of theirs ends the block.
fn fenced(pictures: &str) -> String {
    if pictures.is_empty() {
        return String::new();
    }
    let longest = pictures.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("\n{fence}text\n{pictures}{fence}\n")
}

/// Writes text that says what it says and does nothing: no markup, no link, no new cell.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in escape::line(text.trim()).chars() {
        match c {
            // A reference to a letter is seen as that letter by every reader, and is no markup.
            '<' | '>' | '&' | '@' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(plain("a|b *c* [d](e) <f> \u{1b}"), "a\\|b \\*c\\* \\[d\\](e) &#60;f&#62; \\\\u{1b}");
        assert_eq!(plain("Müller & Söhne, 97.50%"), "Müller &#38; Söhne, 97.50%");
    }

    #[test]
    fn no_name_ends_the_block_of_a_picture() {
        assert_eq!(fenced("a ``` b\n"), "\n````text\na ``` b\n````\n");
        assert_eq!(fenced(""), "");
    }
}
