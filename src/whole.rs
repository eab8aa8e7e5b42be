//! Files that are read whole: how large one may be, so that a wrong one is told and does not fill the memory.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The most, in bytes, of what people write by hand: policies, holidays, configuration, messages.
pub const WRITTEN: u64 = 4 << 20;
/// The most, in bytes, of what programs write of one ticket or one log: bundles of evidence, timelines, heads.
pub const TOLD: u64 = 64 << 20;

/// Reads a file of text whole.
///
/// # Errors
/// It cannot be read, is not UTF-8, or holds more than `most` bytes.
pub fn read(path: &Path, most: u64) -> io::Result<String> {
    read_from(File::open(path)?, most)
}

/// Reads a file of anything whole.
///
/// # Errors
/// It cannot be read, or holds more than `most` bytes.
pub fn read_bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    bytes_of(File::open(path)?, most)
}

/// Reads text to its end, likewise.
pub fn read_from(input: impl Read, most: u64) -> io::Result<String> {
    let bytes = bytes_of(input, most)?;
    String::from_utf8(bytes).map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not UTF-8"))
}

fn bytes_of(input: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if input.take(most + 1).read_to_end(&mut bytes)? as u64 > most {
        let why = format!("it holds more than {} MiB, which is more than such a file needs", most >> 20);
        return Err(io::Error::new(ErrorKind::FileTooLarge, why));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_or_no_text_is_refused() {
        assert_eq!(read_from(&b"\xc3\xa9"[..], 2).unwrap(), "\u{e9}");
        let refused = |input: &[u8]| read_from(input, 2).unwrap_err().to_string();
        assert_eq!(refused(b"\xc3"), "it is not UTF-8");
        // Whether it is cut within a letter makes no difference.
        assert!(refused("e\u{e9}".as_bytes()).starts_with("it holds more than"));
        let endless = read_from(io::repeat(b'x'), WRITTEN).unwrap_err();
        assert_eq!(endless.to_string(), "it holds more than 4 MiB, which is more than such a file needs");
    }
}
