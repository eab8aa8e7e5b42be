//! What imports brought: a batch is one file of one import.

use super::{BatchId, Code, Instant, Line};

/// How many rows came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the number of rows that came to that")]
pub struct Counts {
    pub created: u64,
    pub updated: u64,
    pub same: u64,
    pub refused: u64,
}

impl Counts {
    /// Tells whether the desk is another one for it.
    pub const fn changed_anything(self) -> bool {
        self.created + self.updated > 0
    }

    /// Returns how many rows that are.
    pub const fn rows(self) -> u64 {
        self.created + self.updated + self.same + self.refused
    }
}

/// A file that is to be taken in, as far as a rerun can tell it from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The system it comes from.
    pub source: String,
    /// What its rows are: `tickets`.
    pub kind: &'static str,
    /// Its name, as it was typed.
    pub file: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the batch's field of that name")]
pub struct Batch {
    pub id: BatchId,
    /// What whoever ran it called it, so that a second run is answered and not run.
    pub key: Option<Line>,
    pub at: Instant,
    /// Who ran it.
    pub by: Code,
    pub source: String,
    pub kind: String,
    pub file: String,
    /// Of the file's bytes, in hexadecimal digits.
    pub sha256: String,
    pub counts: Counts,
    pub undone_at: Option<Instant>,
}

impl Batch {
    /// Tells whether this is what came of that file: its name does not matter.
    pub fn is_of(&self, origin: &Origin) -> bool {
        (&*self.source, &*self.kind, &*self.sha256) == (&*origin.source, origin.kind, &*origin.sha256)
    }
}
