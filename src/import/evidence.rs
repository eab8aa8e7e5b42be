//! Bundles of evidence: their parts as they stand, and what these say.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Refusal;
use super::timeline::plain;
use crate::domain::sla::evidence::{About, CaseText, Check, FORMAT, FORMAT_VERSION, Part, ZoneText, digest, seal};
use crate::domain::sla::file::StoredVersion;
use crate::domain::sla::{Book, Moment, Teams, Term, TimelineEntry, Version};

/// The parts as they stand in the file, byte by byte.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts<'a> {
    #[serde(borrow)]
    about: &'a RawValue,
    #[serde(borrow)]
    case: &'a RawValue,
    #[serde(borrow)]
    log: &'a RawValue,
    #[serde(borrow)]
    versions: &'a RawValue,
    #[serde(borrow)]
    zones: &'a RawValue,
    #[serde(borrow)]
    verdict: &'a RawValue,
    sha256: BTreeMap<String, String>,
}

/// As much of a bundle as tells whether it is one.
#[derive(Debug, Deserialize)]
struct Kind {
    about: KindAbout,
}

#[derive(Debug, Deserialize)]
struct KindAbout {
    format: String,
    format_version: u32,
}

/// A bundle, not yet believed.
#[derive(Debug)]
pub struct Bundle<'a> {
    texts: Texts<'a>,
}

/// What a bundle says.
#[derive(Debug)]
pub struct Evidence {
    /// What it is.
    pub about: About,
    /// What matching needs beside the log.
    pub case: CaseText,
    /// The contracts of the case.
    pub terms: Vec<Term>,
    /// What happened, as far as promises go.
    pub moments: Vec<Moment>,
    /// The policies through time.
    pub book: Book,
    /// The zones, and by which data they were reckoned.
    pub zones: Vec<ZoneText>,
    /// The verdict it claims, as it stands.
    pub verdict: String,
    /// What was checked of the parts while they were read.
    pub checks: Vec<Check>,
}

/// Opens a bundle.
///
/// # Errors
/// The text is no bundle of evidence, or one of a format to come.
pub fn evidence<'a>(file: &str, text: &'a str) -> Result<Bundle<'a>, Refusal> {
    let refuse = |why: String| Refusal::new(file, 0, why);
    let value: Value = serde_json::from_str(text).map_err(|why| {
        let line = u64::try_from(why.line()).unwrap_or(0);
        Refusal::new(file, line, "it is not JSON, expected what `desk sla evidence T42` writes")
    })?;
    match Kind::deserialize(&value) {
        Ok(Kind { about }) if about.format != FORMAT => {
            Err(refuse(format!("its format is `{}`, expected `{FORMAT}`", about.format)))
        }
        Ok(Kind { about }) if about.format_version > FORMAT_VERSION => Err(refuse(format!(
            "its format is version {}, and this program reads versions up to {FORMAT_VERSION}; use a later one",
            about.format_version
        ))),
        Ok(_) => serde_json::from_str(text)
            .map(|texts| Bundle { texts })
            .map_err(|why| refuse(format!("it is no whole bundle of evidence: {}", plain(&why)))),
        Err(_) => Err(refuse("it is no bundle of evidence, expected what `desk sla evidence T42` writes".to_owned())),
    }
}

impl Bundle<'_> {
    fn text(&self, part: Part) -> &str {
        let Texts { about, case, log, versions, zones, verdict, .. } = &self.texts;
        match part {
            Part::About => about,
            Part::Case => case,
            Part::Log => log,
            Part::Versions => versions,
            Part::Zones => zones,
            Part::Verdict => verdict,
        }
        .get()
    }

    /// Checks the digest of each part and of the whole.
    pub fn seals(&self) -> Vec<Check> {
        let digests: Vec<String> = Part::ALL.iter().map(|part| digest(self.text(*part))).collect();
        let whole = seal(digests.iter().map(String::as_str));
        let parts = Part::ALL.iter().map(|part| part.as_str()).zip(digests);
        parts.chain([("whole", whole)]).map(|(name, comes)| self.sealed(name, comes)).collect()
    }

    fn sealed(&self, name: &str, comes_to: String) -> Check {
        Check::of(format!("sha256 of {name}"), self.texts.sha256.get(name).cloned(), Some(comes_to))
    }

    /// Reads the parts.
    ///
    /// # Errors
    /// The first part that says nothing that can be read.
    pub fn read(&self) -> Result<Evidence, Check> {
        let about = self.part(Part::About)?;
        let case: CaseText = self.part(Part::Case)?;
        let terms = case.terms().map_err(|why| unreadable(Part::Case, why))?;
        let entries: Vec<&RawValue> = self.part(Part::Log)?;
        let (entries, moments) = log(&entries)?;
        let stored: Vec<StoredVersion> = self.part(Part::Versions)?;
        let versions = versions(&stored)?;
        let mut checks = vec![
            Check::holds("log entries", entries.len().to_string()),
            Check::holds("policy versions", versions.len().to_string()),
        ];
        checks.extend(bodies(&entries));
        let (zones, verdict) = (self.part(Part::Zones)?, self.text(Part::Verdict).to_owned());
        Ok(Evidence { about, case, terms, moments, book: Book::new(versions), zones, verdict, checks })
    }

    fn part<'d, T: Deserialize<'d>>(&'d self, part: Part) -> Result<T, Check> {
        serde_json::from_str(self.text(part)).map_err(|why| unreadable(part, plain(&why)))
    }
}

fn unreadable(part: Part, why: impl std::fmt::Display) -> Check {
    Check::failed(part.as_str(), why.to_string())
}

fn log(entries: &[&RawValue]) -> Result<(Vec<TimelineEntry>, Vec<Moment>), Check> {
    let (mut read, mut moments, mut teams) = (Vec::new(), Vec::new(), Teams::new());
    for (number, entry) in (1..).zip(entries) {
        let refuse = |why: String| Check::failed(format!("log entry {number}"), why);
        let entry: TimelineEntry = serde_json::from_str(entry.get()).map_err(|why| refuse(plain(&why)))?;
        moments.extend(entry.moments(&mut teams).map_err(|why| refuse(why.to_string()))?);
        read.push(entry);
    }
    Ok((read, moments))
}

fn versions(stored: &[StoredVersion]) -> Result<Vec<Version>, Check> {
    let read = |stored: &StoredVersion| {
        stored.read().map_err(|refused| {
            let sentences: Vec<String> = refused.iter().map(ToString::to_string).collect();
            unreadable(Part::Versions, sentences.join("; "))
        })
    };
    stored.iter().map(read).collect()
}

/// Checks what was written against its digests, where it is there.
fn bodies(entries: &[TimelineEntry]) -> Vec<Check> {
    let told = |entry: &&TimelineEntry| matches!(entry, TimelineEntry::Message { body: Some(_), .. });
    let false_ones = (1..).zip(entries).filter(|(_, entry)| entry.belies_its_digest());
    let wrong =
        |(number, _): (usize, _)| Check::failed(format!("text of log entry {number}"), "not what its sha256 says");
    match (entries.iter().filter(told).count(), false_ones.map(wrong).collect::<Vec<_>>()) {
        (0, _) => Vec::new(),
        (count, wrong) if wrong.is_empty() => vec![Check::holds("text of messages", count.to_string())],
        (_, wrong) => wrong,
    }
}
