//! How a file's columns become a kind's fields: a TOML file, flags, or both.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::domain::{Invalid, Seconds, Zone};

use super::amount::Mark;
use super::moment::{Moments, Pattern};
use super::refusal::{Refusal, line_at};
use super::rule::Rule;

/// The most bytes a mapping may have.
const LIMIT: u64 = 1 << 20;

/// What is said about a file's columns. An empty mapping takes every column whose name is a field's.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// The mapping file's name, for refusals.
    pub(super) file: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) source: Option<String>,
    /// Cells that mean missing.
    pub(super) null: Vec<String>,
    pub(super) moments: Moments,
    /// What stands before the decimals of amounts.
    pub(super) decimal: Option<Mark>,
    pub(super) one_per: Vec<String>,
    /// Columns passed over by name.
    pub(super) ignore: Vec<String>,
    /// Whether all columns without a place are passed over.
    pub(super) ignore_others: bool,
    pub(super) fields: Vec<Mapped>,
}

/// One field's rule, and where it was said.
#[derive(Debug, Clone)]
pub(super) struct Mapped {
    pub(super) field: String,
    pub(super) rule: Rule,
    /// The line of the mapping file; `None` if it came as a flag.
    pub(super) line: Option<u64>,
}

/// A mapping file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    kind: Option<String>,
    source: Option<String>,
    #[serde(default)]
    null: Vec<String>,
    #[serde(default, deserialize_with = "datetime")]
    datetime: Option<Pattern>,
    #[serde(default, deserialize_with = "date")]
    date: Option<Pattern>,
    #[serde(default, deserialize_with = "zone")]
    zone: Option<Zone>,
    decimal: Option<Mark>,
    #[serde(default, deserialize_with = "one_or_more")]
    one_per: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    fields: BTreeMap<Spanned<String>, Rule>,
}

impl Mapping {
    /// Reads a mapping file; what is wrong with it is refused with its line.
    pub fn read(path: &Path) -> Result<Self, Refusal> {
        let file = path.to_string_lossy();
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_string(&mut text));
        match read {
            Ok(bytes) if bytes as u64 > LIMIT => Err(Refusal::new(&file, 0, "more than 1 MiB, which no mapping needs")),
            Ok(_) => Self::parse(&file, &text),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Refusal::new(&file, 0, "not UTF-8")),
            Err(error) => Err(Refusal::new(&file, 0, format!("cannot be read: {error}"))),
        }
    }

    /// Reads a mapping's text; `file` is the name that refusals give.
    pub fn parse(file: &str, text: &str) -> Result<Self, Refusal> {
        let sheet: Sheet = toml::from_str(text).map_err(|error| Refusal::toml(file, text, &error))?;
        let fields = sheet.fields.into_iter().map(|(field, rule)| {
            let line = Some(line_at(text, field.span().start));
            Mapped { field: field.into_inner(), rule, line }
        });
        let (others, ignore): (Vec<_>, Vec<_>) = sheet.ignore.into_iter().partition(|column| column == "*");
        Ok(Self {
            file: Some(file.to_owned()),
            kind: sheet.kind,
            source: sheet.source,
            null: sheet.null,
            moments: Moments { datetime: sheet.datetime, date: sheet.date, zone: sheet.zone, ..Moments::default() },
            decimal: sheet.decimal,
            one_per: sheet.one_per,
            ignore,
            ignore_others: !others.is_empty(),
            fields: fields.collect(),
        })
    }

    /// Adds what `--map COLUMN=FIELD` says; it replaces what was said about the field before.
    pub fn map(&mut self, flag: &str) -> Result<(), Invalid> {
        match flag.rsplit_once('=').map(|(column, field)| (column.trim(), field.trim())) {
            Some((column, field)) if !column.is_empty() && !field.is_empty() => {
                self.set(field, Rule::column(column));
                Ok(())
            }
            _ => Err(Invalid::new(flag, "a mapping", "COLUMN=FIELD, e.g. `Customer=account`")),
        }
    }

    /// Adds what `--ignore a,b` says; `*` passes over every column that has no place.
    pub fn ignore(&mut self, flag: &str) {
        for column in flag.split(',').map(str::trim).filter(|column| !column.is_empty()) {
            match column {
                "*" => self.ignore_others = true,
                column => self.ignore.push(column.to_owned()),
            }
        }
    }

    /// Sets the source that external ids are unique within, over what the file says.
    pub fn set_source(&mut self, source: &str) {
        self.source = Some(source.to_owned());
    }

    /// Moves every instant by `span`: how a sample stays as fresh as on the day it was written.
    pub fn set_shift(&mut self, span: Seconds) {
        self.moments.shift = span;
    }

    /// Sets the zone of instants that carry none, over what the file says.
    pub fn set_zone(&mut self, zone: Zone) {
        self.moments.zone = Some(zone);
    }

    /// Returns the source that external ids are unique within, if one is named.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    fn set(&mut self, field: &str, rule: Rule) {
        self.fields.retain(|mapped| mapped.field != field);
        self.fields.push(Mapped { field: field.to_owned(), rule, line: None });
    }
}

fn datetime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Pattern>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Pattern::datetime(&text).map(Some).map_err(de::Error::custom)
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Pattern>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Pattern::date(&text).map(Some).map_err(de::Error::custom)
}

fn zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Zone>, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse().map(Some).map_err(de::Error::custom)
}

fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected the name of a column, or a list of names")]
    enum OneOrMore {
        One(String),
        More(Vec<String>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(column) => vec![column],
        OneOrMore::More(columns) => columns,
    })
}
