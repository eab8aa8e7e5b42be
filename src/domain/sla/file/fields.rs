//! Tables of the file: which keys they may have, and values of the right kind out of them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::refusal::Mistakes;
use crate::domain::Invalid;

/// What a table is for.
pub(super) struct Kind {
    /// What one of its keys is, with its article.
    pub(super) what: &'static str,
    /// The keys it may have.
    pub(super) keys: &'static [&'static str],
    /// How it is written.
    pub(super) form: &'static str,
}

/// A key with its value.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t, 'i> {
    pub(super) key: &'t str,
    /// Where the key stands.
    pub(super) at: usize,
    pub(super) value: &'t Spanned<DeValue<'i>>,
}

impl Entry<'_, '_> {
    /// Returns the key as messages write it.
    pub(super) fn quoted(&self) -> String {
        format!("`{}`", self.key)
    }
}

/// A text of the file, and where it stands.
pub(super) struct Text<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) at: usize,
}

/// A table whose keys are known ones.
pub(super) struct Fields<'t, 'i> {
    pub(super) mistakes: &'t Mistakes,
    /// Where the table begins: at its header, if it has one.
    pub(super) at: usize,
    table: &'t DeTable<'i>,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// Opens a table and refuses the keys it may not have.
    pub(super) fn of(mistakes: &'t Mistakes, table: &'t DeTable<'i>, at: usize, kind: &Kind) -> Self {
        for entry in entries(table) {
            if !kind.keys.contains(&entry.key) {
                mistakes.refuse(entry.at, Invalid::word(entry.key, kind.what, kind.keys));
            }
        }
        Self { mistakes, at, table }
    }

    /// Opens the value of `key` as a table, if it is one.
    pub(super) fn open(mistakes: &'t Mistakes, entry: Entry<'t, 'i>, kind: &Kind) -> Option<Self> {
        let table = table(mistakes, entry, kind.form)?;
        Some(Self::of(mistakes, table, entry.value.span().start, kind))
    }

    pub(super) fn entry(&self, key: &str) -> Option<Entry<'t, 'i>> {
        let (name, value) = self.table.get_key_value(key)?;
        Some(Entry { key: name.get_ref(), at: name.span().start, value })
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Takes a text out, if there is one under `key`.
    pub(super) fn text(&self, key: &str, expected: &str) -> Option<Text<'t>> {
        let entry = self.entry(key)?;
        text(self.mistakes, &format!("`{key}`"), entry.value, expected)
    }

    /// Reads the text under `key`, if there is one.
    pub(super) fn parsed<T: FromStr<Err: fmt::Display>>(&self, key: &str, expected: &str) -> Option<T> {
        let Text { text, at } = self.text(key, expected)?;
        self.mistakes.accept(at, text.parse())
    }

    /// Reads the text under `key`, which has to be there.
    pub(super) fn required<T: FromStr<Err: fmt::Display>>(&self, key: &str, owner: &str, expected: &str) -> Option<T> {
        if !self.has(key) {
            self.mistakes.refuse(self.at, format_args!("{owner} has no `{key}`, expected {expected}"));
        }
        self.parsed(key, expected)
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let entry = self.entry(key)?;
        let flag = entry.value.get_ref().as_bool();
        if flag.is_none() {
            refuse_kind(self.mistakes, &format!("`{key}`"), entry.value, "`true` or `false`");
        }
        flag
    }

    /// Takes the texts out of the list under `key`; none if there is no list, or something else in it.
    pub(super) fn list(&self, key: &str, expected: &str) -> Option<Vec<Text<'t>>> {
        list(self.mistakes, self.entry(key)?, expected)
    }

    /// Takes the table of free keys under `key`.
    pub(super) fn table(&self, key: &str, expected: &str) -> Option<&'t DeTable<'i>> {
        table(self.mistakes, self.entry(key)?, expected)
    }
}

/// Returns the keys and values of a table in the order they were written.
pub(super) fn entries<'t, 'i>(table: &'t DeTable<'i>) -> impl Iterator<Item = Entry<'t, 'i>> {
    table.iter().map(|(key, value)| Entry { key: key.get_ref(), at: key.span().start, value })
}

pub(super) fn table<'t, 'i>(mistakes: &Mistakes, entry: Entry<'t, 'i>, expected: &str) -> Option<&'t DeTable<'i>> {
    let table = entry.value.get_ref().as_table();
    if table.is_none() {
        refuse_kind(mistakes, &entry.quoted(), entry.value, expected);
    }
    table
}

pub(super) fn list<'t>(mistakes: &Mistakes, entry: Entry<'t, '_>, expected: &str) -> Option<Vec<Text<'t>>> {
    let Some(list) = entry.value.get_ref().as_array() else {
        refuse_kind(mistakes, &entry.quoted(), entry.value, expected);
        return None;
    };
    let item = format!("an entry of `{}`", entry.key);
    let texts: Vec<_> = list.iter().filter_map(|value| text(mistakes, &item, value, "text in quotes")).collect();
    (texts.len() == list.len()).then_some(texts)
}

/// Takes a text, or a date, which TOML knows without quotes; a refusal calls it `what`.
pub(super) fn text<'t>(
    mistakes: &Mistakes,
    what: &str,
    value: &'t Spanned<DeValue<'_>>,
    expected: &str,
) -> Option<Text<'t>> {
    let text = match value.get_ref() {
        DeValue::String(text) => Cow::Borrowed(text.as_ref()),
        DeValue::Datetime(date) => Cow::Owned(date.to_string()),
        _ => {
            refuse_kind(mistakes, what, value, expected);
            return None;
        }
    };
    Some(Text { text, at: value.span().start })
}

/// Refuses a value of the wrong kind, calling it `what`.
pub(super) fn refuse_kind(mistakes: &Mistakes, what: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
    let kind = match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "a flag",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    mistakes.refuse(value.span().start, format_args!("{what} is {kind}, expected {expected}"));
}
