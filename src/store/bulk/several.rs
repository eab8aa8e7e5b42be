//! Several rows in one statement: what the engine does before and after the rows of a statement costs as much as two of
//! them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement};

use crate::domain::TicketId;
use crate::domain::sla::Verdict;
use crate::domain::ticket::Event;
use crate::error::Error;
use crate::store::event::{self, CELLS, Cells};
use crate::store::sla;

/// How many statements are kept of a sort.
const SHAPES: usize = 100;
/// How many promises are written in one statement.
const PROMISES: usize = 8;

/// The places in [`Cells`] of what is the same in all events of a log, and of what is written into the statement.
const RECORDED_AT: usize = 1;
const KIND: usize = 2;
const PARTY: usize = 3;

/// What an event's row is made of: its kind, who acted, and which cells are there, a bit for each.
type Shape = (&'static str, &'static str, u32);

/// Writes the logs of new tickets, each in one statement. Tickets of one file are much alike: a few statements, one for
/// each shape of a log, serve them all.
pub(super) struct Logs<'a> {
    connection: &'a Connection,
    statements: HashMap<Vec<Shape>, Statement<'a>>,
}

impl<'a> Logs<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection, statements: HashMap::new() }
    }

    /// Writes the log of a ticket, whose events were all recorded at once.
    pub(super) fn write(&mut self, ticket: TicketId, events: &[Event]) -> Result<(), Error> {
        let Some(first) = events.first() else { return Ok(()) };
        let shape: Vec<Shape> = events.iter().map(shape).collect();
        let statement = kept(&mut self.statements, shape, |shape| self.connection.prepare(&sql(shape)))?;
        statement.raw_bind_parameter(1, ticket)?;
        statement.raw_bind_parameter(2, first.recorded_at)?;
        let mut place = 2;
        for event in events {
            for (cell, _) in event::cells(event).iter().zip(0..).filter(|(cell, at)| is_bound(*at) && is_there(cell)) {
                place += 1;
                statement.raw_bind_parameter(place, cell)?;
            }
        }
        statement.raw_execute()?;
        Ok(())
    }
}

/// Returns the statement for something, prepared if it is new; there are never very many at a time.
fn kept<'k, 's, K: Eq + Hash>(
    statements: &'k mut HashMap<K, Statement<'s>>,
    key: K,
    prepare: impl FnOnce(&K) -> rusqlite::Result<Statement<'s>>,
) -> rusqlite::Result<&'k mut Statement<'s>> {
    if statements.len() == SHAPES && !statements.contains_key(&key) {
        statements.clear();
    }
    match statements.entry(key) {
        Entry::Occupied(kept) => Ok(kept.into_mut()),
        Entry::Vacant(none) => {
            let statement = prepare(none.key())?;
            Ok(none.insert(statement))
        }
    }
}

fn is_bound(cell: usize) -> bool {
    ![RECORDED_AT, KIND, PARTY].contains(&cell)
}

fn is_there(cell: &ToSqlOutput<'_>) -> bool {
    !matches!(cell, ToSqlOutput::Borrowed(ValueRef::Null) | ToSqlOutput::Owned(rusqlite::types::Value::Null))
}

fn shape(event: &Event) -> Shape {
    let cells: Cells<'_> = event::cells(event);
    let there = cells.iter().zip(0..).fold(0, |there, (cell, at)| there | u32::from(is_there(cell)) << at);
    (event::kind(&event.what), event.by.party().as_str(), there)
}

/// Returns the statement for a log of that shape. Kinds and parties are words of ours.
fn sql(shape: &[Shape]) -> String {
    let mut place = 2;
    let mut row = |(kind, party, there): &Shape| {
        let mut cell = |at: usize| match at {
            RECORDED_AT => "?2".to_owned(),
            KIND => format!("'{kind}'"),
            PARTY => format!("'{party}'"),
            _ if there >> at & 1 == 1 => {
                place += 1;
                format!("?{place}")
            }
            _ => "NULL".to_owned(),
        };
        let cells: Vec<String> = (0..CELLS.len()).map(&mut cell).collect();
        format!("(?1, {})", cells.join(", "))
    };
    let rows: Vec<String> = shape.iter().map(&mut row).collect();
    format!("INSERT INTO ticket_event (ticket_id, {}) VALUES {}", CELLS.join(", "), rows.join(", "))
}

/// How many events are added in one statement.
const EVENTS: usize = 8;

/// Adds events to logs, a ticket's together: a statement for each number of events and for the cells that any of them has.
pub(super) struct Additions<'a> {
    connection: &'a Connection,
    statements: HashMap<(usize, u32), Statement<'a>>,
}

impl<'a> Additions<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection, statements: HashMap::new() }
    }

    /// Adds events that were recorded at once, each under its id where it comes from.
    pub(super) fn write(
        &mut self,
        ticket: TicketId,
        source: i64,
        events: &[Event],
        external_ids: &[String],
    ) -> Result<(), Error> {
        for (events, external_ids) in events.chunks(EVENTS).zip(external_ids.chunks(EVENTS)) {
            let there = events.iter().fold(0, |there, event| there | shape(event).2) & !(1 << RECORDED_AT);
            let prepare = |(events, there): &(usize, u32)| self.connection.prepare(&addition(*events, *there));
            let statement = kept(&mut self.statements, (events.len(), there), prepare)?;
            statement.raw_bind_parameter(1, ticket)?;
            statement.raw_bind_parameter(2, source)?;
            statement.raw_bind_parameter(3, events[0].recorded_at)?;
            let mut place = 3;
            for (event, external_id) in events.iter().zip(external_ids) {
                place += 1;
                statement.raw_bind_parameter(place, external_id)?;
                for (_, cell) in (0..).zip(&event::cells(event)).filter(|(at, _)| there >> at & 1 == 1) {
                    place += 1;
                    statement.raw_bind_parameter(place, cell)?;
                }
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}

/// Returns the statement that adds so many events of those cells.
fn addition(events: usize, there: u32) -> String {
    let columns: Vec<&str> = (0..).zip(CELLS).filter(|(at, _)| there >> at & 1 == 1).map(|(_, name)| name).collect();
    let width = 1 + columns.len();
    let row = |event: usize| {
        let cells: Vec<String> = (0..width).map(|cell| format!("?{}", 4 + event * width + cell)).collect();
        format!("(?1, ?2, ?3, {})", cells.join(", "))
    };
    let rows: Vec<String> = (0..events).map(row).collect();
    format!(
        "INSERT INTO ticket_event (ticket_id, source_id, recorded_at, external_id, {}) VALUES {}",
        columns.join(", "),
        rows.join(", ")
    )
}

/// Writes what is kept of promises, a ticket's together.
pub(super) struct Promises<'a> {
    connection: &'a Connection,
    /// The statement for one promise, for two, and so on.
    statements: [Option<Statement<'a>>; PROMISES],
}

impl<'a> Promises<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection, statements: [const { None }; PROMISES] }
    }

    pub(super) fn write(&mut self, ticket: TicketId, promises: &[(Verdict, impl AsRef<str>)]) -> Result<(), Error> {
        for promises in promises.chunks(PROMISES) {
            let kept = &mut self.statements[promises.len() - 1];
            let statement = match kept {
                Some(statement) => statement,
                None => kept.insert(self.connection.prepare(&sla::keep_sql(promises.len()))?),
            };
            statement.raw_bind_parameter(1, ticket)?;
            for ((verdict, policy), place) in promises.iter().zip((2..).step_by(sla::KEPT_CELLS)) {
                sla::bind(statement, place, verdict, policy.as_ref())?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}
