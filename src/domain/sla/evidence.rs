//! Evidence: what it takes to recompute a verdict without a desk, and the digests that hold it together.

use super::{Case, Term};
use crate::domain::{Instant, Invalid, Sha256Sum, Zone};
use serde::{Deserialize, Serialize};

/// What a bundle of evidence calls its format.
pub const FORMAT: &str = "desk-evidence";
/// The version of the format that this program writes, and the last it reads.
pub const FORMAT_VERSION: u32 = 1;

words! {
    /// A part of a bundle, in its order.
    Part, "a part of a bundle";
    /// What the bundle is.
    About = "about",
    /// What the log does not tell, and matching needs.
    Case = "case",
    /// What happened.
    Log = "log",
    /// The policy versions.
    Versions = "versions",
    /// The time zones of their calendars.
    Zones = "zones",
    /// What was promised, and what came of it.
    Verdict = "verdict",
}

/// Returns the SHA-256 of a text in UTF-8, as `sha256sum` writes it.
pub fn digest(text: &str) -> String {
    Sha256Sum::of(text.as_bytes())
}

/// Returns the digest of the whole: of the parts' digests in their order, a line each.
pub fn seal<'a>(digests: impl IntoIterator<Item = &'a str>) -> String {
    let lines: String = digests.into_iter().flat_map(|digest| [digest, "\n"]).collect();
    digest(&lines)
}

/// What a bundle says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format")]
pub struct About {
    pub format: String,
    pub format_version: u32,
    /// The program's version.
    pub desk: String,
    pub ticket: String,
    /// As of when it was judged.
    pub at: Instant,
}

/// What matching needs beside the log, as a bundle tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format")]
pub struct CaseText {
    pub account: Option<String>,
    pub queue: Option<String>,
    pub contracts: Vec<TermText>,
}

/// A contract as a bundle tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format")]
pub struct TermText {
    pub number: String,
    pub policy: Option<String>,
    pub from: Instant,
    pub until: Option<Instant>,
    pub recorded_at: Instant,
    pub ended: Option<EndText>,
    /// What had been said of its end before, in the order of saying.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended_before: Vec<EndText>,
}

/// The end of a contract that ended otherwise than agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format")]
pub struct EndText {
    pub until: Instant,
    pub recorded_at: Instant,
}

impl CaseText {
    /// Tells a case.
    pub fn of(case: &Case<'_>) -> Self {
        Self {
            account: case.account.map(str::to_owned),
            queue: case.queue.map(str::to_owned),
            contracts: case.contracts.iter().map(TermText::of).collect(),
        }
    }

    /// Returns the contracts.
    ///
    /// # Errors
    /// A number that is none.
    pub fn terms(&self) -> Result<Vec<Term>, Invalid> {
        self.contracts.iter().map(TermText::term).collect()
    }

    /// Returns the case with its contracts.
    pub fn case<'a>(&'a self, terms: &'a [Term]) -> Case<'a> {
        Case { contracts: terms, account: self.account.as_deref(), queue: self.queue.as_deref() }
    }
}

impl TermText {
    fn of(term: &Term) -> Self {
        let mut ends: Vec<EndText> =
            term.ended.iter().map(|&(until, recorded_at)| EndText { until, recorded_at }).collect();
        Self {
            number: term.number.to_string(),
            policy: term.policy.as_ref().map(ToString::to_string),
            from: term.from,
            until: term.until,
            recorded_at: term.recorded_at,
            ended: ends.pop(),
            ended_before: ends,
        }
    }

    fn term(&self) -> Result<Term, Invalid> {
        Ok(Term {
            number: self.number.parse()?,
            policy: self.policy.as_deref().map(Into::into),
            from: self.from,
            until: self.until,
            recorded_at: self.recorded_at,
            ended: self.ended_before.iter().chain(&self.ended).map(|end| (end.until, end.recorded_at)).collect(),
        })
    }
}

/// A time zone, and by which data it was reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format")]
pub struct ZoneText {
    pub zone: String,
    /// Of the system's file; none where the program's own copy was used, and of UTC, which has no rules.
    pub sha256: Option<String>,
}

