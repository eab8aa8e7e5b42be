//! A folder of files that appears as a whole or not at all, or whose pages are replaced likewise.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::file::ENDING;
use crate::temporary;

/// A folder being written under a temporary name beside its own; dropped before the end, it leaves nothing behind. Whoever
/// is killed leaves it to the next one who writes there.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    /// `None` once the folder has its name.
    temporary: Option<PathBuf>,
    /// Locked for as long as it is written: nobody takes it for something that was left.
    _held: File,
}

impl Folder {
    /// Begins a folder that is new, or empty so far.
    pub fn begin(target: &Path) -> Result<Self, OutputError> {
        let failed = |source| OutputError::File { path: target.to_owned(), source };
        match fs::read_dir(target).map(|mut entries| entries.next().is_some()) {
            Ok(true) => return Err(OutputError::NotEmpty { path: target.to_owned() }),
            Ok(false) => {}
            Err(why) if why.kind() == io::ErrorKind::NotFound => {}
            Err(why) => return Err(failed(why)),
        }
        let remove = |left: &Path| fs::remove_dir_all(left);
        temporary::clear(target, ENDING, |stem| temporary::is_of(target, stem), remove);
        let (temporary, held) = temporary::folder(target, ENDING).map_err(failed)?;
        Ok(Self { target: target.to_owned(), temporary: Some(temporary), _held: held })
    }

    /// Begins pages for a folder that may be there with others in it, and with pages that an earlier run wrote.
    pub fn renew(target: &Path) -> Result<Self, OutputError> {
        if !target.is_dir() {
            return Self::begin(target);
        }
        // Inside of it: who may write there may not be able to write beside it.
        let inner = target.join("pages");
        let remove = |left: &Path| fs::remove_dir_all(left);
        temporary::clear(&inner, ENDING, |stem| temporary::is_of(&inner, stem), remove);
        let failed = |source| OutputError::File { path: target.to_owned(), source };
        let (temporary, held) = temporary::folder(&inner, ENDING).map_err(failed)?;
        Ok(Self { target: target.to_owned(), temporary: Some(temporary), _held: held })
    }

    /// Writes a file in it.
    pub fn file<T, E: From<OutputError>>(
        &self,
        name: &str,
        with: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    ) -> Result<T, E> {
        let failed = |source| OutputError::File { path: self.target.join(name), source };
        let path = self.temporary.as_ref().map_or_else(|| self.target.join(name), |folder| folder.join(name));
        let mut file = Noting { inner: BufWriter::new(File::create_new(path).map_err(failed)?), failed: None };
        let done = with(&mut file);
        // Whoever writes knows of no path.
        if let Some(source) = file.failed {
            return Err(failed(source).into());
        }
        file.inner.flush().and_then(|()| file.inner.get_ref().sync_all()).map_err(failed)?;
        done
    }

    /// Puts pages into their folder, `last` after all others, and takes those away that an earlier run wrote and this one did
    /// not: files that `is_ours` tells from others by how they begin.
    ///
    /// # Errors
    /// A file of the name of a page is not ours; the folder is as it was.
    pub fn replace(self, last: &str, is_ours: impl Fn(&str) -> bool) -> Result<(), OutputError> {
        let Some(temporary) = self.temporary.clone() else { return Ok(()) };
        if temporary.parent() != Some(&self.target) {
            return self.finish();
        }
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| OutputError::File { path, source }
        };
        let ours = pages(&self.target, &is_ours).map_err(failed(&self.target))?;
        let mut new: Vec<OsString> = names(&temporary).map_err(failed(&temporary))?;
        new.sort_by_key(|name| (name == last, name.clone()));
        for path in new.iter().map(|name| self.target.join(name)) {
            if path.symlink_metadata().is_ok() && !ours.iter().any(|name| self.target.join(name) == path) {
                return Err(OutputError::NotOurs { path });
            }
        }
        for name in &new {
            let path = self.target.join(name);
            fs::rename(temporary.join(name), &path).map_err(failed(&path))?;
        }
        for path in ours.iter().filter(|name| !new.contains(name)).map(|name| self.target.join(name)) {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
        // The names are in place; that they survive a power cut is worth trying, not worth failing for.
        let _ = File::open(&self.target).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Gives the folder its name.
    pub fn finish(mut self) -> Result<(), OutputError> {
        let Some(temporary) = self.temporary.clone() else { return Ok(()) };
        let named = File::open(&temporary)
            .and_then(|folder| folder.sync_all())
            // Onto an empty folder a folder may be renamed; onto anything else it may not.
            .and_then(|()| fs::rename(&temporary, &self.target));
        named.map_err(|source| OutputError::File { path: self.target.clone(), source })?;
        self.temporary = None;
        // The name is in place; that it survives a power cut is worth trying, not worth failing for.
        let _ = File::open(temporary::parent(&self.target)).and_then(|parent| parent.sync_all());
        Ok(())
    }
}

/// Returns what a folder has in it.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
}

