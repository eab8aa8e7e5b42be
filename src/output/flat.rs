//! Values of JSON written into one cell of a line.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::select;

/// A value as one piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flat {
    /// The value, not escaped.
    pub(super) text: String,
    /// Whether somebody may have typed it, so that it could pose as a formula; numbers and money cannot.
    pub(super) typed: bool,
}

impl Flat {
    /// Writes `value`: null as nothing, text as it is, money as `1234.50 EUR`, a list with commas, the rest as JSON.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::exact(String::new()),
            Value::Bool(yes) => Self::exact(yes.to_string()),
            Value::Number(number) => Self::exact(number.to_string()),
            Value::String(text) => Self::typed(text.clone()),
            Value::Array(items) if items.iter().all(is_scalar) => {
                let items: Vec<Self> = items.iter().map(Self::of).collect();
                let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                Self { text: texts.join(","), typed: items.iter().any(|item| item.typed) }
            }
            Value::Object(fields) => money(fields).map_or_else(|| Self::typed(value.to_string()), Self::exact),
            Value::Array(_) => Self::typed(value.to_string()),
        }
    }

    pub(super) fn typed(text: String) -> Self {
        Self { text, typed: true }
    }

    fn exact(text: String) -> Self {
        Self { text, typed: false }
    }
}

fn is_scalar(value: &Value) -> bool {
    match value {
        Value::Array(_) => false,
        Value::Object(fields) => money(fields).is_some(),
        _ => true,
    }
}

/// Returns `1234.50 EUR` if the object is an amount of money, or the price of a unit, and nothing else.
fn money(fields: &Map<String, Value>) -> Option<String> {
    let (amount, currency) = (fields.get("amount")?.as_str()?, fields.get("currency")?.as_str()?);
    let is_whole = fields.get("minor").is_some_and(Value::is_i64);
    let is_bare = fields.len() == 2 || (fields.len() == 3 && is_whole);
    (is_bare && amount.parse::<rust_decimal::Decimal>().is_ok()).then(|| format!("{amount} {currency}"))
}

/// Returns the cells of `row` for `fields`.
pub(super) fn record<T: Serialize>(row: &T, fields: &[String]) -> io::Result<Vec<Flat>> {
    let values = select::object(row)?;
    Ok(fields.iter().map(|field| Flat::of(values.get(field).unwrap_or(&Value::Null))).collect())
}

/// Returns one `path, value` pair for every leaf of nested fields: `messages.0.body`.
pub(super) fn leaves(fields: &Map<String, Value>) -> Vec<(String, Flat)> {
    let mut found = Vec::new();
    for (name, value) in fields {
        descend(name.clone(), value, &mut found);
    }
    found
}

fn descend(path: String, value: &Value, found: &mut Vec<(String, Flat)>) {
    match value {
        Value::Object(fields) if money(fields).is_none() && !fields.is_empty() => {
            fields.iter().for_each(|(name, value)| descend(format!("{path}.{name}"), value, found));
        }
        Value::Array(items) if !items.iter().all(is_scalar) => {
            items.iter().enumerate().for_each(|(place, value)| descend(format!("{path}.{place}"), value, found));
        }
        Value::Object(fields) if fields.is_empty() => found.push((path, Flat::exact(String::new()))),
        _ => found.push((path, Flat::of(value))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_value_has_one_text() {
        let flat = |value| Flat::of(&value).text;
        assert_eq!(flat(json!(null)), "");
        assert_eq!(flat(json!(true)), "true");
        assert_eq!(flat(json!(-5)), "-5");
        assert_eq!(flat(json!({"amount": "1234.50", "minor": 123_450, "currency": "EUR"})), "1234.50 EUR");
        assert_eq!(flat(json!({"amount": "0.0125", "currency": "EUR"})), "0.0125 EUR");
        assert_eq!(flat(json!(["vip", "late", 3])), "vip,late,3");
        assert_eq!(flat(json!([])), "");
        assert_eq!(flat(json!([{"a": 1}])), r#"[{"a":1}]"#);
    }

    #[test]
    fn only_what_people_type_counts_as_typed() {
        let owed = json!({"amount": "-5.00", "minor": -500, "currency": "EUR"});
        assert!(!Flat::of(&owed).typed && !Flat::of(&json!(-5)).typed && !Flat::of(&json!([1, 2])).typed);
        assert!(Flat::of(&json!("-5")).typed && Flat::of(&json!(["=1"])).typed);
        let disguised = json!({"amount": "=cmd()", "minor": 0, "currency": "EUR"});
        assert!(Flat::of(&disguised).typed);
    }
}
