//! A folder of files that appears as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
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
