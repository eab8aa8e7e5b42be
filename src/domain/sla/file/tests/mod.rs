//! The policy file's own tests.

mod diff;
mod example;
mod properties;
mod refusals;
mod shipped;
mod written;

use super::PolicyFile;
use crate::domain::calendar::Holiday;

/// The example of the design, word for word.
const EXAMPLE: &str = include_str!("example.toml");

fn no_import(file: &str) -> Result<Vec<Holiday>, String> {
    Err(format!("there is no file `{file}`"))
}

fn read(text: &str) -> PolicyFile {
    PolicyFile::read("policies.toml", text, &no_import).unwrap()
}

/// Returns what is wrong with a text whose first line is the one after the opening quote.
fn refused(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let refused = PolicyFile::read("p.toml", text, &no_import).unwrap_err();
    refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
