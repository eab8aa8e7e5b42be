//! Copies of the file, made while others write to it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::check::{self, Layout};
use super::target::{self, Target};
use super::{PATIENCE, Store, open};
use crate::domain::fault::{Fault, first_of};
use crate::domain::{Sha256Sum, backup};
use crate::error::Error;

/// How many pages are copied between two looks at the bar.
const AT_ONCE: i32 = 512;

/// Is told how many pages are copied, and of how many.
pub type Tell<'t> = dyn FnMut(u64, u64) + 't;

/// A copy of a desk file, checked and safe on the disk.
#[derive(Debug, Clone)]
pub struct Copied {
    /// Where it is.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
    /// How many rows its tables hold.
    pub rows: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What is wrong with it and the desk alike; the file itself is whole.
    pub faults: Vec<Fault>,
}

/// A file that was replaced by another one.
#[derive(Debug, Clone)]
pub struct Restored {
    /// What it is now.
    pub bytes: u64,
    /// How many rows its tables hold.
    pub rows: u64,
    /// Where what was there before is kept; none if nothing was there.
    pub kept: Option<PathBuf>,
    /// What is wrong with what was there before, which is kept as it is.
    pub damage: Vec<Fault>,
}

/// What a copy has to be for its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Demand {
    Whole,
    /// Whatever can be had of it.
    AsItIs,
}

impl Store {
    /// Opens the desk at `path` to be looked at: not a byte of it will change.
    pub fn look(path: &Path) -> Result<Self, Error> {
        open::to_look(path).map(|(connection, path)| Self::new(connection, path))
    }

    /// Copies the file as it stands to `path`, while others may go on writing; a file that is there is replaced only if
    /// `replace` says so. A copy that is not whole is refused, and leaves nothing.
    pub fn copy_to(&self, path: &Path, replace: bool, tell: &mut Tell<'_>) -> Result<Copied, Error> {
        copy(&self.connection, &self.path, path, replace, Demand::Whole, tell)
    }

    /// Makes the desk at `path` what the store is, in one transaction that whoever has it open sees. What is there now is
    /// copied to `keep` first, and nobody writes in between; where nothing is, a file is made.
    pub fn restore_to(&self, path: &Path, keep: &Path, tell: &mut Tell<'_>) -> Result<Restored, Error> {
        if target::is_of(path, &self.path) {
            let why = "it is what is to be restored".to_owned();
            return Err(Error::InTheWay { path: path.to_owned(), why, replaceable: false });
        }
        let (mut live, found, _) = match open::of_any_version(path) {
            Ok(opened) => opened,
            Err(Error::NoDesk { .. }) => {
                let Copied { bytes, rows, .. } = self.copy_to(path, false, tell).map_err(Error::for_good)?;
                return Ok(Restored { bytes, rows, kept: None, damage: Vec::new() });
            }
            Err(why) => return Err(why),
        };
        open::configure(&live, path)?;
        let held = hold(&self.connection)?;
        let rows = rows(&self.connection)?;
        let overwriting = Backup::new(&self.connection, &mut live)?;
        // Takes the lock and copies nothing yet: what is kept is what is written over.
        settled(overwriting.step(0)?)?;
        let kept = copy(&open::untouched(&found, path)?, &found, keep, false, Demand::AsItIs, &mut |_, _| ())?;
        run(&overwriting, tell)?;
        let bytes = u64::try_from(overwriting.progress().pagecount).unwrap_or_default() * page_size(&held)?;
        drop(overwriting);
        Ok(Restored { bytes, rows, kept: Some(kept.path), damage: kept.faults })
    }

    /// Deletes the backups of `desk` in a folder beyond the newest `keep`, of which `newest` is one, and returns them.
    pub fn thin_out(newest: &Path, desk: &str, keep: usize) -> Result<Vec<PathBuf>, Error> {
        let (Some(folder), Some(name)) = (newest.parent(), newest.file_name()) else { return Ok(Vec::new()) };
        let unread = |source| Error::Unwritable { path: folder.to_owned(), source };
        let entries = fs::read_dir(folder).map_err(unread)?.collect::<io::Result<Vec<_>>>().map_err(unread)?;
        let files = entries.iter().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let files: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let mut removed = Vec::new();
        for file in backup::beyond(desk, &files, &name.to_string_lossy(), keep) {
            let path = folder.join(file);
            if open::calls_itself_a_desk(&path) {
                fs::remove_file(&path).map_err(|source| Error::Unwritable { path: path.clone(), source })?;
                removed.push(path);
            }
        }
        Ok(removed)
    }
}

/// Copies what a connection sees of `desk` to `path`, where nothing may be yet.
pub(super) fn copy_whole(source: &Connection, desk: &Path, path: &Path, tell: &mut Tell<'_>) -> Result<Copied, Error> {
    copy(source, desk, path, false, Demand::Whole, tell)
}

