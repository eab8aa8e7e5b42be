//! Taking out of the file what somebody wrote and who they were; that it happened stays.

use std::collections::BTreeSet;

use rusqlite::{ToSql, params};
use serde_json::{Value as Json, json};

use super::{Store, Tx};
use crate::domain::audit::{Told, ToldColumn, Value};
use crate::domain::contact::{ERASED, erased_key};
use crate::domain::{ContactId, Instant, QuoteId, TicketId};
use crate::error::Error;

/// A message that was erased.
#[derive(Debug, Clone, Copy)]
struct Message {
    event: i64,
    ticket: TicketId,
}

impl Store {
    /// Empties the write-ahead log, so that nothing of what was erased is left in it, unless others are using it.
    pub fn empty_log(&self) -> Result<(), Error> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

impl Tx<'_> {
    /// Tells whether a contact was erased.
    pub fn is_erased(&self, contact: ContactId) -> Result<bool, Error> {
        const SQL: &str = "SELECT erased_at IS NOT NULL FROM contact WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([contact], |row| row.get(0))?)
    }

    /// Notes of a new contact, of whom nothing is known, that they were erased elsewhere.
    pub fn note_erased(&self, contact: ContactId, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE contact SET erased_at = ?2 WHERE id = ?1";
        self.connection.prepare_cached(SQL)?.execute(params![contact, at])?;
        Ok(())
    }

    /// Erases a contact's name, addresses and messages, wherever the file keeps them. Returns the rows that were changed,
    /// as the audit log tells of them, and how many messages they are.
    pub fn erase_contact(&self, contact: ContactId, at: Instant) -> Result<(String, usize), Error> {
        const WHO: &str =
            "UPDATE contact SET name = ?2, email = NULL, phone = NULL, language = NULL, department = NULL,
            active = 0, erased_at = ?3, external_id = ?4 WHERE id = ?1";
        const KEY: &str = "SELECT external_id FROM contact WHERE id = ?1";
        const IMAGES: &str = "DELETE FROM batch_changed WHERE object = 'contact' AND row_id = ?1";
        // What is deleted is overwritten, and so is what the index of words forgets.
        self.connection.execute_batch(
            "PRAGMA secure_delete = ON; INSERT INTO ticket_text (ticket_text, rank) VALUES ('secure-delete', 1);",
        )?;
        let messages = self.messages_of(contact)?;
        let said = self.said_on_quotes(contact)?;
        self.forget_kept_texts(contact, &messages)?;
        let of_quotes = |row: &Told| said.iter().any(|said| said.is(row));
        for quote in said.iter().map(|said| said.quote).collect::<BTreeSet<QuoteId>>() {
            self.forget_texts_told(&quote.to_string(), &of_quotes)?;
        }
        self.erase_messages(&messages)?;
        self.erase_said(&said)?;
        let key: Option<String> = self.connection.prepare_cached(KEY)?.query_row([contact], |row| row.get(0))?;
        let key = key.map(|key| erased_key(&key).unwrap_or(key));
        self.connection.prepare_cached(WHO)?.execute(params![contact, ERASED, at, key])?;
        self.connection.prepare_cached(IMAGES)?.execute([contact])?;
        self.connection.execute_batch("INSERT INTO ticket_text (ticket_text, rank) VALUES ('secure-delete', 0);")?;
        let mut rows = vec![json!({ "table": "contact", "id": contact.number(), "erased_at": at.epoch() })];
        let erased = |message: &Message| json!({ "table": "ticket_event", "id": message.event, "body": ERASED });
        rows.extend(messages.iter().map(erased));
        rows.extend(said.iter().map(|said| said.told()));
        Ok((Json::Array(rows).to_string(), messages.len() + said.len()))
    }

    fn messages_of(&self, contact: ContactId) -> Result<Vec<Message>, Error> {
        const SQL: &str =
            "SELECT id, ticket_id FROM ticket_event WHERE contact_id = ?1 AND body IS NOT NULL ORDER BY id";
        let mut statement = self.connection.prepare(SQL)?;
        let messages = statement.query_map([contact], |row| Ok(Message { event: row.get(0)?, ticket: row.get(1)? }))?;
        Ok(messages.collect::<Result<_, _>>()?)
    }

    /// Changes entries of logs.
    fn erase_messages(&self, messages: &[Message]) -> Result<(), Error> {
        const SQL: &str = "UPDATE ticket_event SET body = ?2 WHERE id = ?1";
        self.unguarded("ticket_event_is_append_only_update", || {
            for Message { event, .. } in messages {
                self.forget_text(*event, *event)?;
                self.connection.prepare_cached(SQL)?.execute(params![event, ERASED])?;
                self.index_texts(*event, *event)?;
            }
            Ok(())
        })
    }

    /// Forgets the texts that audit entries know by their hashes, with the salts that would let them be guessed.
    fn forget_kept_texts(&self, contact: ContactId, messages: &[Message]) -> Result<(), Error> {
        let theirs = |row: &Told| row.table == "contact" && row.id == contact.number();
        self.forget_texts_told(&contact.to_string(), &theirs)?;
        let events: BTreeSet<i64> = messages.iter().map(|message| message.event).collect();
        let tickets: BTreeSet<TicketId> = messages.iter().map(|message| message.ticket).collect();
        let written = |row: &Told| row.table == "ticket_event" && events.contains(&row.id);
        tickets.iter().try_for_each(|ticket| self.forget_texts_told(&ticket.to_string(), &written))
    }

    fn forget_texts_told(&self, object: &str, of: &dyn Fn(&Told) -> bool) -> Result<(), Error> {
        const SQL: &str = "DELETE FROM audit_text WHERE hash = ?1";
        let mut hashes = Vec::new();
        self.each_audit_of(object, |link| {
            let columns = link.entry.told().into_iter().filter(of).flat_map(|row| row.columns);
            let values = columns.flat_map(|ToldColumn { before, after, .. }| [before, after]).flatten();
            hashes.extend(values.filter_map(|value| match value {
                Value::Hashed(hash) => Some(hash),
                Value::Plain(_) => None,
            }));
            Ok(())
        })?;
        let mut forget = self.connection.prepare_cached(SQL)?;
        hashes.iter().try_for_each(|hash| forget.execute([hash as &dyn ToSql]).map(drop))?;
        Ok(())
    }
}
