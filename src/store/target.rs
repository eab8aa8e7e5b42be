//! A file that appears whole under its name, or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;

use super::open::{BESIDE, beside, calls_itself_a_desk};
use crate::domain::backup;
use crate::error::Error;

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
        // What cannot be cleared takes room, and is in nobody's way.
        let _ = clear_what_was_left(path, spared);
        let (temporary, held) = make_beside(path).map_err(unwritable)?;
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
        File::open(folder(&self.path))?.sync_all()?;
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

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn file_name(path: &Path) -> io::Result<String> {
    let name = path.file_name().ok_or_else(|| io::Error::other("it does not name a file"))?;
    Ok(name.to_string_lossy().into_owned())
}

/// Makes a new file in the folder of `path`, where a rename cannot cross file systems, for its maker alone, and locks it.
fn make_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    const TRIED: u32 = 100;
    let name = file_name(path)?;
    for number in 0..TRIED {
        let temporary = folder(path).join(temporary_name(&name, number));
        let file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary) {
            Ok(file) => file,
            Err(why) if why.kind() == ErrorKind::AlreadyExists => continue,
            Err(why) => return Err(why),
        };
        // Not every file system knows locks; on those, nothing is ever taken for left.
        let is_taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        // Before it was locked, somebody may have cleared it.
        if !is_taken && is_still(&temporary, &file) {
            return Ok((temporary, file));
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn temporary_name(name: &str, number: u32) -> String {
    format!(".{name}.{}.{number}.tmp", std::process::id())
}

/// Returns whose temporary name a name is.
fn whose(temporary: &str) -> Option<&str> {
    let (rest, number) = temporary.strip_prefix('.')?.strip_suffix(".tmp")?.rsplit_once('.')?;
    let (name, process) = rest.rsplit_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(number) && is_number(process)).then_some(name)
}

fn is_still(path: &Path, file: &File) -> bool {
    let (named, open) = (fs::symlink_metadata(path), file.metadata());
    named.is_ok_and(|named| open.is_ok_and(|open| (named.dev(), named.ino()) == (open.dev(), open.ino())))
}

/// Removes what others who were writing to `path`, or desks beside it, have left when they were killed. Nobody holds its lock
/// any more; whether a process of that number lives says nothing of it.
fn clear_what_was_left(path: &Path, desk: &Path) -> io::Result<()> {
    let (name, desk) = (file_name(path)?, desk.file_stem().unwrap_or_default().to_string_lossy());
    for entry in fs::read_dir(folder(path))? {
        let entry = entry?;
        let found = entry.file_name();
        let Some(of) = whose(found.to_str().unwrap_or_default()) else { continue };
        let left = entry.path();
        let is_ours = || of == name || backup::is_called_after(&desk, of) || calls_itself_a_desk(&left);
        if entry.file_type()?.is_file() && is_ours() {
            // What is still being written stays.
            let _ = clear(&left);
        }
    }
    Ok(())
}

fn clear(left: &Path) -> io::Result<()> {
    let file =
        OpenOptions::new().write(true).custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits()).open(left)?;
    file.try_lock()?;
    if is_still(left, &file) {
        fs::remove_file(left)?;
        BESIDE.iter().try_for_each(|what| remove_if_there(&beside(left, what)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_name_says_whose_it_is() {
        assert_eq!(whose(&temporary_name("desk.2.db", 3)), Some("desk.2.db"));
        for other in ["desk.db.1.2.tmp", ".desk.db.1.x.tmp", ".desk.db.1..tmp", ".1.2.tmp", ".desk.db"] {
            assert_eq!(whose(other), None, "{other}");
        }
    }

    #[test]
    fn what_nobody_holds_is_cleared_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let path = place("desk-2026-11-22T10-00-00Z.db");
        let (held, _lock) = make_beside(&path).unwrap();
        let left = [".desk-2026-11-21T10-00-00Z.db.77.0.tmp", ".desk-v3-2026-11-21T10-00-00Z.db.77.0.tmp"].map(place);
        let others =
            [".other-2026-11-21T10-00-00Z.db.77.0.tmp", "desk-2026-11-21T10-00-00Z.db", ".desk.tmp"].map(place);
        left.iter().chain(&others).for_each(|path| fs::write(path, "").unwrap());
        fs::create_dir(place(".desk-2026-11-20T10-00-00Z.db.77.0.tmp")).unwrap();
        std::os::unix::fs::symlink(&others[1], place(".desk-2026-11-19T10-00-00Z.db.77.0.tmp")).unwrap();
        clear_what_was_left(&path, Path::new("/elsewhere/desk.db")).unwrap();
        assert_eq!(left.map(|path| path.exists()), [false, false]);
        assert!(held.exists() && others.iter().all(|path| path.exists()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6);
    }
}
