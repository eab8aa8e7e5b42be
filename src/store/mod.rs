//! The desk's file: all SQL, and the only importer of the database.
//!
//! A [`Tx`] is one transaction; each noun's queries are its methods, in the file of that noun.

mod account;
mod assignment;
mod assortment;
mod audit;
mod backlog;
mod backup;
mod batch;
mod books;
mod bulk;
mod changes;
mod check;
mod contact;
mod contract;
mod convert;
mod credit;
mod delivery;
mod dispute;
mod erase;
mod event;
mod export;
mod forecast;
mod glance;
mod invoice;
mod lookout;
mod migrate;
mod mirror;
mod next;
mod notice;
mod open;
mod order;
mod patience;
mod payment;
mod place;
mod places;
mod price;
mod price_list;
mod product;
mod queue;
mod quote;
mod reconcile;
mod record;
mod references;
mod rep;
mod replay;
mod report;
mod request;
mod rma;
mod run;
mod schema;
mod scope;
mod search;
mod series;
mod shipment;
mod sla;
mod source;
mod standing;
mod step;
mod stock;
mod target;
mod ticket;
mod timeline;
mod undo;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

pub use account::{AccountFilter, AccountLine};
pub use assignment::Assignment;
pub use audit::{AuditFilter, KeptText};
pub use backlog::best_of;
pub use backup::{Copied, Restored, Tell};
pub use batch::{Changed, Made, Marks};
use books::Known;
pub use books::Owed;
pub use bulk::{Beginning, Brought, Bulk, Recorded, Referred, Standing};
pub use credit::OverrideOf;
pub use delivery::{Claim, DeliveryLine};
pub use dispute::{DisputeEntry, DisputeFilter};
pub use export::Stored;
pub use forecast::Stake;
pub use glance::{OpenLine, OpenOffer, OrderGlimpse};
pub use invoice::{InvoiceEntry, InvoiceFilter};
pub use lookout::Lookout;
pub use migrate::UpgradeStep;
pub use mirror::{KeyedMirror, Mirror};
pub use notice::{Notice, Told};
pub use order::{ChangeOf, OrderEntry, OrderFilter, OrderTicket, RevisionOf, TemplateLineOf};
pub use payment::PaymentEntry;
pub use place::{Beside, FileSystem, Place};
pub use price::OwnList;
pub use price_list::PriceListLine;
pub use product::{ProductFilter, ProductLine};
pub use quote::{Letter, QuoteEntry, QuoteFilter, ReportedQuote};
pub use record::Noted;
pub use rep::RepLine;
pub use replay::{KeptPromise, Replay};
pub use report::{Breach, Extent, Mark as GroupMark, Period, Reported, Span, Within};
pub use request::{Answer, Answered};
pub use rma::{RmaEntry, RmaEventOf, RmaFilter, RmaLineOf};
pub use run::Run;
pub use search::Found;
pub use sla::StoredVersion;
pub use source::{Kept, Key, Keyed};
pub use standing::OpenCount;
pub use ticket::{TicketFilter, TicketLine};
pub use timeline::Happening;
pub use undo::Upon;

use crate::domain::nearest;
use crate::error::Error;
use changes::Record;
use patience::PATIENCE;

/// An open desk file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Whether a series is under way, which all that is done is a part of.
    in_series: bool,
    /// Whether what rows refer to is looked up at the end.
    looks_up_late: bool,
    known: Known,
}

/// One transaction. Dropped without an `Ok`, it leaves nothing behind.
#[derive(Debug)]
pub struct Tx<'a> {
    connection: &'a Connection,
    /// What is changed in it, if that is to be told.
    record: Option<&'a Record>,
    /// What was found out before, if it may only read.
    known: Option<&'a Known>,
}

impl Store {
    /// Opens an existing desk file; a missing, foreign or newer one is refused and not touched.
    pub fn open(path: &Path) -> Result<Self, Error> {
        open::existing(path).map(|(connection, path)| Self::new(connection, path))
    }

