//! Indexes that are made anew once very many tickets were written: to sort all entries takes a third of the time of finding a
//! place for each.

use rusqlite::Connection;

use crate::domain::TicketId;
use crate::error::Error;

/// So many new tickets at least are worth it; and no fewer than half of all, since every ticket is sorted.
const LEAST: usize = 50_000;
/// How much is sorted at a time, in KiB as the engine counts them: with its page cache, the program stays below 128 MB.
const SORTED: i64 = -4_096;

/// Those that nearly every ticket goes into, each at another place.
pub(super) struct Indexes<'a> {
    connection: &'a Connection,
    /// How many tickets were written since they were made.
    written: usize,
    /// How those are made that are put off.
    put_off: Vec<String>,
}

impl<'a> Indexes<'a> {
    pub(super) const fn new(connection: &'a Connection) -> Self {
        Self { connection, written: 0, put_off: Vec::new() }
    }

    /// Is told that so many new tickets are about to be written, the last of them under this number.
    pub(super) fn expect(&mut self, tickets: usize, last: TicketId) -> Result<(), Error> {
        self.written += tickets;
        let half = usize::try_from(last.number() / 2).unwrap_or(usize::MAX);
        if self.put_off.is_empty() && self.written >= half.max(LEAST) {
            self.put_off()?;
        }
        Ok(())
    }

    fn put_off(&mut self) -> Result<(), Error> {
        const SQL: &str = "SELECT name, sql FROM sqlite_schema WHERE name IN ('ticket_account', 'sla_cycle_breached')";
        let mut statement = self.connection.prepare(SQL)?;
        let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (name, sql) in found.collect::<Result<Vec<(String, String)>, _>>()? {
            self.connection.execute_batch(&format!("DROP INDEX {name}"))?;
            self.put_off.push(sql);
        }
        Ok(())
    }

    /// Makes those that are put off.
    pub(super) fn make(&mut self) -> Result<(), Error> {
        if self.put_off.is_empty() {
            return Ok(());
        }
        let cache: i64 = self.connection.pragma_query_value(None, "cache_size", |row| row.get(0))?;
        self.connection.cache_flush()?;
        self.connection.pragma_update(None, "cache_size", SORTED)?;
        for sql in self.put_off.drain(..) {
            self.connection.execute_batch(&sql)?;
        }
        self.written = 0;
        Ok(self.connection.pragma_update(None, "cache_size", cache)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn what_is_put_off_for_half_of_all_tickets_is_made_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("desk.db")).unwrap();
        let there = || {
            let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
            let mut statement = store.connection.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap()
        };
        let (before, mut indexes) = (there(), Indexes::new(&store.connection));
        let mut left = |tickets, last| {
            indexes.expect(tickets, TicketId::new(last)).unwrap();
            there().len()
        };
        let last = 4 * i64::try_from(LEAST).unwrap();
        assert_eq!(
            [left(LEAST - 1, 1), left(LEAST, last), left(1, last)],
            [before.len(), before.len(), before.len() - 2]
        );
        indexes.make().unwrap();
        assert_eq!(there(), before);
    }
}
