//! What asks for a review.

use serde::Serialize;

use crate::domain::QuoteId;
use crate::domain::quote::{Concern, ReviewRule};
use crate::output::{Cell, Detail, Human, Section, Tone};

/// A rule that asks for a review, and why.
#[derive(Debug, Clone, Serialize)]
pub struct ConcernRow {
    rule: ReviewRule,
    /// Nothing where it is the whole.
    line: Option<u32>,
    why: String,
}

/// What of a revision asks for a review.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct ReviewDetail {
    pub id: QuoteId,
    pub revision: u32,
    /// Whether it takes one before it is sent.
    pub needs_review: bool,
    pub concerns: Vec<ConcernRow>,
}

impl ReviewDetail {
    /// Takes what asks for a review.
    pub fn of(id: QuoteId, revision: u32, concerns: Vec<Concern>) -> Self {
        let row = |Concern { rule, line, why }| ConcernRow { rule, line, why };
        Self { id, revision, needs_review: !concerns.is_empty(), concerns: concerns.into_iter().map(row).collect() }
    }
}

impl Detail for ReviewDetail {
    fn sections(&self, _: &Human) -> Vec<Section> {
        let told = |concern: &ConcernRow| {
            let place = concern.line.map_or_else(String::new, |line| format!("line {line}: "));
            (concern.rule.as_str(), Cell::toned(format!("{place}{}", concern.why), Tone::Warn))
        };
        let mut facts: Vec<(&'static str, Cell)> = self.concerns.iter().map(told).collect();
        if facts.is_empty() {
            facts.push(("review", Cell::toned("not needed: it may be sent", Tone::Good)));
        }
        vec![Section::Fields(Some(format!("{}, revision {}", self.id, self.revision)), facts)]
    }
}
