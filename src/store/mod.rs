//! The desk's file: all SQL, and the only importer of the database.
//!
//! A [`Tx`] is one transaction; each noun's queries are its methods, in the file of that noun.

mod account;
mod contact;
mod contract;
mod convert;
mod event;
mod forecast;
mod next;
mod open;
mod queue;
mod rep;
mod report;
mod schema;
mod search;
mod sla;
mod source;
mod ticket;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

pub use account::{AccountFilter, AccountLine};
pub use forecast::Stake;
pub use rep::RepLine;
pub use report::{Breach, Period, Reported};
pub use search::Found;
pub use sla::{Notice, StoredVersion};
pub use source::{Kept, Key, Keyed};
pub use ticket::{TicketFilter, TicketLine};

use crate::domain::nearest;
use crate::error::Error;

/// How long a command waits for another one to finish writing.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open desk file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// One transaction. Dropped without an `Ok`, it leaves nothing behind.
#[derive(Debug)]
pub struct Tx<'a> {
    connection: &'a Connection,
}

impl Store {
    /// Opens an existing desk file; a missing, foreign or newer one is refused and not touched.
    pub fn open(path: &Path) -> Result<Self, Error> {
        open::existing(path).map(|(connection, path)| Self { connection, path })
    }

    /// Makes a new desk file; whatever is at the path already is refused and not touched.
    pub fn create(path: &Path) -> Result<Self, Error> {
        open::fresh(path).map(|(connection, path)| Self { connection, path })
    }

    /// Returns the file's absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` on one state of the file; writing in it is an error.
    pub fn read<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.connection.pragma_update(None, "query_only", true)?;
        let transaction = self.connection.transaction()?;
        let done = work(&Tx { connection: &transaction });
        drop(transaction);
        self.connection.pragma_update(None, "query_only", false)?;
        done
    }

    /// Runs `work` and stores all it changed, or nothing.
    ///
    /// The file is locked from the start, so that nothing `work` has read can change under it.
    pub fn write<T, E: From<Error>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = self.begin()?;
        let done = work(&Tx { connection: &transaction })?;
        transaction.commit().map_err(|why| match Error::from(why) {
            busy @ Error::Busy { .. } => busy,
            Error::Store { source: Some(why), .. } => Error::OutcomeUnknown(why),
            other => other,
        })?;
        Ok(done)
    }

    /// Runs `work` and undoes all it changed: what a dry run sees is what the real run would do.
    pub fn rehearse<T, E: From<Error>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = self.begin()?;
        work(&Tx { connection: &transaction })
    }

    fn begin(&mut self) -> Result<rusqlite::Transaction<'_>, Error> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Gives bulk work a larger page cache: the default one halves the speed of an indexed import.
    pub fn prepare_for_bulk(&self) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "cache_size", -65_536)?)
    }
}

impl Tx<'_> {
    /// Says that nothing is called `name`, and which of the names that `names` selects is near.
    fn unknown(&self, what: &'static str, name: &str, names: &str) -> Error {
        let known = || -> rusqlite::Result<Vec<String>> {
            self.connection.prepare(names)?.query_map([], |row| row.get(0))?.collect()
        };
        match known() {
            Ok(known) => {
                let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
                Error::Unknown { what, name: name.to_owned(), near }
            }
            Err(why) => why.into(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(why: rusqlite::Error) -> Self {
        match why.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { seconds: PATIENCE.as_secs() },
            _ => Self::Store { context: open::in_our_words(&why), source: Some(why) },
        }
    }
}
