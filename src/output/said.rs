//! What a command said, for whoever tells it on.

use serde_json::Value;

/// What a command said while its output was held back.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Said {
    /// Its data as in JSON, or its text.
    pub data: Option<Value>,
    /// Its notes and warnings, in their order.
    pub notes: Vec<String>,
}
