//! Opening a desk file: every check before the first byte could change.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, FileControl, MAIN_DB, OpenFlags};

use super::{PATIENCE, schema};
use crate::error::Error;

/// Opens the desk at `path`.
pub(super) fn existing(path: &Path) -> Result<(Connection, PathBuf), Error> {
    let found = checked(path)?;
    let connection = connect(&found, path)?;
    identify(&connection, path)?;
    configure(&connection, path)?;
    Ok((connection, found))
}

/// Makes a desk at `path`, where nothing may be yet.
pub(super) fn fresh(path: &Path) -> Result<(Connection, PathBuf), Error> {
    refuse_uri(path)?;
    let refused = |why: std::io::Error| match why.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Exists { path: path.to_owned() },
        _ => Error::BadPath { path: path.to_owned(), why: why.to_string() },
    };
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(refused)?;
    let found = checked(path)?;
    let made = connect(&found, path).and_then(|mut connection| {
        configure(&connection, path)?;
        schema::create(&mut connection)?;
        Ok(connection)
    });
    if made.is_err() {
        // Ours since the moment above: nobody can have put anything into it.
        let _ = fs::remove_file(&found);
    }
    Ok((made?, found))
}

/// The engine takes `file:` names for instructions: `file:x?mode=memory` would write nowhere and call it stored.
fn refuse_uri(path: &Path) -> Result<(), Error> {
    if path.to_string_lossy().to_lowercase().starts_with("file:") {
        let why = "a path is expected, not a `file:` address".to_owned();
        return Err(Error::BadPath { path: path.to_owned(), why });
    }
    Ok(())
}

fn checked(path: &Path) -> Result<PathBuf, Error> {
    refuse_uri(path)?;
    let bad = |why: String| Error::BadPath { path: path.to_owned(), why };
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Err(Error::NoDesk { path: path.to_owned() }),
        Err(why) => return Err(bad(why.to_string())),
    };
    if found.is_symlink() {
        return Err(bad("it is a symbolic link; name the file itself".to_owned()));
    }
    if !found.is_file() {
        return Err(bad("it is not a regular file".to_owned()));
    }
    fs::canonicalize(path).map_err(|why| bad(why.to_string()))
}

/// Connects to `path`; a refusal gives the name the user gave.
fn connect(path: &Path, named: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|why| Error::BadPath { path: named.to_owned(), why: in_our_words(&why) })?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Looks whether the file is a desk of a version we know, before anything is set that writes.
fn identify(connection: &Connection, path: &Path) -> Result<(), Error> {
    let ask = |pragma: &str| -> Result<i64, Error> {
        connection.query_row(pragma, [], |row| row.get(0)).map_err(|why| match why.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Error::NotADesk { path: path.to_owned(), why: in_our_words(&why) }
            }
            _ => why.into(),
        })
    };
    if ask("PRAGMA application_id")? != schema::APPLICATION_ID {
        let why = "it belongs to another program, or is empty".to_owned();
        return Err(Error::NotADesk { path: path.to_owned(), why });
    }
    let found = ask("PRAGMA user_version")?;
    match found.cmp(&schema::VERSION) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(Error::Newer { path: path.to_owned(), found, known: schema::VERSION }),
        std::cmp::Ordering::Less => schema::upgrade(connection, path, found),
    }
}

/// Sets what every connection needs.
fn configure(connection: &Connection, path: &Path) -> Result<(), Error> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        let why = format!("its file system allows no write-ahead log (journal mode stays `{mode}`)");
        return Err(Error::BadPath { path: path.to_owned(), why });
    }
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 4194304;",
    )?;
    // With the size limit above: readers that may not write, and full disks, can still read.
    connection.file_control(Some(MAIN_DB), FileControl::PersistWal(&mut 1))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Otherwise the planner looks at bound values, and plans a cached statement anew at every call.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    Ok(())
}

/// Says what the engine found without its vocabulary.
pub(super) fn in_our_words(why: &rusqlite::Error) -> String {
    match why.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "its content is not a database".to_owned(),
        Some(ErrorCode::DatabaseCorrupt) => "it is damaged".to_owned(),
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::ReadOnly) => "it is read-only".to_owned(),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => "it cannot be opened".to_owned(),
        Some(ErrorCode::SystemIoFailure) => "reading or writing failed".to_owned(),
        Some(ErrorCode::ConstraintViolation) => "a rule of the file was about to be broken".to_owned(),
        _ => "the database engine failed".to_owned(),
    }
}
