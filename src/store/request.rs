//! What was asked under a key, and how it was answered.

use std::fmt::Display;

use rusqlite::{OptionalExtension, params};

use super::Tx;
use crate::domain::{Instant, Line};
use crate::error::Error;

/// How something was answered that was asked under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it made or changed.
    pub id: String,
    /// What was said of it.
    pub notes: Vec<String>,
}

impl Answer {
    /// Says one thing of what was made or changed.
    pub fn of(id: impl Display, note: String) -> Self {
        Self { id: id.to_string(), notes: vec![note] }
    }
}

/// An answer that was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// The SHA-256 of what it answered, in hexadecimal digits.
    pub sha256: String,
    /// When.
    pub at: Instant,
}

impl Tx<'_> {
    /// Returns how a key was answered.
    pub fn answered(&self, key: &Line) -> Result<Option<Answered>, Error> {
        const SQL: &str = "SELECT sha256, at, id, notes FROM request WHERE key = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let found =
            statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?)));
        let Some((sha256, at, id, notes)) = found.optional()? else { return Ok(None) };
        let odd = |why| Error::Store { context: format!("the answer to `{key}`: {why}"), source: None };
        let notes = serde_json::from_str(&notes).map_err(odd)?;
        Ok(Some(Answered { answer: Answer { id, notes }, sha256, at }))
    }

    /// Keeps how a key was answered.
    pub fn keep_answer(&self, key: &Line, sha256: &str, at: Instant, answer: &Answer) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO request (key, sha256, at, id, notes) VALUES (?1, ?2, ?3, ?4, ?5)";
        let notes = serde_json::to_string(&answer.notes).unwrap_or_default();
        self.connection.prepare_cached(SQL)?.execute(params![key, sha256, at, answer.id, notes])?;
        Ok(())
    }
}
