//! A folder of files that appears as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::OutputError;

/// A folder being written under a temporary name beside its own; dropped before the end, it leaves nothing behind.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    /// `None` once the folder has its name.
    temporary: Option<PathBuf>,
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
        let name = target.file_name().ok_or_else(|| failed(io::Error::other("it does not name a folder")))?;
        let name = format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id());
        let temporary = target.with_file_name(name);
        fs::create_dir(&temporary).map_err(failed)?;
        Ok(Self { target: target.to_owned(), temporary: Some(temporary) })
    }

    /// Writes a file in it.
    pub fn file<T, E: From<OutputError>>(
        &self,
        name: &str,
        with: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    ) -> Result<T, E> {
        let failed = |source| OutputError::File { path: self.target.join(name), source };
        let path = self.temporary.as_ref().map_or_else(|| self.target.join(name), |folder| folder.join(name));
        let mut file = BufWriter::new(File::create_new(path).map_err(failed)?);
        let done = with(&mut file)?;
        file.flush().and_then(|()| file.get_ref().sync_all()).map_err(failed)?;
        Ok(done)
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
        let parent = self.target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _ = File::open(parent).and_then(|parent| parent.sync_all());
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = fs::remove_dir_all(temporary);
        }
    }
}