impl ZoneText {
    /// Compares the data by which a zone was reckoned, by the program of version `desk`, with this machine's.
    pub fn check(&self, desk: &str) -> Check {
        let what = format!("zone {}", self.zone);
        let Ok(here) = self.zone.parse::<Zone>() else { return Check::failed(what, "is not known here") };
        let told = |told: &Self, desk: &str| match told.sha256.clone() {
            Some(sha256) => sha256,
            // There is nothing that could differ.
            None if told.zone == Zone::utc().name() => "no rules".to_owned(),
            None => format!("the copy in desk {desk}"),
        };
        let (says, comes_to) = (told(self, desk), told(&Self::of(&here), env!("CARGO_PKG_VERSION")));
        let outcome = if says == comes_to { Outcome::Holds } else { Outcome::Differs };
        Check { what, outcome, says: Some(says), comes_to: Some(comes_to) }
    }

    /// Tells of a zone by which data this machine reckons.
    pub fn of(zone: &Zone) -> Self {
        Self { zone: zone.name().to_owned(), sha256: zone.data().map(|data| Sha256Sum::of(&data)) }
    }
}

words! {
    /// How a check of a bundle came out.
    Outcome, "an outcome";
    /// It holds.
    Holds = "ok",
    /// It holds no less, but this machine reckons by other data.
    Differs = "differs",
    /// It does not hold.
    Failed = "failed",
}

/// Something that was checked of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub what: String,
    /// How it came out.
    pub outcome: Outcome,
    /// What the bundle says, if it says anything.
    pub says: Option<String>,
    /// What it comes to here, if it comes to anything.
    pub comes_to: Option<String>,
}

impl Check {
    /// Compares what a bundle says with what it comes to.
    pub fn of(what: impl Into<String>, says: Option<String>, comes_to: Option<String>) -> Self {
        let outcome = if says == comes_to { Outcome::Holds } else { Outcome::Failed };
        Self { what: what.into(), outcome, says, comes_to }
    }

    /// Notes that something holds, and what was found of it.
    pub fn holds(what: impl Into<String>, found: impl Into<String>) -> Self {
        let found = Some(found.into());
        Self { what: what.into(), outcome: Outcome::Holds, says: found.clone(), comes_to: found }
    }

    /// Notes that something does not hold, and why.
    pub fn failed(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), outcome: Outcome::Failed, says: None, comes_to: Some(why.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_sha256sum() {
        // printf abc | sha256sum
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // printf 'a\nb\n' | sha256sum
        assert_eq!(seal(["a", "b"]), "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
    }

    #[test]
    fn a_case_told_and_read_is_the_case() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let (agreed, ended) = (at("2026-12-31T23:00:00Z"), (at("2026-06-30T22:00:00Z"), at("2026-05-01T00:00:00Z")));
        let terms = [Term {
            number: "C-1".parse().unwrap(),
            policy: Some("gold".into()),
            from: at("2025-12-31T23:00:00Z"),
            until: Some(agreed),
            recorded_at: at("2025-12-01T00:00:00Z"),
            ended: vec![(at("2026-07-31T22:00:00Z"), at("2026-04-01T00:00:00Z")), ended],
        }];
        let case = Case { contracts: &terms, account: Some("ACME"), queue: Some("orders@supplier.example") };
        let told = CaseText::of(&case);
        assert_eq!(told.terms().unwrap(), terms);
        let read = told.case(&terms);
        assert_eq!((read.contracts, read.account, read.queue), (case.contracts, case.account, case.queue));
    }

    #[test]
    fn a_check_holds_if_what_is_said_is_what_it_comes_to() {
        let check = |says: &str, comes: &str| Check::of("x", Some(says.to_owned()), Some(comes.to_owned())).outcome;
        assert_eq!((check("a", "a"), check("a", "b")), (Outcome::Holds, Outcome::Failed));
    }

    #[test]
    fn zones_are_compared_by_their_data_or_by_the_program_that_carries_it() {
        let here = env!("CARGO_PKG_VERSION");
        let zone =
            |name: &str, sha256: Option<&str>| ZoneText { zone: name.to_owned(), sha256: sha256.map(str::to_owned) };
        // UTC has no rules: no program could carry other ones.
        let utc = zone("UTC", None).check("0.0.1");
        assert_eq!((utc.outcome, utc.says.as_deref()), (Outcome::Holds, Some("no rules")));
        let rome = ZoneText::of(&"Europe/Rome".parse().unwrap());
        assert_eq!(rome.check(here).outcome, Outcome::Holds);
        assert_eq!(zone("Europe/Rome", Some("00")).check(here).outcome, Outcome::Differs);
        let bundled = zone("Europe/Rome", None).check("0.0.1");
        assert_eq!((bundled.outcome, bundled.says.as_deref()), (Outcome::Differs, Some("the copy in desk 0.0.1")));
        assert_eq!(zone("Europe/Rom", None).check(here).outcome, Outcome::Failed);
    }
}
