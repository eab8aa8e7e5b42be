//! Whole imports, from bytes to rows and refusals.

mod examples;
mod instructions;
mod mappings;
mod objects;
mod orders;
mod properties;
mod reading;
mod refusals;
mod rejects;
mod rows;

use std::fmt::Write;
use std::str::FromStr;

use crate::domain::Invalid;

use super::{Field, Format, Import, Kind, Mapping, Source};

/// A kind of a bit of everything.
static TICKETS: Kind = Kind {
    name: "tickets",
    key: &["external_id"],
    fields: &[
        Field::required("external_id", "an id", "T-1", "The ticket's id where it comes from"),
        Field::required("subject", "a line of text", "Late order", "What it is about"),
        Field::optional("priority", "a priority", "high", "How urgent it is"),
        Field::optional("created_at", "an instant", "2026-11-21T09:00:00Z", "When it came in"),
        Field::optional("due", "a date", "2026-11-21", "When it is due"),
        Field::optional("active", "a yes or no", "yes", "Whether it counts"),
        Field::optional("tier", "a tier", "2", "The account's tier"),
        Field::optional("source", "a source", "erp", "Where it comes from"),
    ],
};

/// A word to be refused.
#[derive(Debug)]
enum Priority {
    Low,
    High,
}

impl FromStr for Priority {
    type Err = Invalid;

    fn from_str(word: &str) -> Result<Self, Invalid> {
        match word {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err(Invalid::word(word, "a priority", &["low", "high"])),
        }
    }
}

fn mapping(text: &str) -> Mapping {
    Mapping::parse("map.toml", text).unwrap()
}

fn csv(bytes: &[u8]) -> Source {
    Source::from_bytes("t.csv", Format::Csv, bytes)
}

fn jsonl(text: &str) -> Source {
    Source::from_bytes("t.jsonl", Format::Jsonl, text.as_bytes())
}

/// Opens and reads everything, and writes down each row's fields or refusal.
fn told(source: Source, mapping: &Mapping) -> String {
    told_as(&TICKETS, source, mapping)
}

fn told_as(kind: &'static Kind, source: Source, mapping: &Mapping) -> String {
    let import = match Import::open(source, kind, mapping) {
        Ok(import) => import,
        Err(refusals) => return refusals.iter().map(|refusal| format!("{refusal}\n")).collect::<Vec<_>>().concat(),
    };
    let (mut rows, mut told) = (import.rows().unwrap(), String::new());
    while let Some(row) = rows.next_row() {
        match row {
            Err(refusal) => writeln!(told, "{refusal}").unwrap(),
            Ok(row) => {
                let field = |field: &Field| Some(format!("{}={:?}", field.name, row.text(field.name)?));
                let fields: Vec<String> = kind.fields.iter().filter_map(field).collect();
                writeln!(told, "{}: {}", row.line(), fields.join(" ")).unwrap();
            }
        }
    }
    told
}

/// Reads bytes as a csv file of tickets without a mapping.
fn told_csv(bytes: impl AsRef<[u8]>) -> String {
    told(csv(bytes.as_ref()), &Mapping::default())
}
