//! Files and folders written under a temporary name beside their own. Each is locked for as long as it is written: what
//! nobody holds was left by a process that was killed, whether or not another one has its number by now.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;

/// How many names are tried before it is said that none is free.
const TRIED: u32 = 100;

/// Makes a new file for the bits of `mode` in the folder of `target`, where a rename cannot cross file systems; its name
/// ends in `ending`. It is locked until the returned file is closed.
pub fn file(target: &Path, ending: &str, mode: u32) -> io::Result<(PathBuf, File)> {
    let new = |path: &Path| OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    first_free(target, ending, new)
}

/// Makes a new folder likewise.
pub fn folder(target: &Path, ending: &str) -> io::Result<(PathBuf, File)> {
    first_free(target, ending, |path| fs::create_dir(path).and_then(|()| File::open(path)))
}

/// Returns the folder that something is in.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn first_free(target: &Path, ending: &str, new: impl Fn(&Path) -> io::Result<File>) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or_else(|| io::Error::other("it does not name a file"))?.to_string_lossy();
    for number in 0..TRIED {
        let path = parent(target).join(format!(".{name}.{}.{number}{ending}", std::process::id()));
        let made = match new(&path) {
            Ok(made) => made,
            Err(why) if why.kind() == ErrorKind::AlreadyExists => continue,
            Err(why) => return Err(why),
        };
        // Not every file system knows locks; on those, nothing is ever taken for left.
        let is_taken = matches!(made.try_lock(), Err(TryLockError::WouldBlock));
        // Before it was locked, somebody may have cleared it.
        if !is_taken && is_still(&path, &made) {
            return Ok((path, made));
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Removes what those who were killed have left in the folder of `target`: of names that end in `ending`, those that
/// `are_meant`, given what stands between the first dot and the end. What cannot be cleared takes room, and is in nobody's
/// way. `remove` removes what is found.
pub fn clear(target: &Path, ending: &str, are_meant: impl Fn(&str) -> bool, remove: impl Fn(&Path) -> io::Result<()>) {
    let Ok(entries) = fs::read_dir(parent(target)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let stem = name.to_str().and_then(|name| name.strip_prefix('.')?.strip_suffix(ending));
        if stem.is_some_and(&are_meant) {
            // What is still being written stays.
            let _ = clear_one(&entry.path(), &remove);
        }
    }
}

/// Tells whether `stem` is that of a temporary name of `target`: its own name, a process and a number.
pub fn is_of(target: &Path, stem: &str) -> bool {
    let Some(name) = target.file_name().map(|name| name.to_string_lossy()) else { return false };
    let numbers = stem.strip_prefix(&*name).and_then(|rest| rest.strip_prefix('.')?.split_once('.'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(process, number)| is_number(process) && is_number(number))
}

fn clear_one(left: &Path, remove: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    let flags = (OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits();
    let opened = |how: &mut OpenOptions| how.custom_flags(flags).open(left);
    // Some file systems lock only what may be written; a folder, or a file nobody may write, can only be read.
    let held = opened(OpenOptions::new().write(true)).or_else(|_| opened(OpenOptions::new().read(true)))?;
    let is_ordinary = |found: &Metadata| found.is_file() || found.is_dir();
    held.try_lock()?;
    if is_ordinary(&held.metadata()?) && is_still(left, &held) { remove(left) } else { Ok(()) }
}

fn is_still(path: &Path, file: &File) -> bool {
    let (named, open) = (fs::symlink_metadata(path), file.metadata());
    named.is_ok_and(|named| open.is_ok_and(|open| (named.dev(), named.ino()) == (open.dev(), open.ino())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_cleared_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("list.csv");
        let path = |name: &str| place.path().join(name);
        let (held, lock) = file(&target, ".part", 0o666).unwrap();
        let (held_folder, _lock) = folder(&target, ".part").unwrap();
        let others =
            [".list.csv.7.part", ".list.csv.x.0.part", ".more.list.csv.7.0.part", ".list.csv.7.0.tmp", "a.part"];
        let left = path(".list.csv.7.0.part");
        others.iter().map(|name| path(name)).chain([left.clone()]).for_each(|path| fs::write(path, "").unwrap());
        std::os::unix::fs::symlink(path("a.part"), path(".list.csv.8.0.part")).unwrap();
        let meant = |stem: &str| is_of(&target, stem);
        clear(&target, ".part", meant, |left| fs::remove_file(left));
        assert!(!left.exists() && held.exists() && held_folder.is_dir());
        assert!(others.iter().all(|name| path(name).exists()) && path(".list.csv.8.0.part").is_symlink());
        drop(lock);
        clear(&target, ".part", meant, |left| fs::remove_file(left));
        assert!(!held.exists() && held_folder.is_dir());
    }
}