    /// Makes a new desk file; whatever is at the path already is refused and not touched.
    pub fn create(path: &Path) -> Result<Self, Error> {
        open::fresh(path).map(|(connection, path)| Self::new(connection, path))
    }

    const fn new(connection: Connection, path: PathBuf) -> Self {
        Self { connection, path, in_series: false, looks_up_late: false, known: Known::new() }
    }

    /// Returns the version of the database engine, as a number and in words.
    pub fn engine() -> (i32, &'static str) {
        (rusqlite::version_number(), rusqlite::version())
    }

    /// Returns the file's absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` on one state of the file; writing in it is an error.
    pub fn read<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.read_out(work)
    }

    /// Does the same for work that can fail in ways of its own.
    pub fn read_out<T, E: From<Error>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        if self.in_series {
            return self.take_part(false, work);
        }
        self.connection.pragma_update(None, "query_only", true).map_err(Error::from)?;
        let transaction = self.connection.transaction().map_err(Error::from)?;
        let done = work(&Tx { connection: &transaction, record: None, known: Some(&self.known) });
        drop(transaction);
        self.connection.pragma_update(None, "query_only", false).map_err(Error::from)?;
        done
    }

    /// Runs `work` and stores all it changed, or nothing.
    ///
    /// The file is locked from the start, so that nothing `work` has read can change under it.
    pub fn write<T, E: From<Error>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        if self.in_series {
            return self.take_part(true, work);
        }
        let transaction = self.begin()?;
        let done = work(&Tx { connection: &transaction, record: None, known: None })?;
        transaction.commit().map_err(unanswered)?;
        Ok(done)
    }

    /// Does the same, and sees what is changed: `work` tells it to the audit log with [`Tx::tell_changes`].
    pub fn write_seen<T, E: From<Error>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let record = Record::begin(&mut self.connection)?;
        let done = self.write(|tx| work(&Tx { record: Some(&record), ..*tx }));
        Record::end(&mut self.connection)?;
        done
    }

    /// Runs `work` and undoes all it changed: what a dry run sees is what the real run would do.
    pub fn rehearse<T, E: From<Error>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        if self.in_series {
            return self.take_part(false, work);
        }
        let transaction = self.begin()?;
        work(&Tx { connection: &transaction, record: None, known: None })
    }

    /// Runs `work` if nobody else is writing, and stores what it changed without waiting for the disk: a power cut may
    /// take it back. Tells whether it was stored; that the file takes no writing just now is no error.
    pub fn jot(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<(), Error>) -> Result<bool, Error> {
        if self.in_series {
            return self.take_part(true, work).map(|()| true);
        }
        // Closing the file must not wait for the disk either; whoever writes next brings the log in.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        self.connection.busy_timeout(Duration::ZERO)?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        let done = self.write(work);
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        patience::give(&mut self.connection)?;
        match done {
            Ok(()) => Ok(true),
            Err(why) if is_passing(&why) => Ok(false),
            Err(why) => Err(why),
        }
    }

    fn begin(&mut self) -> Result<rusqlite::Transaction<'_>, Error> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Gives bulk work a larger page cache: the default one halves the speed of an indexed import. With 48 MiB of pages the
    /// program as a whole stays below 128 MB.
    pub fn prepare_for_bulk(&self) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "cache_size", -49_152)?)
    }
}

/// Says of an error from a commit that it leaves open whether anything was stored.
fn unanswered(why: rusqlite::Error) -> Error {
    match Error::from(why) {
        Error::Store { source: Some(why), .. } => Error::OutcomeUnknown(why),
        other => other,
    }
}

/// Tells whether a write failed because of how things are just now, not because the file is damaged.
fn is_passing(why: &Error) -> bool {
    use ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
    let code = match why {
        Error::Busy { .. } => return true,
        Error::Store { source, .. } => source.as_ref().and_then(rusqlite::Error::sqlite_error_code),
        Error::OutcomeUnknown(source) => source.sqlite_error_code(),
        _ => None,
    };
    matches!(code, Some(CannotOpen | DiskFull | PermissionDenied | ReadOnly))
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
