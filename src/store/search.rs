//! Full-text search over subjects and messages.

use rusqlite::{Connection, params};

use super::{Tx, scope};
use crate::domain::scope::Scope;
use crate::domain::{EventId, TicketId};
use crate::error::Error;

/// A ticket that a search found, and where.
#[derive(Debug, Clone)]
pub struct Found {
    /// The ticket.
    pub ticket: TicketId,
    /// The words around the match.
    pub excerpt: String,
    /// How good the match is: the lower, the better.
    pub rank: f64,
}

impl Tx<'_> {
    /// Makes an event's words findable.
    pub(super) fn index_text(&self, event: EventId, subject: Option<&str>, body: Option<&str>) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO ticket_text (rowid, subject, body) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(SQL)?.execute(params![event, subject, body])?;
        Ok(())
    }

    /// Returns the tickets in sight whose subject or messages hold all of the words, the best match first. What is in the
    /// backlog is not found.
    pub fn search(&self, words: &str, limit: u32, scope: &Scope) -> Result<Vec<Found>, Error> {
        find(self.connection, words, limit, &scope::words(scope))
    }
}

/// Searches the words that are indexed in a file, of events that a condition takes.
pub(super) fn find(connection: &Connection, words: &str, limit: u32, shown: &str) -> Result<Vec<Found>, Error> {
    let sql = format!(
        "WITH hit AS (
          SELECT e.ticket_id, w.rank AS rank, snippet(ticket_text, -1, '', '', '…', 12) AS excerpt
          FROM ticket_text w JOIN ticket_event e ON e.id = w.rowid
          WHERE ticket_text MATCH ?1 AND {shown} ORDER BY w.rank LIMIT 10000)
        SELECT ticket_id, excerpt, min(rank) AS best FROM hit GROUP BY ticket_id ORDER BY best, ticket_id LIMIT ?2"
    );
    let wanted = quoted(words);
    if wanted.is_empty() {
        // Nothing but quotes: no words, and to the engine an error.
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map(params![wanted, limit], |row| {
        Ok(Found { ticket: row.get(0)?, excerpt: row.get(1)?, rank: row.get(2)? })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The engine's MATCH is a language in which `a-b` and `50%` are errors: every word goes in as a quoted string. A
/// phrase in quotes stays one.
fn quoted(words: &str) -> String {
    let phrases = words.split('"').enumerate().flat_map(|(index, part)| {
        // Every second part stood between quotes.
        if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
    });
    phrases
        .filter(|phrase| !phrase.trim().is_empty())
        .map(|phrase| format!("\"{phrase}\""))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_and_phrases_are_quoted_whatever_they_hold() {
        assert_eq!(quoted("late order"), r#""late" "order""#);
        assert_eq!(quoted(r#"50% off-price "line down" x"#), r#""50%" "off-price" "line down" "x""#);
        assert_eq!(quoted(r#"un"finished NEAR("#), r#""un" "finished NEAR(""#);
    }
}
