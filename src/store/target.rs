//! A file that appears whole under its name, or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::open::{BESIDE, beside};
use crate::error::Error;
use crate::temporary;

/// A file being written under a temporary name beside its own; dropped before the end, it leaves nothing behind. Whoever is
/// killed leaves it to the next one who writes there.
#[derive(Debug)]
pub(super) struct Target {
    path: PathBuf,
    temporary: PathBuf,
    /// Locked for as long as it is written: nobody takes it for something that was left.
    _held: File,
    replace: bool,
}

impl Target {
    /// Begins a file at `path`; what is there is replaced only if `replace` says so, and `spared` never is.
    pub(super) fn begin(path: &Path, replace: bool, spared: &Path) -> Result<Self, Error> {
        let refused =
            |why: &str, replaceable| Error::InTheWay { path: path.to_owned(), why: why.to_owned(), replaceable };
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => {
                return Err(refused("it is a symbolic link; name the file itself", false));
            }
            Ok(found) if found.is_dir() => return Err(refused("it is a folder", false)),
            Ok(found) if !found.is_file() => return Err(refused("it is not a regular file", false)),
            Ok(_) if is_of(path, spared) => return Err(refused("it is the desk itself", false)),
            Ok(_) if !replace => return Err(refused("there is a file of that name already", true)),
            Ok(_) => {}
            Err(why) if why.kind() == ErrorKind::NotFound => {}
            Err(source) => return Err(Error::Unwritable { path: path.to_owned(), source }),
        }
        // The engine would take what another file of that name has left for a part of this one.
        if let Some(left) = BESIDE.map(|what| beside(path, what)).iter().find(|left| left.exists() && !replace) {
            return Err(refused(&format!("`{}` is left of another file of that name", left.display()), true));
        }
        let unwritable = |source| Error::Unwritable { path: path.to_owned(), source };
        clear_what_was_left(path);
        let (temporary, held) = temporary::file(path, ENDING, 0o600).map_err(unwritable)?;
        Ok(Self { path: path.to_owned(), temporary, _held: held, replace })
    }

    /// Returns the temporary name.
    pub(super) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Gives the file its name, and returns that in full. It is on the disk by then.
    pub(super) fn finish(self) -> Result<PathBuf, Error> {
        self.name().map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => Error::InTheWay {
                path: self.path.clone(),
                why: "there is a file of that name by now".to_owned(),
                replaceable: true,
            },
            _ => Error::Unwritable { path: self.path.clone(), source },
        })
    }

    fn name(&self) -> io::Result<PathBuf> {
        File::open(&self.temporary)?.sync_all()?;
        if self.replace {
            for left in BESIDE.map(|what| beside(&self.path, what)) {
                remove_if_there(&left)?;
            }
            fs::rename(&self.temporary, &self.path)?;
        } else {
            self.name_without_replacing()?;
        }
        File::open(temporary::parent(&self.path))?.sync_all()?;
        fs::canonicalize(&self.path)
    }

    /// Renames, unless somebody else was faster: a second name is given only where there is none.
    fn name_without_replacing(&self) -> io::Result<()> {
        match fs::hard_link(&self.temporary, &self.path) {
            Ok(()) => fs::remove_file(&self.temporary),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => Err(why),
            // Not every file system knows second names.
            Err(_) if !self.path.exists() => fs::rename(&self.temporary, &self.path),
            Err(_) => Err(ErrorKind::AlreadyExists.into()),
        }
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // Nobody knows these names; after the end there is nothing of them.
        let _ = fs::remove_file(&self.temporary);
        for left in BESIDE.map(|what| beside(&self.temporary, what)) {
            let _ = fs::remove_file(left);
        }
    }
}

/// Tells whether a path is that of a desk, or of what the engine keeps beside it, under whatever name.
pub(super) fn is_of(path: &Path, desk: &Path) -> bool {
    let node = |path: &Path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    let Some(named) = node(path) else { return false };
    node(desk) == Some(named) || BESIDE.iter().any(|what| node(&beside(desk, what)) == Some(named))
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}

/// How temporary names end: nobody else's do.
const ENDING: &str = ".desk-copy";

/// Removes what others who were writing copies to that folder have left when they were killed: backups are named by the
/// time, so that none is ever of the same name.
fn clear_what_was_left(path: &Path) {
    temporary::clear(
        path,
        ENDING,
        |_| true,
        |left| {
            fs::remove_file(left)?;
            BESIDE.iter().try_for_each(|what| remove_if_there(&beside(left, what)))
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_cleared_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let (held, _lock) = temporary::file(&place("desk-2026-11-22T10-00-00Z.db"), ENDING, 0o600).unwrap();
        let left = [".desk-2026-11-21T10-00-00Z.db.77.0.desk-copy", ".other.db.77.0.desk-copy"].map(place);
        let others = [".desk.db.77.0.tmp", "desk.db", "my.desk-copy"].map(place);
        left.iter().chain(&others).for_each(|path| fs::write(path, "").unwrap());
        fs::create_dir(place(".folder.77.0.desk-copy")).unwrap();
        std::os::unix::fs::symlink(&others[1], place(".link.77.0.desk-copy")).unwrap();
        clear_what_was_left(&place("desk.db"));
        assert_eq!(left.map(|path| path.exists()), [false, false]);
        assert!(held.exists() && others.iter().all(|path| path.exists()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6);
    }
}
