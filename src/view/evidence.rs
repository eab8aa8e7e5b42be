//! Evidence: the bundle as it is written, and what came of checking one.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{TrialDetail, word};
use crate::app::Evidence;
use crate::domain::Instant;
use crate::domain::sla::Cycle;
use crate::domain::sla::evidence::{About, Check, FORMAT, FORMAT_VERSION, Outcome, Part, digest, seal};
use crate::output::{Cell, Column, OutputError, Row, Tone, compact};

/// A bundle of evidence: one JSON object, each part on a line of its own, so that it can be cut out and hashed.
#[derive(Debug)]
pub struct EvidenceText {
    /// The file's content.
    pub text: String,
    /// The digest of the whole, to be kept elsewhere.
    pub whole: String,
}

impl EvidenceText {
    /// Writes a bundle.
    ///
    /// # Errors
    /// None are known: the parts are values of our own.
    pub fn of(evidence: &Evidence) -> Result<Self, OutputError> {
        let about = About {
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            desk: env!("CARGO_PKG_VERSION").to_owned(),
            ticket: evidence.ticket.to_string(),
            at: evidence.at,
        };
        let part = |part: Part| match part {
            Part::About => compact(&about),
            Part::Case => compact(&evidence.case),
            Part::Log => compact(&evidence.log),
            Part::Versions => compact(&evidence.versions),
            Part::Zones => compact(&evidence.zones),
            Part::Verdict => compact(&TrialDetail::of(&evidence.cycles, evidence.at)),
        };
        let parts = Part::ALL.iter().map(|name| Ok((name.as_str(), part(*name)?)));
        let parts: Vec<(&str, String)> = parts.collect::<Result<_, OutputError>>()?;
        let mut digests: Vec<(&str, String)> = parts.iter().map(|(name, text)| (*name, digest(text))).collect();
        let whole = seal(digests.iter().map(|(_, digest)| digest.as_str()));
        digests.push(("whole", whole.clone()));
        let digests: Map<String, Value> =
            digests.into_iter().map(|(name, digest)| (name.to_owned(), digest.into())).collect();
        let lines = parts.into_iter().chain([("sha256", compact(&digests)?)]);
        let lines: Vec<String> = lines.map(|(name, text)| format!("\"{name}\":{text}")).collect();
        Ok(Self { text: format!("{{\n{}\n}}\n", lines.join(",\n")), whole })
    }
}

/// Compares the verdict that a bundle claims with the one its log comes to; each difference is a check of its own.
pub fn recomputed(claimed: &str, cycles: &[Cycle], at: Instant) -> Result<Vec<Check>, OutputError> {
    let comes = compact(&TrialDetail::of(cycles, at))?;
    if claimed == comes {
        let count = cycles.len();
        let promises = format!("{count} {}", if count == 1 { "promise" } else { "promises" });
        return Ok(vec![Check::holds("verdict, recomputed", promises)]);
    }
    let value = |text: &str| serde_json::from_str::<Value>(text).map_err(std::io::Error::from);
    let mut findings = Vec::new();
    differ("verdict", &value(claimed)?, &value(&comes)?, &mut findings);
    if findings.is_empty() {
        // Two readers may take different things from it: a key that comes twice, for one.
        findings.push(Check::failed("verdict, recomputed", "says the same in other words"));
    }
    Ok(findings)
}

/// Notes each place at which two values differ, where promises are called by their names.
fn differ(place: &str, says: &Value, comes: &Value, findings: &mut Vec<Check>) {
    match (says, comes) {
        (Value::Object(said), Value::Object(come)) => {
            let more = come.keys().filter(|name| !said.contains_key(*name));
            for name in said.keys().chain(more) {
                let of = |fields: &Map<String, Value>| fields.get(name).cloned().unwrap_or_default();
                differ(&format!("{place} {name}"), &of(said), &of(come), findings);
            }
        }
        (Value::Array(said), Value::Array(come)) => {
            let before = findings.len();
            for one in said {
                match come.iter().find(|other| name_of(other) == name_of(one)) {
                    Some(other) => differ(&name_of(one), one, other, findings),
                    None => findings.push(Check::of(name_of(one), Some("is so".to_owned()), None)),
                }
            }
            let more = come.iter().filter(|other| said.iter().all(|one| name_of(one) != name_of(other)));
            findings.extend(more.map(|other| Check::of(name_of(other), None, Some("is so".to_owned()))));
            if findings.len() == before && says != comes {
                findings.push(Check::failed(place, "another order, or one twice"));
            }
        }
        _ if says == comes => {}
        _ => findings.push(Check::of(place, Some(shown(says)), Some(shown(comes)))),
    }
}

/// Names a promise, or the level of one that was passed.
fn name_of(value: &Value) -> String {
    let words = ["metric", "cycle", "level"].iter().filter_map(|name| value.get(name)).map(shown);
    words.collect::<Vec<_>>().join(" ")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A check of a bundle, and how it came out.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct CheckRow {
    pub check: String,
    pub result: Outcome,
    pub says: Option<String>,
    pub comes_to: Option<String>,
}

impl CheckRow {
    /// Shows a check.
    pub fn of(check: Check) -> Self {
        let Check { what, outcome, says, comes_to } = check;
        Self { check: what, result: outcome, says, comes_to }
    }

    fn told(&self) -> Cell {
        match self.result {
            Outcome::Holds => Cell::toned("ok", Tone::Good),
            Outcome::Differs => Cell::toned("differs", Tone::Warn),
            Outcome::Failed => Cell::toned("FAILED", Tone::Bad),
        }
    }

    /// What comes to what was said need not be said twice.
    fn comes_to(&self) -> Cell {
        if self.says == self.comes_to { Cell::empty() } else { word(self.comes_to.as_deref().map(short).as_ref()) }
    }
}

/// Shows of a digest as much as an eye compares.
fn short(text: &str) -> String {
    let is_digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_digest { format!("{}…", &text[..16]) } else { text.to_owned() }
}

impl Row for CheckRow {
    const ONE: &'static str = "check";
    const MANY: &'static str = "checks";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("check", "check", |row, _| row.check.as_str().into()),
        Column::text("result", "result", |row, _| row.told()),
        Column::text("says", "says", |row, _| word(row.says.as_deref().map(short).as_ref())),
        Column::text("comes_to", "comes to", |row, _| row.comes_to()),
    ];
}
