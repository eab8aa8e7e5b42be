//! What the desk has against rows that read well.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};

use serde::{Deserialize, Serialize};
use serde_json::{StreamDeserializer, de::IoRead};

use super::refusal::Refusal;
use super::row::Row;

/// What the desk has against a row.
#[derive(Debug, Serialize, Deserialize)]
struct Objection {
    line: u64,
    field: String,
    why: String,
}

/// Objections in the order of the rows, kept in a nameless temporary file: memory does not grow with what is refused.
#[derive(Debug, Default)]
pub struct Objections {
    file: Option<BufWriter<File>>,
    count: u64,
}

/// The same, read again along with the rows.
pub struct Objected {
    coming: Option<StreamDeserializer<'static, IoRead<BufReader<File>>, Objection>>,
    next: Option<Objection>,
}

impl Objections {
    /// Adds one to a field of the row on `line`, which comes after those before.
    pub fn add(&mut self, line: u64, field: &str, why: String) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(tempfile::tempfile()?)),
        };
        serde_json::to_writer(&mut *file, &Objection { line, field: field.to_owned(), why })?;
        self.count += 1;
        file.write_all(b"\n")
    }

    /// Returns how many there are.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Starts over from the first.
    pub fn read(self) -> io::Result<Objected> {
        let Some(file) = self.file else { return Ok(Objected { coming: None, next: None }) };
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        let mut coming = serde_json::Deserializer::from_reader(BufReader::new(file)).into_iter();
        let next = coming.next().transpose()?;
        Ok(Objected { coming: Some(coming), next })
    }
}

impl Objected {
    /// Refuses the row if the desk has anything against it; rows come in their order.
    pub fn against(&mut self, row: &Row<'_>) -> io::Result<Option<Refusal>> {
        let Some(Objection { field, why, .. }) = self.next.take_if(|next| next.line == row.line()) else {
            return Ok(None);
        };
        self.next = self.coming.as_mut().and_then(Iterator::next).transpose()?;
        let known = row.kind.names().find(|name| *name == field);
        Ok(Some(known.map_or_else(|| row.refuse_row(&why), |field| row.refuse(field, &why))))
    }
}
