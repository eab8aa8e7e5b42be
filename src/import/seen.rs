//! Keys that stand twice in one file.

use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

use super::refusal::Refusal;
use super::row::Row;

/// The keys of the rows read so far and their lines, in about 16 bytes each. Only a 64-bit hash of a key is kept, under
/// a secret of this run: among a million keys, the chance that any two are taken for the same is 1 in 37 million.
#[derive(Debug, Default)]
pub struct Seen {
    lines: HashMap<u64, u64, BuildHasherDefault<AsIs>>,
    secret: RandomState,
}

impl Seen {
    /// Starts with no keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// Refuses the row if the same values of `fields` stood in an earlier one, naming its line. A row in which the last
    /// of the fields is missing has no key.
    pub fn once(&mut self, row: &Row<'_>, fields: &[&'static str]) -> Result<(), Refusal> {
        let Some(last) = fields.last().copied() else { return Ok(()) };
        if row.text(last).is_none() {
            return Ok(());
        }
        let mut hasher = self.secret.build_hasher();
        for field in fields {
            row.text(field).hash(&mut hasher);
        }
        match self.lines.entry(hasher.finish()) {
            Entry::Vacant(entry) => {
                entry.insert(row.line());
                Ok(())
            }
            Entry::Occupied(first) => Err(row.refuse(last, format_args!("stands on line {} already", first.get()))),
        }
    }
}

/// Takes a number that is a hash already as it is.
#[derive(Debug, Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
