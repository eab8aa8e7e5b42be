//! `[reports]` in `config.toml`: reports that are asked for by one name.

use serde::Deserialize;

use crate::domain::Invalid;
use crate::domain::sla::Recipient;

/// A report as it is saved: `[reports.weekly]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedReport {
    /// What stands over it.
    pub title: String,
    /// What it shows, each as it is typed behind `desk report`.
    pub show: Vec<String>,
    /// Who is sent it.
    #[serde(default)]
    pub to: Vec<To>,
}

/// Somebody who is sent a report.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct To(pub Recipient);

impl TryFrom<String> for To {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse().map(Self)
    }
}
