//! A file of letters, as mail readers open it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use super::letter::{Sender, letter};
use super::{duration, news, timed_out};
use crate::domain::Seconds;
use crate::domain::delivery::{News, Parcel, Setback};

/// Which file to add letters to.
#[derive(Debug, Clone)]
pub struct Mbox {
    /// The file, made if it is missing.
    pub file: PathBuf,
    /// How long to wait for another one to finish writing to it.
    pub timeout: Seconds,
}

impl Mbox {
    /// Adds a letter to the file, and waits until the disk has it.
    pub(super) fn send(&self, parcel: &Parcel) -> Result<(), Setback> {
        let news = news(parcel)?;
        let letter = letter(parcel, &news, &Sender::local()?, true)?;
        let entry = entry(&news, &letter.formatted());
        let refuse = |why: io::Error| Setback::new(format!("`{}` takes no letter: {why}", self.file.display()));
        let mut file = self.open().map_err(refuse)?;
        if !lock(&file, duration(self.timeout)).map_err(refuse)? {
            return Err(timed_out(&format!("whoever has locked `{}`", self.file.display()), self.timeout));
        }
        add(&mut file, &entry).map_err(refuse)
    }

    fn open(&self) -> io::Result<File> {
        OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.file)
    }
}

/// Locks the file, unless somebody else keeps it for too long.
fn lock(file: &File, patience: Duration) -> io::Result<bool> {
    const NAP: Duration = Duration::from_millis(20);
    let deadline = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(why)) => return Err(why),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return Ok(false),
            Err(TryLockError::WouldBlock) => thread::sleep(NAP),
        }
    }
}

/// Adds an entry whole, or leaves the file as it was.
fn add(file: &mut File, entry: &[u8]) -> io::Result<()> {
    let before = file.metadata()?.len();
    let gap: &[u8] = if ends_with_blank_line(file, before)? { b"" } else { b"\n\n" };
    let added = file.write_all(gap).and_then(|()| file.write_all(entry)).and_then(|()| file.sync_all());
    added.or_else(|why| file.set_len(before).and(Err(why)))
}

/// Somebody else may have written to it, and not to the end.
fn ends_with_blank_line(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(true);
    }
    let mut end = [b'\n'; 2];
    let start = length.saturating_sub(2);
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut end[usize::from(length == 1)..])?;
    Ok(end == [b'\n'; 2])
}

/// Puts a letter between the line that begins it and the blank one that ends it; none of its own passes for a beginning.
fn entry(news: &News, letter: &[u8]) -> Vec<u8> {
    let at = news.at().to_utc().format("%a %b %e %H:%M:%S %Y");
    let mut entry = format!("From desk@localhost {at}\n").into_bytes();
    for line in letter.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        entry.extend_from_slice(quoted(line));
        entry.extend_from_slice(line);
        entry.push(b'\n');
    }
    while entry.ends_with(b"\n\n") {
        entry.pop();
    }
    entry.push(b'\n');
    entry
}

/// Returns what goes before a line: `>` before `From `, quoted already or not, so that it can be taken off again.
fn quoted(line: &[u8]) -> &'static [u8] {
    let bare = line.iter().position(|byte| *byte != b'>').map_or(line, |start| &line[start..]);
    if bare.starts_with(b"From ") { b">" } else { b"" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_letter_passes_for_the_beginning_of_the_next() {
        let before = |line: &str| quoted(line.as_bytes()).len();
        assert_eq!(["From here", ">From here", ">>From here"].map(before), [1, 1, 1]);
        assert_eq!(["From: desk", "from here", " From here", "> From", "", ">"].map(before), [0; 6]);
    }
}