/// How much of a file is read to see whose it is.
const BEGINNING: u64 = 1024;

/// Returns the pages in a folder that are ours.
fn pages(folder: &Path, is_ours: &impl Fn(&str) -> bool) -> io::Result<Vec<OsString>> {
    let mut found = Vec::new();
    for name in names(folder)? {
        let path = folder.join(&name);
        if path.extension().is_none_or(|extension| extension != "html") || !path.symlink_metadata()?.is_file() {
            continue;
        }
        let mut beginning = Vec::new();
        File::open(&path)?.take(BEGINNING).read_to_end(&mut beginning)?;
        if is_ours(&String::from_utf8_lossy(&beginning)) {
            found.push(name);
        }
    }
    Ok(found)
}

/// A writer that keeps what the system said when it could not write.
struct Noting {
    inner: BufWriter<File>,
    failed: Option<io::Error>,
}

impl Noting {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|why| {
            let kind = why.kind();
            self.failed.get_or_insert(why);
            kind.into()
        })
    }
}

impl Write for Noting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.inner.write(bytes);
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.inner.flush();
        self.note(done)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = fs::remove_dir_all(temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: &str = "<!-- ours -->";

    fn renewed(target: &Path, pages: &[&str]) -> Result<(), OutputError> {
        let folder = Folder::renew(target)?;
        for name in pages {
            folder.file(name, |to| write!(to, "{MARK}new").map_err(OutputError::from))?;
        }
        folder.replace("index.html", |beginning| beginning.contains(MARK))
    }

    fn seen(target: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            names(target).unwrap().into_iter().map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names.into_iter().map(|name| format!("{name}: {}", fs::read_to_string(target.join(&name)).unwrap())).collect()
    }

    #[test]
    fn pages_replace_those_of_the_run_before_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("pages");
        renewed(&target, &["index.html", "old.html"]).unwrap();
        fs::write(target.join("due.ics"), "theirs").unwrap();
        fs::write(target.join("their.html"), "theirs").unwrap();
        renewed(&target, &["index.html", "more.html"]).unwrap();
        let page = format!("{MARK}new");
        let expected = [("due.ics", "theirs"), ("index.html", &page), ("more.html", &page), ("their.html", "theirs")];
        assert_eq!(seen(&target), expected.map(|(name, text)| format!("{name}: {text}")));
        assert_eq!(names(place.path()).unwrap(), ["pages"]);
    }

    #[test]
    fn a_page_of_somebody_else_stays_and_nothing_is_written() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("index.html"), "theirs").unwrap();
        let refused = renewed(place.path(), &["index.html", "more.html"]).unwrap_err();
        assert!(matches!(refused, OutputError::NotOurs { .. }), "{refused}");
        assert_eq!(seen(place.path()), ["index.html: theirs"]);
    }

    #[test]
    fn pages_that_are_given_up_leave_nothing_behind() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::renew(place.path()).unwrap();
        folder.file("index.html", |to| write!(to, "half").map_err(OutputError::from)).unwrap();
        drop(folder);
        assert!(seen(place.path()).is_empty());
    }
}
