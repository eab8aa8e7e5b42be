//! Rust source as these tests read it: without comments and literals, and as the paths it names.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the program.
pub(crate) struct Source {
    /// Its path below `src`, with `/`.
    pub(crate) path: String,
    /// Its text, comments and literals blanked.
    pub(crate) code: String,
}

/// Returns the repository's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns every Rust file below a folder of the repository.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns every file of the program.
pub(crate) fn program() -> Vec<Source> {
    let src = root().join("src");
    let read = |path: PathBuf| Source {
        path: path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/"),
        code: bare(&fs::read_to_string(&path).unwrap()),
    };
    files(&src).into_iter().map(read).collect()
}

impl Source {
    /// Returns the layer the file belongs to: `app` for `app/ticket/open.rs`, `error` for `error.rs`.
    pub(crate) fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// Returns the paths that begin at a crate's root, each without that root.
    pub(crate) fn paths(&self, root: &str) -> Vec<String> {
        let mut found = Vec::new();
        for rest in after_word(&self.code, root) {
            if let Some(mut rest) = rest.trim_start().strip_prefix("::") {
                branch(&mut rest, "", &mut found);
            }
        }
        found
    }

    /// Returns the paths that climb to our crate's root by `super`, each without the climb.
    pub(crate) fn climbs(&self) -> Vec<String> {
        let depth = self.path.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").count();
        self.paths("super").into_iter().filter_map(|path| climb(&path, depth)).collect()
    }

    /// Tells whether a macro is called.
    pub(crate) fn calls(&self, name: &str) -> bool {
        after_word(&self.code, name).any(|rest| rest.starts_with('!'))
    }
}

/// Follows `super::super::store` from a module so deep; what stays below the root is nobody else's business.
fn climb(path: &str, depth: usize) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    let further = parts.iter().take_while(|part| **part == "super").count();
    (1 + further >= depth).then(|| parts[further..].join("::"))
}

/// Reads `a::{b, c::d}` as `a::b` and `a::c::d`.
fn branch(rest: &mut &str, path: &str, found: &mut Vec<String>) {
    *rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix('{') {
        *rest = inside;
        while !rest.is_empty() && !rest.starts_with('}') {
            branch(rest, path, found);
            *rest = rest.trim_start();
            // Past ` as name`, up to the next branch or the end of this one.
            let end = rest.find([',', '}']).unwrap_or(rest.len());
            *rest = rest[end..].trim_start_matches(',').trim_start();
        }
        *rest = rest.strip_prefix('}').unwrap_or(rest);
        return;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    let path = if path.is_empty() { word.to_owned() } else { format!("{path}::{word}") };
    *rest = after;
    if let Some(further) = after.strip_prefix("::") {
        *rest = further;
        branch(rest, &path, found);
    } else {
        found.push(path);
    }
}

/// Returns what follows each place where a word stands by itself.
fn after_word<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).filter_map(move |(at, _)| {
        let (before, after) = (&code[..at], &code[at + word.len()..]);
        let alone = !before.ends_with(part_of_word) && !before.ends_with("::") && !after.starts_with(part_of_word);
        alone.then_some(after)
    })
}

/// Blanks comments and literals; line breaks stay.
fn bare(text: &str) -> String {
    let (mut rest, mut code) = (text, String::with_capacity(text.len()));
    while let Some(first) = rest.chars().next() {
        let in_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if let Some(length) = inert(rest, in_word) {
            code.push(' ');
            code.extend(rest[..length].chars().filter(|c| *c == '\n'));
            length
        } else {
            code.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    code
}

/// Returns the length of the comment or literal that begins here, if one does.
fn inert(rest: &str, in_word: bool) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    if rest.starts_with('"') {
        return Some(quoted(rest, '"'));
    }
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !in_word) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(rest.len() - inside.len() + inside.find(&close).map_or(inside.len(), |end| end + close.len()));
    }
    let mut character = rest.strip_prefix('\'')?.chars();
    match (character.next(), character.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => Some(quoted(rest, '\'')),
        _ => None, // a lifetime
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[test]
fn comments_and_literals_are_no_code() {
    let text = "a /* store:: */ \"b\\\"\" r#\"c\"c\"# 'd' '\\'' &'e f // g\nh b\"i\"";
    assert_eq!(bare(text).split_whitespace().collect::<Vec<_>>(), ["a", "&'e", "f", "h", "b"]);
}

#[test]
fn paths_are_read_through_groups_and_climbs() {
    let code = "use crate::{app::{Desk, self}, view as seen}; crate::domain::Zone::system(); \
                xcrate::no; use super::super::store::Tx; use super::near;";
    let source =
        Source { path: "app/ticket/open.rs".to_owned(), code: code.replace("super::super", "super::super::super") };
    assert_eq!(source.paths("crate"), ["app::Desk", "app::self", "view", "domain::Zone::system"]);
    assert_eq!(source.climbs(), ["store::Tx"]);
    assert_eq!(source.layer(), "app");
}
