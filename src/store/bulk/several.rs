//! Several rows in one statement: what the engine does before and after the rows of a statement costs as much as two of
//! them.
//!
//! `OR FAIL`: a statement that fails leaves behind what it has done, and the transaction undoes that with all the rest. To
//! be able to take back one statement alone, the engine copies each page before its first change.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use rusqlite::{Connection, Statement};

use super::{Beginning, Standing};
use crate::domain::TicketId;
use crate::domain::ticket::Event;
use crate::error::Error;
use crate::store::places::Places;
use crate::store::{Key, event, sla, ticket};

/// How many rows go into one statement: as many as fit of the first number, then of the next.
const SIZES: [usize; 3] = [64, 8, 1];

/// Splits rows into parts, each of one of [`SIZES`].
fn parts<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|size| *size <= rows.len())?;
        let (part, rest) = rows.split_at(size);
        rows = rest;
        Some(part)
    })
}

/// Returns places for so many rows: `(?1, ?2), (?3, ?4)`.
fn places(rows: usize, width: usize) -> String {
    let row = |row: usize| {
        let cells: Vec<String> = (1..=width).map(|cell| format!("?{}", row * width + cell)).collect();
        format!("({})", cells.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Statements of one sort, prepared when they are first needed.
struct Statements<'a, K> {
    connection: &'a Connection,
    kept: HashMap<K, Statement<'a>>,
}

impl<'a, K: std::hash::Hash + Eq> Statements<'a, K> {
    fn new(connection: &'a Connection) -> Self {
        Self { connection, kept: HashMap::new() }
    }

    fn get(&mut self, key: K, sql: impl FnOnce(&K) -> String) -> rusqlite::Result<&mut Statement<'a>> {
        match self.kept.entry(key) {
            Slot::Occupied(kept) => Ok(kept.into_mut()),
            Slot::Vacant(none) => {
                let statement = self.connection.prepare(&sql(none.key()))?;
                Ok(none.insert(statement))
            }
        }
    }
}

/// Writes the rows of new tickets: a statement for each number of them, with their own numbers or without.
pub(super) struct Tickets<'a> {
    statements: Statements<'a, (usize, bool)>,
}

impl<'a> Tickets<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { statements: Statements::new(connection) }
    }

    /// Writes them, in the order of their numbers.
    pub(super) fn write(&mut self, tickets: &[Beginning], source: i64) -> Result<(), Error> {
        let numbered = !self.follow_the_last(tickets)?;
        let width = ticket::ADDED_CELLS + usize::from(numbered);
        for tickets in parts(tickets) {
            let statement = self.statements.get((tickets.len(), numbered), |(rows, numbered)| {
                let id = if *numbered { "id, " } else { "" };
                format!("INSERT OR FAIL INTO ticket ({id}{}) VALUES {}", ticket::ADDED, places(*rows, width))
            })?;
            statement.clear_bindings();
            for (it, place) in tickets.iter().zip((1..).step_by(width)) {
                let (ticket, key) = (&it.standing.ticket, Key { source, external_id: &it.external_id });
                if numbered {
                    statement.raw_bind_parameter(place, ticket.id)?;
                }
                let mut places = Places::from(statement, place + usize::from(numbered));
                ticket::put(&mut places, ticket, it.standing.deadlines, Some((key, it.digest)))?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }

    /// Tells whether the engine would give them the numbers that they have. Several rows with numbers in one statement it
    /// would copy pages for, whatever `OR FAIL` says: a number may turn out to be none.
    fn follow_the_last(&self, tickets: &[Beginning]) -> Result<bool, Error> {
        const SQL: &str = "SELECT coalesce(max(id), 0) FROM ticket";
        let last: i64 = self.statements.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
        Ok(tickets.iter().zip(last + 1..).all(|(it, number)| it.standing.ticket.id.number() == number))
    }
}

/// An event on its way into the log of a ticket, with its id in the source it comes from, if it has one.
pub(super) struct Entry<'e> {
    pub(super) ticket: TicketId,
    pub(super) key: Option<(i64, &'e str)>,
    pub(super) event: &'e Event,
}

/// The cells of an entry before those of its event: the ticket, the source and the id there.
const OWN: [&str; 3] = ["ticket_id", "source_id", "external_id"];

/// Adds events to logs: a statement for each number of them.
pub(super) struct Entries<'a> {
    statements: Statements<'a, usize>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { statements: Statements::new(connection) }
    }

    pub(super) fn write(&mut self, entries: &[Entry<'_>]) -> Result<(), Error> {
        let width = OWN.len() + event::CELLS.len();
        for entries in parts(entries) {
            let statement = self.statements.get(entries.len(), |rows| {
                let columns: Vec<&str> = OWN.into_iter().chain(event::CELLS).collect();
                let (columns, places) = (columns.join(", "), places(*rows, width));
                format!("INSERT OR FAIL INTO ticket_event ({columns}) VALUES {places}")
            })?;
            statement.clear_bindings();
            for (entry, place) in entries.iter().zip((1..).step_by(width)) {
                let mut own = Places::from(statement, place);
                own.put(0, entry.ticket)?;
                if let Some((source, external_id)) = entry.key {
                    own.put(1, source)?;
                    own.put(2, external_id)?;
                }
                event::put(&mut Places::from(statement, place + OWN.len()), entry.event)?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}

/// Writes what is kept of promises.
pub(super) struct Promises<'a> {
    statements: Statements<'a, usize>,
}

impl<'a> Promises<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { statements: Statements::new(connection) }
    }

    pub(super) fn write<'p>(&mut self, tickets: impl Iterator<Item = &'p Standing>) -> Result<(), Error> {
        let width = sla::KEPT_CELLS;
        let promises = tickets.flat_map(|it| it.promises.iter().map(|promise| (it.ticket.id, promise)));
        for promises in parts(&promises.collect::<Vec<_>>()) {
            let sql = |rows: &usize| sla::keep_sql(&places(*rows, width));
            let statement = self.statements.get(promises.len(), sql)?;
            statement.clear_bindings();
            for ((ticket, (verdict, policy)), place) in promises.iter().zip((1..).step_by(width)) {
                sla::put(&mut Places::from(statement, place), *ticket, verdict, policy)?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}
