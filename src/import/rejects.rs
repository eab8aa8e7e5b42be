//! The rows that were refused, in a file of their own to be mended and imported again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;
use tempfile::NamedTempFile;

use super::header::REJECT_COLUMNS;
use super::refusal::Refusal;
use super::rows::{Import, Rows};
use super::source::Format;
use super::values::is_guarded;

/// Writes refused rows beside the file they came from: all their columns as they were, then `line`, `field` and
/// `reason`; an object gets the same under the key `rejected`. Nothing is there under the final name before
/// [`Rejects::finish`].
#[derive(Debug)]
pub struct Rejects {
    path: PathBuf,
    header: Vec<u8>,
    /// How many columns the file has.
    columns: usize,
    /// How many cells each of its rows should have.
    width: usize,
    /// Whether cells need a `'` in front that a spreadsheet would run from a csv file, and did not run where they were.
    guards: bool,
    file: Option<BufWriter<NamedTempFile>>,
    rows: u64,
}

impl Rejects {
    /// Prepares `tickets.rejected.csv` beside `tickets.csv`; for standard input, `stdin.rejected.csv` in the current
    /// folder.
    pub fn beside(import: &Import) -> Self {
        let extension = if import.source().format() == Format::Jsonl { "rejected.jsonl" } else { "rejected.csv" };
        let path = import.source().path().unwrap_or(Path::new("stdin")).with_extension(extension);
        Self::at(path, import)
    }

    /// Prepares a file of the given name. A mended file is imported as it is only if the name ends with
    /// `.rejected.csv` or `.rejected.jsonl`.
    pub fn at(path: impl Into<PathBuf>, import: &Import) -> Self {
        let mut header = Vec::new();
        if import.source().format() != Format::Jsonl {
            let columns = import.columns().iter().map(String::as_bytes);
            write_line(&mut header, columns.chain(REJECT_COLUMNS.map(str::as_bytes)));
        }
        let guards = import.source().format() == Format::Xlsx;
        Self {
            path: path.into(),
            header,
            columns: import.columns().len(),
            width: import.width(),
            guards,
            file: None,
            rows: 0,
        }
    }

    /// Writes the row that was read last.
    pub fn write(&mut self, rows: &Rows<'_>, refusal: &Refusal) -> io::Result<()> {
        let mut line = Vec::new();
        if let Some(object) = rows.json() {
            reject_object(&mut line, object, refusal);
        } else {
            let guarded: Vec<Vec<u8>> = rows.cells().map(|cell| guarded(cell, self.guards)).collect();
            let cells = guarded.iter().map(Vec::as_slice).collect();
            reject_cells(&mut line, cells, self.columns, self.width, refusal);
        }
        self.rows += 1;
        self.open()?.write_all(&line)
    }

    /// Returns how many rows were written.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Gives the file its name, and returns it; `None` if no row was refused, and so no file is there.
    pub fn finish(self) -> io::Result<Option<PathBuf>> {
        let Some(file) = self.file else { return Ok(None) };
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        fs::File::open(folder(&self.path))?.sync_all()?;
        Ok(Some(self.path))
    }

    fn open(&mut self) -> io::Result<&mut BufWriter<NamedTempFile>> {
        match &mut self.file {
            Some(file) => Ok(file),
            none => {
                let file = tempfile::Builder::new().prefix(".desk-").tempfile_in(folder(&self.path))?;
                let file = none.insert(BufWriter::new(file));
                file.write_all(&self.header)?;
                Ok(file)
            }
        }
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts a `'` before a cell that begins like a formula; reading takes it off again.
fn guarded(cell: &[u8], guards: bool) -> Vec<u8> {
    let runs = || std::str::from_utf8(cell).is_ok_and(|cell| is_guarded(&format!("'{cell}")));
    if guards && runs() { [b"'", cell].concat() } else { cell.to_vec() }
}

/// Writes the original cells, then why they were refused. Cells that the header has no column for come last, so that
/// none is lost and the row is still one too long.
fn reject_cells(line: &mut Vec<u8>, mut cells: Vec<&[u8]>, columns: usize, width: usize, refusal: &Refusal) {
    let number = refusal.line.to_string();
    let extra = cells.split_off(width.min(cells.len()));
    cells.resize(columns, b"");
    let why = [number.as_bytes(), refusal.column.as_deref().unwrap_or_default().as_bytes(), refusal.why.as_bytes()];
    write_line(line, cells.into_iter().chain(why).chain(extra));
}

/// Writes the object as it was, with one more key; what is no object is kept as a text.
fn reject_object(line: &mut Vec<u8>, object: &[u8], refusal: &Refusal) {
    let mut why = serde_json::json!({ "line": refusal.line, "field": refusal.column, "reason": refusal.why });
    let mut object = object.to_vec();
    if let Ok(mut keys) = serde_json::from_slice::<BTreeMap<String, Box<RawValue>>>(&object) {
        // It was refused before: the old reason goes.
        if keys.remove("rejected").is_some() {
            object = serde_json::to_vec(&keys).unwrap_or(object);
        }
        object.pop();
        object.truncate(object.trim_ascii_end().len());
        if object.trim_ascii() != b"{" {
            object.push(b',');
        }
    } else {
        why["text"] = String::from_utf8_lossy(&object).into();
        object = b"{".to_vec();
    }
    line.extend_from_slice(&object);
    line.extend_from_slice(format!("\"rejected\":{why}}}\n").as_bytes());
}

fn write_line<'a>(line: &mut Vec<u8>, cells: impl Iterator<Item = &'a [u8]>) {
    for (position, cell) in cells.enumerate() {
        if position > 0 {
            line.push(b',');
        }
        write_cell(line, cell);
    }
    line.push(b'\n');
}

fn write_cell(line: &mut Vec<u8>, cell: &[u8]) {
    if !cell.iter().any(|byte| b",;\"\r\n\t".contains(byte)) {
        return line.extend_from_slice(cell);
    }
    line.push(b'"');
    for byte in cell {
        line.extend_from_slice(if *byte == b'"' { b"\"\"" } else { std::slice::from_ref(byte) });
    }
    line.push(b'"');
}
