//! The zip around a workbook: its parts by name, each inflated under limits.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::CrcReader;
use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::super::source::Reading;
use super::broken;

/// The most of the zip's own directory that is read: room for some ten thousand parts.
const DIRECTORY_LIMIT: u64 = 1 << 20;
/// From how much on a part may not be larger than [`RATIO_LIMIT`] times what it was packed into.
const RATIO_FROM: u64 = 8 << 20;
/// Sheets that people fill pack some 10 to 1, those of a program that repeats itself 30 to 1; bombs up to 1,000 to 1.
const RATIO_LIMIT: u64 = 100;

/// The parts of a workbook.
pub(super) struct Container {
    bytes: Reading,
    archive: ZipArchive<Rationed>,
}

/// Where a part lies, and how it is packed.
#[derive(Debug, Clone)]
pub(super) struct Part {
    name: String,
    start: u64,
    packed: u64,
    /// How large it says that it is.
    declared: u64,
    deflated: bool,
    crc: u32,
}

impl Container {
    /// Reads the directory.
    pub(super) fn open(bytes: Reading) -> io::Result<Self> {
        let mut mark = Vec::new();
        bytes.clone().take(8).read_to_end(&mut mark)?;
        if mark == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] {
            return Err(broken(
                "a workbook of the old kind (.xls) or one with a password; save it as .xlsx without one",
            ));
        }
        if !mark.starts_with(b"PK") {
            return Err(broken("not an xlsx file: it does not begin like one"));
        }
        let left = Rc::new(Cell::new(DIRECTORY_LIMIT));
        let archive = ZipArchive::new(Rationed { bytes: bytes.clone(), left: Rc::clone(&left) });
        let archive = archive.map_err(|why| broken(plain(why)))?;
        left.set(u64::MAX);
        Ok(Self { bytes, archive })
    }

    /// Finds a part; names differ in letter case between writers.
    pub(super) fn part(&mut self, name: &str) -> io::Result<Option<Part>> {
        let same = |other: &[u8]| other.eq_ignore_ascii_case(name.as_bytes());
        let Some(position) = self.archive.file_names_raw().position(same) else { return Ok(None) };
        let damaged = |why: String| broken(format!("the part `{name}` cannot be read: {why}"));
        let file = self.archive.by_index_raw(position).map_err(|why| damaged(plain(why)))?;
        let deflated = match file.compression() {
            _ if file.encrypted() => return Err(damaged("it has a password".to_owned())),
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(damaged(format!("it is packed by `{other}`"))),
        };
        let start = file.data_start().ok_or_else(|| damaged("it is nowhere".to_owned()))?;
        Ok(Some(Part {
            name: name.to_owned(),
            start,
            packed: file.compressed_size(),
            declared: file.size(),
            deflated,
            crc: file.crc32(),
        }))
    }

    /// Starts to inflate a part, up to `limit` bytes.
    pub(super) fn read(&self, part: &Part, limit: u64) -> Inflated {
        part.read(&self.bytes, limit)
    }
}

impl Part {
    /// Starts to inflate the part from the bytes of its file, up to `limit` bytes.
    pub(super) fn read(&self, file: &Reading, limit: u64) -> Inflated {
        let packed = file.clone().from(self.start).take(self.packed);
        let inflated: Box<dyn Read> =
            if self.deflated { Box::new(DeflateDecoder::new(packed)) } else { Box::new(packed) };
        let limit = limit.min(RATIO_FROM.max(self.packed.saturating_mul(RATIO_LIMIT)));
        Inflated { bytes: CrcReader::new(inflated), part: self.clone(), read: 0, limit }
    }
}

/// Says what is wrong with a zip without the library's preamble.
fn plain(why: ZipError) -> String {
    match why {
        ZipError::InvalidArchive(_) => "its zip archive is cut short or damaged".to_owned(),
        ZipError::Io(why) => why.to_string(),
        other => other.to_string(),
    }
}

/// A part as it is inflated: an error where it grows over its limit, or differs from its checksum at the end.
pub(super) struct Inflated {
    bytes: CrcReader<Box<dyn Read>>,
    part: Part,
    read: u64,
    limit: u64,
}

impl Read for Inflated {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let damaged = |why: String| broken(format!("the part `{}` {why}", self.part.name));
        let read = self.bytes.read(out).map_err(|why| damaged(format!("is damaged: {why}")))?;
        self.read += read as u64;
        if self.read.max(self.part.declared) > self.limit {
            let (packed, mebibytes) = (self.part.packed, self.limit >> 20);
            return Err(damaged(format!(
                "unpacks from {packed} bytes to more than {mebibytes} MiB, which no sheet does"
            )));
        }
        if read == 0 && !out.is_empty() && self.bytes.crc().sum() != self.part.crc {
            return Err(damaged("is damaged: it differs from its checksum".to_owned()));
        }
        Ok(read)
    }
}

/// A file of which only so much may be read: what a zip says of its directory is not to be relied on.
struct Rationed {
    bytes: Reading,
    left: Rc<Cell<u64>>,
}

impl Read for Rationed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or_else(|| broken("its zip directory is over 1 MiB, which no workbook needs"))?);
        Ok(read)
    }
}

impl Seek for Rationed {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
