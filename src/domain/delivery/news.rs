//! What a parcel says.

use serde::{Deserialize, Serialize};

use super::{Addressee, DeliveryChannel, Message};
use crate::domain::{Code, Instant};

/// News of a promise, or a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum News {
    /// A clock has passed a level.
    Promise(Box<Message>),
    /// Somebody wanted a report to be sent.
    Report(ReportNews),
}

impl News {
    /// Returns who is told.
    pub fn recipients(&self) -> &[Addressee] {
        match self {
            Self::Promise(message) => &message.recipients,
            Self::Report(report) => &report.recipients,
        }
    }

    /// Returns when there was something to tell.
    pub const fn at(&self) -> Instant {
        match self {
            Self::Promise(message) => message.detected_at,
            Self::Report(report) => report.at,
        }
    }
}

words! {
    /// What tells a report from other news.
    ReportKind, "a kind of report";
    /// A report.
    Report = "report",
}

/// A report on its way. Its fields are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportNews {
    /// The same at each attempt to deliver it: `report/weekly/2026-11-22T06:00:00Z/mail`, and `…/mail/2` if it is sent once
    /// more within the second.
    pub key: String,
    /// That it is a report.
    pub kind: ReportKind,
    /// Its title and its date, in one line.
    pub text: String,
    /// The name it is saved under.
    pub report: Code,
    /// When it was made.
    pub at: Instant,
    /// What it tells, in Markdown.
    pub body: String,
    /// Who is told.
    pub recipients: Vec<Addressee>,
    /// What goes along with it.
    pub files: Vec<Enclosure>,
}

/// A file that goes along with a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// What it is called.
    pub name: String,
    /// What kind of file it is: `text/html`.
    pub media_type: String,
    /// What is in it, in base 64.
    pub base64: String,
}

impl ReportNews {
    /// Returns it as it goes one way, with the key of the first of its second, or of a further one.
    #[must_use]
    pub fn addressed(&self, channel: DeliveryChannel, nth: u32) -> Self {
        let Self { report, at, .. } = self;
        let further = if nth > 1 { format!("/{nth}") } else { String::new() };
        Self { key: format!("report/{report}/{at}/{channel}{further}"), ..self.clone() }
    }
}
