//! A second look at the file, beside the transaction that writes to it.

use rusqlite::{Connection, OpenFlags};

use super::{Bulk, Tx, patience};
use crate::error::Error;

/// A connection for another thread, which sees the file as it was before the transaction it was opened from.
#[derive(Debug)]
pub struct Lookout {
    connection: Connection,
}

impl Tx<'_> {
    /// Opens one. What this transaction has written it does not see; nobody else writes while this transaction lasts, and
    /// it must not last longer.
    pub fn lookout(&self) -> Result<Lookout, Error> {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let mut connection = Connection::open_with_flags(self.connection.path().unwrap_or_default(), flags)?;
        patience::give(&mut connection)?;
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")?;
        Ok(Lookout { connection })
    }
}

impl Lookout {
    /// Runs `work`, which may only read.
    pub fn read<T>(mut self, work: impl FnOnce(&mut Bulk<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let transaction = self.connection.transaction()?;
        let mut bulk = Tx { connection: &transaction, record: None, known: None }.bulk()?;
        work(&mut bulk)
    }
}
