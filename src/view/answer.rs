//! What became of the commands of a batch.

use serde::Serialize;
use serde_json::Value;

use crate::output::Failure;

/// What became of one command.
#[derive(Debug, Serialize)]
pub struct AnswerLine {
    /// Where it stands, from 1.
    pub line: u64,
    /// What was to be done, if that could be read.
    #[serde(rename = "do")]
    pub verb: Option<String>,
    /// Whether it was carried out.
    pub ok: bool,
    /// The exit code it would have had by itself.
    pub exit: u8,
    /// What it made or changed.
    pub id: Option<String>,
    /// What it prints as JSON.
    pub result: Option<Value>,
    /// What it says beside that.
    pub notes: Vec<String>,
    /// Why it was not carried out.
    pub error: Option<Failure>,
    /// Whether all of it was undone, as is the way of a dry run.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
}
