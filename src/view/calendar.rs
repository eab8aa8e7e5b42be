//! Business time on screen.

use serde::Serialize;

use crate::domain::{Instant, Seconds};
use crate::output::{Cell, Detail, Human, Section};

/// When so much business time has passed.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct EndDetail {
    pub end: Instant,
}

/// How much business time lies between two instants.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct SpanDetail {
    pub seconds: Seconds,
}

/// When a calendar is open next.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct OpenDetail {
    pub at: Instant,
}

fn fact(name: &'static str, value: String) -> Vec<Section> {
    vec![Section::Fields(None, vec![(name, Cell::plain(value))])]
}

impl Detail for EndDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        fact("end", human.at(self.end))
    }
}

impl Detail for SpanDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        fact("business time", human.span(self.seconds))
    }
}

impl Detail for OpenDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        fact("open at", human.at(self.at))
    }
}