fn copy(
    source: &Connection,
    desk: &Path,
    path: &Path,
    replace: bool,
    demand: Demand,
    tell: &mut Tell<'_>,
) -> Result<Copied, Error> {
    let target = Target::begin(path, replace, desk)?;
    let held = hold(source)?;
    let expected = Expected::of(&held, demand)?;
    copy_pages(source, target.temporary(), tell)?;
    drop(held);
    let copied = examine(target.temporary(), desk, expected.as_ref())?;
    Ok(Copied { path: target.finish()?, ..copied })
}

/// Holds on to one state of the file: a copy would begin anew whenever another process writes.
fn hold(source: &Connection) -> Result<Transaction<'_>, Error> {
    let held = Transaction::new_unchecked(source, TransactionBehavior::Deferred)?;
    held.query_row("PRAGMA user_version", [], |_| Ok(()))?;
    Ok(held)
}

fn copy_pages(source: &Connection, to: &Path, tell: &mut Tell<'_>) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // Nobody knows the file yet: it goes to the disk as a whole, in the end. It is locked as a whole already, and on a
    // network drive the engine's own locks would be in the way of that one.
    let mut copy = Connection::open_with_flags_and_vfs(to, flags, c"unix-none")?;
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")?;
    run(&Backup::new(source, &mut copy)?, tell)
}

fn run(copying: &Backup<'_, '_>, tell: &mut Tell<'_>) -> Result<(), Error> {
    loop {
        let step = copying.step(AT_ONCE)?;
        let [remaining, pages] = [copying.progress().remaining, copying.progress().pagecount];
        tell(u64::try_from(pages - remaining).unwrap_or_default(), u64::try_from(pages).unwrap_or_default());
        if settled(step)? {
            return Ok(());
        }
    }
}

/// Tells whether a copy is done; that a lock could not be had in all the time we wait is an error.
fn settled(step: StepResult) -> Result<bool, Error> {
    match step {
        StepResult::Done => Ok(true),
        StepResult::More => Ok(false),
        _ => Err(Error::Busy { seconds: PATIENCE.as_secs() }),
    }
}

/// What a copy has to say of itself: what its source said at the time.
struct Expected {
    application: i64,
    version: i64,
    layout: Layout,
}

impl Expected {
    fn of(connection: &Connection, demand: Demand) -> Result<Option<Self>, Error> {
        if demand == Demand::AsItIs {
            return Ok(None);
        }
        let ask = |pragma| connection.query_row(pragma, [], |row| row.get(0));
        let (application, version) = (ask("PRAGMA application_id")?, ask("PRAGMA user_version")?);
        Ok(Some(Self { application, version, layout: check::layout(connection)? }))
    }

    fn is_met_by(&self, copy: &Connection) -> Result<bool, Error> {
        let found = Self::of(copy, Demand::Whole)?;
        let is_same = |found: Self| {
            (found.application, found.version, found.layout) == (self.application, self.version, self.layout.clone())
        };
        Ok(found.is_some_and(is_same))
    }
}

/// Checks a copy from end to end, as a file of its own.
fn examine(copy: &Path, desk: &Path, expected: Option<&Expected>) -> Result<Copied, Error> {
    let connection = open::untouched(copy, copy)?;
    let mut faults = check::damage(&connection, true)?;
    let mut counted = 0;
    if let Some(expected) = expected {
        let damaged = |what| Err(Error::Damaged { path: desk.to_owned(), what });
        if !faults.is_empty() {
            return damaged(first_of(&faults));
        }
        if !expected.is_met_by(&connection)? {
            return damaged("a copy of it is not what it was".to_owned());
        }
        faults.extend(check::dangling(&connection)?);
        counted = rows(&connection)?;
    }
    let unread = |source| Error::Unwritable { path: copy.to_owned(), source };
    let bytes = fs::metadata(copy).map_err(unread)?.len();
    Ok(Copied {
        path: copy.to_owned(),
        bytes,
        rows: counted,
        sha256: File::open(copy).and_then(Sha256Sum::of_all).map_err(unread)?,
        faults,
    })
}

/// Counts the rows of all tables but those the engine keeps for itself.
fn rows(connection: &Connection) -> Result<u64, Error> {
    const TABLES: &str = r"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
        AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_litestream\_%' ESCAPE '\'";
    let mut tables = connection.prepare(TABLES)?;
    let tables = tables.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let count = |table: String| -> rusqlite::Result<i64> {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
        connection.query_row(&sql, [], |row| row.get(0))
    };
    let counted = tables.into_iter().map(count).sum::<rusqlite::Result<i64>>()?;
    Ok(counted.unsigned_abs())
}

fn page_size(connection: &Connection) -> Result<u64, Error> {
    let size: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    Ok(size.unsigned_abs())
}
