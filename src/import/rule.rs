//! How one field is filled from a file's columns.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::slice::{Range, Slice};

/// Where a field's value comes from, and what is done to it on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) origin: Origin,
    /// Only rows of which this holds have a value.
    pub(super) when: Option<When>,
    pub(super) refinement: Refinement,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The same value in every row.
    Constant(String),
    /// One column, or several joined by a text; missing parts are left out.
    Columns(Vec<String>, String),
}

/// What is done to a value, in the order of these fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Refinement {
    /// The part of the text that is taken.
    pub(super) slice: Option<Slice>,
    /// Values that mean missing here, beside those that do so in the whole file.
    pub(super) null: Vec<String>,
    /// The file's words and the desk's; any other is refused.
    pub(super) values: Option<BTreeMap<String, String>>,
    pub(super) case: Option<Case>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// What a missing value becomes, as it is.
    pub(super) default: Option<String>,
}

/// Which letters a value is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Case {
    Lower,
    Upper,
}

/// A condition on another column of the same row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    pub(super) column: String,
    pub(super) is: Vec<String>,
}

impl Rule {
    /// Takes a column as it is.
    pub(super) fn column(name: &str) -> Self {
        let origin = Origin::Columns(vec![name.to_owned()], String::new());
        Self { origin, when: None, refinement: Refinement::default() }
    }

    /// Takes the same value in every row.
    pub(super) fn constant(value: &str) -> Self {
        Self { origin: Origin::Constant(value.to_owned()), when: None, refinement: Refinement::default() }
    }

    /// Returns every column that the rule reads.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        let columns: &[String] = match &self.origin {
            Origin::Constant(_) => &[],
            Origin::Columns(columns, _) => columns,
        };
        columns.iter().chain(self.when.iter().map(|when| &when.column)).map(String::as_str)
    }
}

/// A rule's table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    value: Option<Scalar>,
    column: Option<String>,
    columns: Option<Vec<String>>,
    join: Option<String>,
    split: Option<String>,
    part: Option<Range>,
    characters: Option<Range>,
    #[serde(default)]
    null: Vec<String>,
    values: Option<BTreeMap<String, Scalar>>,
    case: Option<Case>,
    prefix: Option<String>,
    suffix: Option<String>,
    default: Option<Scalar>,
    when: Option<When>,
}

impl TryFrom<Table> for Rule {
    type Error = &'static str;

    fn try_from(table: Table) -> Result<Self, Self::Error> {
        let joined = table.join.is_some();
        let origin = match (table.value, table.column, table.columns) {
            (Some(value), None, None) => Origin::Constant(value.0),
            (None, Some(column), None) => Origin::Columns(vec![column], String::new()),
            (None, None, Some(columns)) if !columns.is_empty() => {
                Origin::Columns(columns, table.join.unwrap_or_else(|| " ".to_owned()))
            }
            _ => return Err("expected exactly one of `value`, `column` and `columns`"),
        };
        if joined && !matches!(&origin, Origin::Columns(columns, _) if columns.len() > 1) {
            return Err("`join` goes with several `columns`");
        }
        let slice = match (table.split, table.part, table.characters) {
            (None, None, None) => None,
            (Some(separator), Some(part), None) if !separator.is_empty() => Some(Slice::Parts(separator, part)),
            (None, None, Some(places)) => Some(Slice::Characters(places)),
            _ => return Err("`split` goes with `part`, as in `split = \" - \", part = 1`; `characters` goes alone"),
        };
        let refinement = Refinement {
            slice,
            null: table.null,
            values: table.values.map(|values| values.into_iter().map(|(from, Scalar(to))| (from, to)).collect()),
            case: table.case,
            prefix: table.prefix.unwrap_or_default(),
            suffix: table.suffix.unwrap_or_default(),
            default: table.default.map(|Scalar(default)| default),
        };
        if matches!(origin, Origin::Constant(_)) && refinement != Refinement::default() {
            return Err("a constant `value` goes with nothing but `when`");
        }
        Ok(Self { origin, when: table.when, refinement })
    }
}

/// Reads a column's name, or a table.
impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrTable;

        impl<'de> Visitor<'de> for NameOrTable {
            type Value = Rule;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a column, or a table such as `{ column = \"state\", default = \"new\" }`")
            }

            fn visit_str<E>(self, column: &str) -> Result<Rule, E> {
                Ok(Rule::column(column))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Rule, A::Error> {
                let table = Table::deserialize(MapAccessDeserializer::new(table))?;
                table.try_into().map_err(de::Error::custom)
            }
        }

        deserializer.deserialize_any(NameOrTable)
    }
}

/// A text, whole number or truth value, as the text that a cell would have.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Plain;

        impl Visitor<'_> for Plain {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a whole number, or true or false")
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Scalar, E> {
                Ok(Scalar(truth.to_string()))
            }
        }

        deserializer.deserialize_any(Plain)
    }
}
