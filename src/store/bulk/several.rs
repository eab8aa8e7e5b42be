//! Several rows in one statement: what the engine does before and after the rows of a statement costs as much as two of
//! them.
//!
//! `OR FAIL`: a statement that fails leaves behind what it has done, and the transaction undoes that with all the rest. To
//! be able to take back one statement alone, the engine copies each page before its first change.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Statement};

use super::{Beginning, Standing};
use crate::domain::TicketId;
use crate::domain::ticket::Event;
use crate::error::Error;
use crate::store::{Key, event, sla, ticket};

/// How many rows go into one statement: as many as fit of the first number, then of the next.
const SIZES: [usize; 3] = [64, 8, 1];
/// How many statements are kept of a sort.
const SHAPES: usize = 100;

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
        if self.kept.len() == SHAPES && !self.kept.contains_key(&key) {
            self.kept.clear();
        }
        match self.kept.entry(key) {
            Slot::Occupied(kept) => Ok(kept.into_mut()),
            Slot::Vacant(none) => {
                let statement = self.connection.prepare(&sql(none.key()))?;
                Ok(none.insert(statement))
            }
        }
    }
}

/// Writes the rows of new tickets.
pub(super) struct Tickets<'a> {
    statements: Statements<'a, usize>,
}

impl<'a> Tickets<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { statements: Statements::new(connection) }
    }

    pub(super) fn write(&mut self, tickets: &[Beginning], source: i64) -> Result<(), Error> {
        let width = ticket::ADDED_CELLS;
        for tickets in parts(tickets) {
            let sql = |rows: &usize| {
                format!("INSERT OR FAIL INTO ticket ({}) VALUES {}", ticket::ADDED, places(*rows, width))
            };
            let statement = self.statements.get(tickets.len(), sql)?;
            for (it, place) in tickets.iter().zip((1..).step_by(width)) {
                let key = Key { source, external_id: &it.external_id };
                ticket::bind(statement, place, &it.standing.ticket, it.standing.deadlines, Some((key, it.digest)))?;
            }
            statement.raw_execute()?;
        }
        Ok(())
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

/// Adds events to logs: a statement for each number of events and for the cells that any of them has.
pub(super) struct Entries<'a> {
    statements: Statements<'a, (usize, u32)>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { statements: Statements::new(connection) }
    }

    pub(super) fn write(&mut self, entries: &[Entry<'_>]) -> Result<(), Error> {
        for entries in parts(entries) {
            let rows: Vec<_> = entries.iter().map(cells).collect();
            let there = rows
                .iter()
                .flat_map(|row| row.iter().zip(0..))
                .fold(0, |there, (cell, at)| there | u32::from(is_there(cell)) << at);
            let statement = self.statements.get((entries.len(), there), |(rows, there)| addition(*rows, *there))?;
            let mut place = 0;
            for (cell, _) in rows.iter().flat_map(|row| row.iter().zip(0..)).filter(|(_, at)| there >> at & 1 == 1) {
                place += 1;
                statement.raw_bind_parameter(place, cell)?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}

fn cells<'e>(entry: &Entry<'e>) -> [ToSqlOutput<'e>; OWN.len() + event::CELLS.len()] {
    let (source, external_id) = entry.key.unzip();
    let number = |number: i64| ToSqlOutput::Owned(Value::Integer(number));
    let null = || ToSqlOutput::Borrowed(ValueRef::Null);
    let own = [
        number(entry.ticket.number()),
        source.map_or_else(null, number),
        external_id.map_or_else(null, ToSqlOutput::from),
    ];
    let mut cells = own.into_iter().chain(event::cells(entry.event));
    std::array::from_fn(|_| cells.next().unwrap_or_else(null))
}

fn is_there(cell: &ToSqlOutput<'_>) -> bool {
    !matches!(cell, ToSqlOutput::Borrowed(ValueRef::Null) | ToSqlOutput::Owned(Value::Null))
}

/// Returns the statement that adds so many events of those cells.
fn addition(rows: usize, there: u32) -> String {
    let columns = OWN.into_iter().chain(event::CELLS).zip(0..);
    let columns: Vec<&str> = columns.filter(|(_, at)| there >> at & 1 == 1).map(|(name, _)| name).collect();
    format!("INSERT OR FAIL INTO ticket_event ({}) VALUES {}", columns.join(", "), places(rows, columns.len()))
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
            for ((ticket, (verdict, policy)), place) in promises.iter().zip((1..).step_by(width)) {
                sla::bind(statement, place, *ticket, verdict, policy)?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}
