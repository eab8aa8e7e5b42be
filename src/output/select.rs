//! Which fields the data has, and which of them were asked for.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{OutputError, Row};
use crate::domain::Invalid;

/// Returns the fields of `value` with their values, in the order of its serde form.
pub(super) fn object<T: Serialize>(value: &T) -> io::Result<Map<String, Value>> {
    match serde_json::to_value(value)? {
        Value::Object(fields) => Ok(fields),
        other => Ok(Map::from_iter([("value".to_owned(), other)])),
    }
}

/// Returns the asked fields of `value`, in the order in which they were asked for.
pub(super) fn pick<T: Serialize>(value: &T, asked: &[String]) -> io::Result<Map<String, Value>> {
    let fields = object(value)?;
    Ok(asked.iter().map(|name| (name.clone(), fields.get(name).cloned().unwrap_or_default())).collect())
}

/// Returns every field of a list: the declared ones first, so that the header of an empty list is the same.
pub(super) fn fields_of<R: Row>(first: Option<&R>) -> Result<Vec<String>, OutputError> {
    let mut fields: Vec<String> = Vec::new();
    let serialised = first.map(object).transpose()?.unwrap_or_default();
    for field in R::COLUMNS.iter().map(|column| column.field).chain(serialised.keys().map(String::as_str)) {
        if !fields.iter().any(|known| known == field) {
            fields.push(field.to_owned());
        }
    }
    Ok(fields)
}

/// Refuses the first asked field that is not among the valid ones, suggesting the nearest.
pub(super) fn check(asked: &[String], valid: &[String]) -> Result<(), OutputError> {
    let words: Vec<&str> = valid.iter().map(String::as_str).collect();
    match asked.iter().find(|field| !valid.contains(field)) {
        Some(unknown) => Err(OutputError::UnknownField(Invalid::word(unknown, "a field", &words))),
        None => Ok(()),
    }
}
