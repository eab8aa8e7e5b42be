//! What is said of a command that was not carried out.

use std::error::Error as _;

use super::Stop;
use crate::error::{Error, ExitCode};
use crate::output::{Failure, OutputError};

/// Says why a command failed. A reader that went away is no failure, and has the exit code of success.
pub fn failure(why: &anyhow::Error) -> Failure {
    let (code, hint) = classify(why);
    let causes = why.chain().skip(1).map(ToString::to_string).collect();
    Failure { error: why.to_string(), causes, hint, exit_code: code as u8 }
}

fn classify(why: &anyhow::Error) -> (ExitCode, Option<String>) {
    if let Some(error) = why.downcast_ref::<Error>() {
        return (error.exit_code(), error.hint());
    }
    if let Some(stop) = why.downcast_ref::<Stop>() {
        return (stop.exit_code(), stop.hint());
    }
    if Stop::refused_value(why.as_ref()).is_some() {
        return (ExitCode::Usage, None);
    }
    match why.downcast_ref::<OutputError>() {
        Some(gone) if gone.is_broken_pipe() => (ExitCode::Done, None),
        Some(OutputError::NotEmpty { .. } | OutputError::NotOurs { .. }) => (ExitCode::Refused, None),
        Some(OutputError::UnknownField(_) | OutputError::UnknownExtension(_) | OutputError::Unfit(_)) => {
            (ExitCode::Usage, None)
        }
        _ => (ExitCode::Failed, None),
    }
}

/// Puts clap's refusal into our words: what is wrong in one line, and as a hint the nearest name or the usage.
pub fn misuse(refused: &clap::Error) -> Failure {
    let text = refused.render().to_string();
    let mut parts = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let first = parts.next().unwrap_or_default();
    let rest: Vec<String> = parts.collect();
    let said = |prefix: &str| rest.iter().find_map(|part| part.strip_prefix(prefix));
    // Given by the environment, these are no part of what to type.
    let usage = || said("Usage: ").map(|usage| usage.replace(" --db <FILE>", "").replace(" --config <FILE>", ""));
    let hint = said("tip: ").map(near_names).or_else(usage);
    // Our own values explain themselves, and name what was given.
    let own = refused.source().and_then(Stop::refused_value);
    let error = own.unwrap_or_else(|| first.trim_start_matches("error: ").to_owned());
    Failure { error, causes: Vec::new(), hint, exit_code: ExitCode::Usage as u8 }
}

/// Turns clap's `a similar argument exists: '--account'` into a question; leaves its other tips alone.
fn near_names(tip: &str) -> String {
    if !tip.contains("similar") {
        return tip.to_owned();
    }
    let names: Vec<String> = tip.split('\'').skip(1).step_by(2).map(|name| format!("`{name}`")).collect();
    format!("did you mean {}?", names.join(" or "))
}
