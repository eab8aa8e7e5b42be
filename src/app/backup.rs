//! Copies of the desk: made, put back, and made before the file is brought up to this program's version.

use std::path::{Path, PathBuf};

use super::{Caller, Clock, Desk, Rules};
use crate::domain::access::Deed;
use crate::domain::audit::{Entry, Object};
use crate::domain::fault::{Fault, first_of};
use crate::domain::{Instant, backup};
use crate::error::{Error, ExitCode};
use crate::store::{Copied, Store, Tell};

/// A backup that was made.
#[derive(Debug)]
pub struct BackedUp {
    /// The copy.
    pub copy: Copied,
    /// Older ones that were deleted.
    pub removed: Vec<PathBuf>,
    /// Why the desk could not note that it was made.
    pub unnoted: Option<Error>,
}

/// A desk that was made what a backup is.
#[derive(Debug)]
pub struct PutBack {
    /// How large the file is now.
    pub bytes: u64,
    /// How many rows its tables hold.
    pub rows: u64,
    /// Where what was there before is kept; none if nothing was there.
    pub kept: Option<PathBuf>,
    /// What is wrong with what was there before, which is kept as it is.
    pub damage: Vec<Fault>,
    /// What is wrong with the backup, and can be derived anew.
    pub faults: Vec<Fault>,
    /// Why the desk could not note that it was restored.
    pub unnoted: Option<Error>,
}

impl Desk {
    /// Opens the desk at `path` to be looked at: not a byte of it will change.
    pub fn open_to_look(path: &Path, clock: Clock, caller: Caller, rules: Rules) -> Result<Self, Error> {
        Ok(Self { store: Store::look(path)?, clock, caller, rules, told_in_series: Vec::new() })
    }

    /// Copies the desk to `to`, or into the folder `to` under a name that says when; there, no more than the newest `keep`
    /// backups stay, if that many are named.
    pub fn backup(
        &mut self,
        to: &Path,
        replace: bool,
        keep: Option<usize>,
        tell: &mut Tell<'_>,
    ) -> Result<BackedUp, Error> {
        let entry = self.look(Deed::DeskBackup, |_, by| Ok::<_, Error>(by.entry()))?;
        let desk = stem(self.path());
        let path = within(to, &backup::name(&desk, "", self.now()));
        let copy = self.store.copy_to(&path, replace, tell)?;
        let removed = keep.map_or(Ok(Vec::new()), |keep| Store::thin_out(&copy.path, &desk, keep))?;
        let after = format!("[{{\"bytes\":{},\"rows\":{},\"sha256\":\"{}\"}}]", copy.bytes, copy.rows, copy.sha256);
        let entry = Entry { object: Some(file(&copy.path)), after: Some(after), ..entry };
        // The backup is there, whatever becomes of the note of it.
        let unnoted = self.store.write(|tx| tx.tell(entry)).err();
        Ok(BackedUp { copy, removed, unnoted })
    }

    /// Says why this desk cannot be put back in place of another one, or else what is wrong with it that can be derived
    /// anew.
    pub fn fit_to_restore(&mut self, tell: &mut Tell<'_>) -> Result<Vec<Fault>, Error> {
        let faults = self.faults(true, tell)?;
        let (derived, damage): (Vec<Fault>, _) = faults.into_iter().partition(|fault| fault.kind.is_derived());
        if damage.is_empty() {
            return Ok(derived);
        }
        Err(Error::Damaged { path: self.path().to_owned(), what: first_of(&damage) })
    }

    /// Makes the desk at `path` what this one is, once what is there is copied to a file beside it.
    pub fn restore_to(&mut self, path: &Path, faults: Vec<Fault>, tell: &mut Tell<'_>) -> Result<PutBack, Error> {
        let (now, entry) = (self.now(), self.may_restore(path)?);
        let store = &self.store;
        let restored = numbered(path, "replaced", now, |keep| store.restore_to(path, keep, tell))?;
        let entry = entry.map(|entry| Entry { object: Some(file(store.path())), ..entry });
        let note = |entry| Store::open(path)?.write(|tx| tx.tell(entry));
        let unnoted = entry.and_then(|entry| note(entry).err());
        Ok(PutBack {
            bytes: restored.bytes,
            rows: restored.rows,
            kept: restored.kept,
            damage: restored.damage,
            faults,
            unnoted,
        })
    }

    /// Refuses to restore the desk at `path` for somebody who may not. A desk that cannot answer, being damaged or not there,
    /// stops nobody.
    pub fn permit_restore(&self, path: &Path) -> Result<(), Error> {
        self.may_restore(path).map(drop)
    }

    /// Returns what the log of the desk at `path` is to tell of its being restored.
    fn may_restore(&self, path: &Path) -> Result<Option<Entry>, Error> {
        let live = match Self::open(path, self.clock, self.caller.clone(), self.rules.clone()) {
            Err(Error::Older { .. }) => self.brought_up(path),
            opened => opened,
        };
        match live.and_then(|mut live| live.look(Deed::DeskRestore, |_, by| Ok::<_, Error>(by.entry()))) {
            Ok(entry) => Ok(Some(entry)),
            // Whatever is wrong with the file is what restoring it is for.
            Err(why) if !matches!(why.exit_code(), ExitCode::Refused | ExitCode::Busy) => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Opens an older file as it would be by now, of which nothing is stored: who may do what stands in it.
    fn brought_up(&self, path: &Path) -> Result<Self, Error> {
        let (store, _) = Store::begin_upgrade(path)?;
        let (caller, rules) = (self.caller.clone(), self.rules.clone());
        Ok(Self { store, clock: self.clock, caller, rules, told_in_series: Vec::new() })
    }
}

/// Names a file as the audit log does.
pub(super) fn file(path: &Path) -> Object {
    Object { noun: "file".to_owned(), name: path.display().to_string() }
}

/// Returns the name of a desk file without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Returns `to`, or the file of this name in it if it is a folder.
pub(super) fn within(to: &Path, name: &str) -> PathBuf {
    let is_folder = to.is_dir() || to.as_os_str().as_encoded_bytes().ends_with(b"/");
    if is_folder { to.join(name) } else { to.to_owned() }
}

/// Does `work` with the first name beside a file that is free: several may be wanted within a second.
pub(super) fn numbered<T>(
    path: &Path,
    mark: &str,
    now: Instant,
    mut work: impl FnMut(&Path) -> Result<T, Error>,
) -> Result<T, Error> {
    const TRIED: u32 = 100;
    let mut number = 1;
    loop {
        let mark = if number == 1 { mark.to_owned() } else { format!("{mark}-{number}") };
        let free = path.with_file_name(backup::name(&stem(path), &mark, now));
        match work(&free) {
            Err(Error::InTheWay { path, replaceable: true, .. }) if number < TRIED && path == free => number += 1,
            done => return done,
        }
    }
}
