//! Shared mailboxes.

use rusqlite::{OptionalExtension, Row, params};

use super::Tx;
use crate::domain::rep::Queue;
use crate::domain::{Code, Email, QueueId};
use crate::error::Error;

const COLUMNS: &str = "q.id, q.address, q.team_id, q.region, q.segment";

fn read(row: &Row<'_>) -> rusqlite::Result<Queue> {
    Ok(Queue { id: row.get(0)?, address: row.get(1)?, team: row.get(2)?, region: row.get(3)?, segment: row.get(4)? })
}

impl Tx<'_> {
    /// Returns the queue of that address, in any case, or says that there is none and which is near.
    pub fn need_queue(&self, address: &str) -> Result<Queue, Error> {
        let sql = format!("SELECT {COLUMNS} FROM queue q WHERE q.address = ?1");
        let queue = self.connection.prepare_cached(&sql)?.query_row([address.to_lowercase()], read).optional()?;
        queue.ok_or_else(|| self.unknown("queue", address, "SELECT address FROM queue"))
    }

    /// Returns the queue's address.
    pub fn queue_address(&self, id: QueueId) -> Result<Email, Error> {
        const SQL: &str = "SELECT address FROM queue WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([id], |row| row.get(0))?)
    }

    /// Returns all queues with their teams' names, by address.
    pub fn queues(&self) -> Result<Vec<(Queue, Option<Code>)>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, team.name FROM queue q LEFT JOIN team ON team.id = q.team_id ORDER BY q.address"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let queues = statement.query_map([], |row| Ok((read(row)?, row.get(5)?)))?;
        Ok(queues.collect::<Result<_, _>>()?)
    }

    /// Stores what a queue has become. Its address stays.
    pub fn save_queue(&self, queue: &Queue) -> Result<(), Error> {
        const SQL: &str = "UPDATE queue SET team_id = ?2, region = ?3, segment = ?4 WHERE address = ?1";
        self.connection.prepare_cached(SQL)?.execute(params![
            queue.address,
            queue.team,
            queue.region,
            queue.segment
        ])?;
        Ok(())
    }

    /// Stores a new queue.
    pub fn add_queue(&self, queue: &Queue) -> Result<QueueId, Error> {
        const SQL: &str = "INSERT INTO queue (address, team_id, region, segment) VALUES (?1, ?2, ?3, ?4) RETURNING id";
        if self.need_queue(queue.address.as_str()).is_ok() {
            return Err(Error::Taken { what: "queue", name: queue.address.to_string() });
        }
        let bound = params![queue.address, queue.team, queue.region, queue.segment];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?)
    }
}
