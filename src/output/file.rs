//! Where data goes: standard output, or a file that is replaced as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::OutputError;
use crate::temporary;

/// The receiver of a command's data.
pub(super) enum Sink {
    /// Standard output.
    Stream(BufWriter<Box<dyn Write>>),
    /// The file of `-o`, opened when the first data comes.
    File(PathBuf, Option<Replacement>),
}

impl Sink {
    /// Lets `with` write to the receiver.
    pub(super) fn write(&mut self, with: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), OutputError> {
        match self {
            Self::Stream(stream) => Ok(with(stream)?),
            Self::File(path, open) => {
                let put = || match open {
                    Some(replacement) => with(&mut replacement.writer),
                    None => with(&mut open.insert(Replacement::begin(path)?).writer),
                };
                put().map_err(|source| OutputError::File { path: path.clone(), source })
            }
        }
    }

    /// Passes on what is still held back.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File(..) => Ok(()),
        }
    }

    /// Ends the data: a file gets its name only now.
    pub(super) fn finish(mut self) -> Result<(), OutputError> {
        self.flush()?;
        match self {
            Self::File(path, Some(open)) => open.finish().map_err(|source| OutputError::File { path, source }),
            _ => Ok(()),
        }
    }
}

/// A file being written under a temporary name beside its own; dropped before the end, it leaves nothing behind. Whoever is
/// killed leaves it to the next one who writes there.
pub(super) struct Replacement {
    writer: BufWriter<File>,
    target: PathBuf,
    /// `None` for a device or a pipe, which is written in place.
    temporary: Option<PathBuf>,
}

impl Replacement {
    fn begin(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
            let writer = BufWriter::new(OpenOptions::new().write(true).open(&target)?);
            return Ok(Self { writer, target, temporary: None });
        }
        temporary::clear(&target, ENDING, |stem| temporary::is_of(&target, stem), |left| fs::remove_file(left));
        let (temporary, file) = temporary::file(&target, ENDING, 0o666)?;
        let replacement = Self { writer: BufWriter::new(file), target, temporary: Some(temporary) };
        if let Some(existing) = existing {
            replacement.writer.get_ref().set_permissions(existing.permissions())?;
        }
        Ok(replacement)
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.flush()?;
        if let Some(temporary) = &self.temporary {
            self.writer.get_ref().sync_all()?;
            fs::rename(temporary, &self.target)?;
            self.temporary = None;
            // The name is in place; that it survives a power cut is worth trying, not worth failing for.
            let _ = File::open(temporary::parent(&self.target)).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = fs::remove_file(temporary);
        }
    }
}

/// How temporary names end: nobody else's do.
pub(super) const ENDING: &str = ".desk-part";

#[cfg(test)]
mod tests {
    use super::*;

    fn put(sink: &mut Sink, text: &str) -> Result<(), OutputError> {
        sink.write(|out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_at_the_end_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let mut sink = Sink::File(path.clone(), None);
        put(&mut sink, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        sink.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_command_that_fails_leaves_the_file_and_its_folder_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = Sink::File(folder.path().join("a.csv"), None);
        put(&mut sink, "half").unwrap();
        drop(sink);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_full_device_or_a_missing_folder_is_an_error_that_names_the_file() {
        let mut sink = Sink::File("/dev/full".into(), None);
        put(&mut sink, "data").unwrap();
        assert_eq!(sink.finish().unwrap_err().to_string(), "cannot write `/dev/full`");
        let mut sink = Sink::File("/no/such/folder/a\u{1b}.csv".into(), None);
        assert_eq!(put(&mut sink, "x").unwrap_err().to_string(), "cannot write `/no/such/folder/a\\u{1b}.csv`");
    }
}
