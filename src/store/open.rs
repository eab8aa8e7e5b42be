//! Opening a desk file: every check before the first byte could change.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, FileControl, MAIN_DB, OpenFlags, OptionalExtension as _};

use super::place::FileSystem;
use super::{patience, schema};
use crate::error::Error;

/// What the engine keeps beside a file, named by what is added to its name.
pub(super) const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Opens the desk at `path`. One that lies still where nothing can be written, such as a copy on a read-only drive, is
/// opened to be looked at.
pub(super) fn existing(path: &Path) -> Result<(Connection, PathBuf), Error> {
    let (connection, found, version) = match of_any_version(path) {
        Err(Error::Store { source: Some(why), .. }) if needs_to_write(&why) => return to_look(path),
        opened => opened?,
    };
    need_current(path, version)?;
    refuse_views(&connection, path)?;
    configure(&connection, path)?;
    Ok((connection, found))
}

/// Tells of a failure whether the engine wanted to make its files beside the desk, and could not.
fn needs_to_write(why: &rusqlite::Error) -> bool {
    matches!(why.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// A desk has no views. One in the place of a table may have no end, and whoever reads it waits for ever.
fn refuse_views(connection: &Connection, path: &Path) -> Result<(), Error> {
    const SQL: &str = "SELECT name FROM sqlite_schema WHERE type = 'view' LIMIT 1";
    match connection.query_row(SQL, [], |row| row.get::<_, String>(0)).optional()? {
        Some(view) => Err(Error::Damaged { path: path.to_owned(), what: format!("view {view} is no part of a desk") }),
        None => Ok(()),
    }
}

/// Opens the desk at `path`, which may be of an older version; nothing is set yet.
pub(super) fn of_any_version(path: &Path) -> Result<(Connection, PathBuf, i64), Error> {
    let found = checked(path)?;
    let connection = connect(&found, path)?;
    let version = identify(&connection, path)?;
    Ok((connection, found, version))
}

/// Opens the desk at `path` to be looked at: not a byte of it will change.
pub(super) fn to_look(path: &Path) -> Result<(Connection, PathBuf), Error> {
    let found = checked(path)?;
    let connection = untouched(&found, path)?;
    let version = identify(&connection, path)?;
    need_current(path, version)?;
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")?;
    Ok((connection, found))
}

/// Connects to `path` without the means to write to it.
pub(super) fn untouched(path: &Path, named: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let opened = if lies_still(path) {
        // The engine would make files beside it, or fail where it may not.
        Connection::open_with_flags(as_lying_still(path), flags | OpenFlags::SQLITE_OPEN_URI)
    } else {
        Connection::open_with_flags(path, flags)
    };
    let mut connection = opened.map_err(|why| Error::BadPath { path: named.to_owned(), why: in_our_words(&why) })?;
    patience::give(&mut connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    plan_once(&connection)?;
    // What is made on the way is nobody else's, and needs no room on a disk.
    connection.execute_batch("PRAGMA temp_store = MEMORY")?;
    Ok(connection)
}

/// Tells whether all of a file is in itself: it is to have a write-ahead log, and has none.
fn lies_still(path: &Path) -> bool {
    const LOGGED_AHEAD: [u8; 2] = [2, 2];
    let mut header = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header[18..] == LOGGED_AHEAD && fs::symlink_metadata(beside(path, "-wal")).is_err()
}

/// Tells by the header alone whether a file is a desk, of whatever version and in whatever state.
pub(super) fn calls_itself_a_desk(path: &Path) -> bool {
    let mut header = [0; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    let id = i64::from(u32::from_be_bytes([header[68], header[69], header[70], header[71]]));
    read.is_ok() && header.starts_with(b"SQLite format 3\0") && id == schema::APPLICATION_ID
}

/// Writes the engine's address of a file that nobody writes to.
fn as_lying_still(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address + "?immutable=1"
}

/// Returns the path of what the engine keeps beside a file.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(what);
    name.into()
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
    for kept in BESIDE.map(|what| beside(path, what)) {
        if fs::symlink_metadata(&kept).is_ok_and(|found| !found.is_file()) {
            return Err(bad(format!("`{}` beside it is not a regular file", kept.display())));
        }
    }
    let found = fs::canonicalize(path).map_err(|why| bad(why.to_string()))?;
    FileSystem::of(&found).refuse_shared(path)?;
    Ok(found)
}

/// Connects to `path`; a refusal gives the name the user gave.
fn connect(path: &Path, named: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let mut connection = Connection::open_with_flags(path, flags)
        .map_err(|why| Error::BadPath { path: named.to_owned(), why: in_our_words(&why) })?;
    patience::give(&mut connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Looks whether the file is a desk of a version we know, before anything is set that writes, and returns the version.
pub(super) fn identify(connection: &Connection, path: &Path) -> Result<i64, Error> {
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
    match ask("PRAGMA user_version")? {
        found if found > schema::VERSION => Err(Error::Newer { path: path.to_owned(), found, known: schema::VERSION }),
        found if found < 1 => {
            Err(Error::NotADesk { path: path.to_owned(), why: format!("there never was a version {found}") })
        }
        found => Ok(found),
    }
}

fn need_current(path: &Path, found: i64) -> Result<(), Error> {
    if found == schema::VERSION {
        return Ok(());
    }
    Err(Error::Older { path: path.to_owned(), found, known: schema::VERSION })
}

/// Sets what every connection needs.
pub(super) fn configure(connection: &Connection, path: &Path) -> Result<(), Error> {
    let mode =
        patience::patiently(|| connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)))?;
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
    plan_once(connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    Ok(())
}

/// Keeps the planner from looking at bound values: it would plan a cached statement anew at every call.
fn plan_once(connection: &Connection) -> Result<(), Error> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Says what the engine found without its vocabulary.
pub(super) fn in_our_words(why: &rusqlite::Error) -> String {
    if matches!(why, rusqlite::Error::QueryReturnedNoRows) {
        return "something it refers to is not there".to_owned();
    }
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
