//! What an entry tells of rows, column by column.

use std::fmt;

use serde_json::{Map, Value as Json};

use super::Entry;

/// How text is written that may have to be erased.
const HASHED: &str = "sha256:";

/// A row that was made, changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its table.
    pub table: String,
    /// Its number there.
    pub id: i64,
    /// Whether it was there before.
    pub was: bool,
    /// Whether it is there now.
    pub is: bool,
    /// What is told of it.
    pub columns: Vec<ToldColumn>,
}

/// A column of such a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldColumn {
    /// Its name.
    pub name: String,
    /// What stood there; nothing where nothing stood.
    pub before: Option<Value>,
    /// What stands there.
    pub after: Option<Value>,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// As it is.
    Plain(String),
    /// Text that may have been erased since, by its salted hash.
    Hashed(String),
}

impl Value {
    fn of(value: &Json) -> Option<Self> {
        match value {
            Json::Null => None,
            Json::String(text) => Some(match text.strip_prefix(HASHED) {
                Some(hash) => Self::Hashed(hash.to_owned()),
                None => Self::Plain(text.clone()),
            }),
            other => Some(Self::Plain(other.to_string())),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Hashed(hash) => write!(f, "{HASHED}{}…", hash.chars().take(8).collect::<String>()),
        }
    }
}

impl Entry {
    /// Returns the rows it tells of, in the order they were touched; nothing of an entry that cannot be read.
    pub fn told(&self) -> Vec<Told> {
        let (before, mut after) = (rows(self.before.as_deref()), rows(self.after.as_deref()));
        let mut told: Vec<Told> = Vec::new();
        for (table, id, old) in before {
            let new = after.iter().position(|(of, row, _)| (of, *row) == (&table, id)).map(|at| after.remove(at).2);
            told.push(Told { columns: columns(&old, new.as_ref()), is: new.is_some(), was: true, table, id });
        }
        let made =
            |(table, id, new)| Told { columns: columns(&Map::new(), Some(&new)), is: true, was: false, table, id };
        told.extend(after.into_iter().map(made));
        told
    }
}

fn rows(text: Option<&str>) -> Vec<(String, i64, Map<String, Json>)> {
    let rows: Vec<Map<String, Json>> = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let row = |mut row: Map<String, Json>| {
        let table = row.shift_remove("table")?.as_str()?.to_owned();
        let id = row.shift_remove("id")?.as_i64()?;
        Some((table, id, row))
    };
    rows.into_iter().filter_map(row).collect()
}

fn columns(old: &Map<String, Json>, new: Option<&Map<String, Json>>) -> Vec<ToldColumn> {
    let nothing = Map::new();
    let new = new.unwrap_or(&nothing);
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    let column = |name: &String| ToldColumn {
        name: name.clone(),
        before: old.get(name).and_then(Value::of),
        after: new.get(name).and_then(Value::of),
    };
    names.map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Deed;
    use crate::domain::audit::Who;

    #[test]
    fn rows_are_told_apart() {
        let who = Who { actor: None, user: "x".into(), uid: 1, acting_as: None };
        let entry = Entry {
            before: Some(r#"[{"table":"ticket","id":4,"priority":"low","team_id":7}]"#.into()),
            after: Some(
                r#"[{"table":"ticket","id":4,"priority":"high"},
                    {"table":"ticket_event","id":9,"kind":"note","body":"sha256:abcdef0123"}]"#
                    .into(),
            ),
            ..Entry::new("2026-01-15T09:00:00Z".parse().unwrap(), who, Deed::TicketEdit)
        };
        let told = entry.told();
        let told: Vec<String> = told
            .iter()
            .flat_map(|row| {
                row.columns.iter().map(move |column| {
                    let value = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), ToString::to_string);
                    let (before, after) = (value(&column.before), value(&column.after));
                    format!("{} {} {} {}: {before} {after}", row.was, row.table, row.id, column.name)
                })
            })
            .collect();
        assert_eq!(
            told,
            [
                "true ticket 4 priority: low high",
                "true ticket 4 team_id: 7 -",
                "false ticket_event 9 kind: - note",
                "false ticket_event 9 body: - sha256:abcdef01…",
            ]
        );
    }
}
